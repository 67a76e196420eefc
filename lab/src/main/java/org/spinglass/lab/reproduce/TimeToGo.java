// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how long a set of runs will take yet, from the time an epoch took in each curve so far; a curve that has not
 * begun is taken for the mean of the others. For one caller at a time.
 */
final class TimeToGo {
    private final int threads;
    private final Map<Object, Double> secondsAnEpoch = new HashMap<>();
    private final List<Work> works = new ArrayList<>();

    TimeToGo(int threads) {
        this.threads = threads;
    }

    /** One run: what it costs an epoch is known by its curve; some cannot run beside each other. */
    static final class Work {
        private final Object curve;
        private final int epochs;
        private final boolean isAlone;
        private double epochsDone;

        Work(Object curve, int epochs, boolean isAlone) {
            this.curve = curve;
            this.epochs = epochs;
            this.isAlone = isAlone;
        }
    }

    Work add(Object curve, int epochs, boolean isAlone) {
        Work work = new Work(curve, epochs, isAlone);
        works.add(work);
        return work;
    }

    void at(Work work, double epochsDone) {
        work.epochsDone = epochsDone;
    }

    /** Ends a run, whatever was left of it. */
    void end(Work work) {
        work.epochsDone = work.epochs;
    }

    void epochsTook(Work work, double seconds, int epochs) {
        secondsAnEpoch.put(work.curve, seconds / epochs);
    }

    /** NaN before the first epoch. */
    double seconds() {
        double all = sum(false, true);
        return Math.max(all / threads, sum(true, true));
    }

    /** Of the work, in estimated time; 0 before the first epoch. */
    double share() {
        double toGo = sum(false, true);
        double whole = sum(false, false);
        return whole > 0 ? 1 - toGo / whole : 0;
    }

    private double sum(boolean onlyAlone, boolean onlyToGo) {
        double usual = secondsAnEpoch.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        return works.stream()
                .filter(work -> work.isAlone || !onlyAlone)
                .mapToDouble(work -> (work.epochs - (onlyToGo ? work.epochsDone : 0))
                        * secondsAnEpoch.getOrDefault(work.curve, usual))
                .sum();
    }
}
