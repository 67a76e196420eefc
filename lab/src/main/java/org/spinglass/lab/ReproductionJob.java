package org.spinglass.lab;

/**
 * One run of a reproduction.
 *
 * @param work the curve
 * @param seed of the run
 * @param time its part of the time to go
 */
record ReproductionJob(CurveWork work, long seed, TimeToGo.Work time) {
    String name() {
        return "%s %s seed %d"
                .formatted(work.experiment().figure(), work.curve().name(), seed);
    }
}
