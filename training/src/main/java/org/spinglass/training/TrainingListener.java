// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

/** Is told how training is getting on, on the thread that trains, and may end it. */
public interface TrainingListener {

    /**
     * A step was done.
     *
     * @return whether to go on; after false training ends with the last finished epoch
     */
    boolean stepDone(Step step);

    /** Whether to go on with a step that is under way; asked often, from any thread. After false the step is not counted. */
    default boolean goesOn() {
        return true;
    }

    /** An epoch was done. The checkpoint continues from here. */
    void epochDone(EpochReport report, Checkpoint checkpoint);

    /**
     * Where training is.
     *
     * @param epoch the epoch under way, from 1
     * @param step steps of it that are done
     * @param steps steps of an epoch
     * @param loss mean squared error on the step's batch before it
     */
    record Step(int epoch, int step, int steps, double loss) {}
}
