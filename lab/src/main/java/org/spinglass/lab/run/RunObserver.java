// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/** Is told how a run is getting on, on the thread that trains, and may end it. */
public interface RunObserver {

    /**
     * A step was done.
     *
     * @return whether to go on; after false the run ends with the last finished epoch
     */
    boolean stepDone(TrainingListener.Step step);

    /** Whether to go on with a step that is under way; asked often, from any thread. */
    default boolean goesOn() {
        return true;
    }

    /**
     * The training of one of an ensemble's networks begins or goes on.
     *
     * @param member from 1
     * @param epochsDone epochs that it has behind it
     */
    default void memberBegins(int member, int epochsDone) {}

    /** An epoch was done, and its checkpoint and metrics are written. */
    void epochDone(EpochReport report);

    /**
     * An epoch of one of an ensemble's networks was done, of which several are trained at the same time.
     *
     * @param member from 1
     */
    default void memberEpochDone(int member, EpochReport report) {
        epochDone(report);
    }

    /** Something is not as it might be, but the run goes on; one line for the user. */
    void warning(String message);
}
