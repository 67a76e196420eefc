// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.nio.file.Path;

/** Is told how a reproduction is getting on, one call at a time though from several threads, and may end it. */
public interface ReproductionObserver {

    /** Whether to stop; asked after every step. The runs under way are then given up and those that are done are kept. */
    boolean isStopRequested();

    /** Some steps were done. */
    void progress(Progress progress);

    /** A run was done and its record written. */
    void runDone(SeedRecord run, Progress progress);

    /** A curve is given up; the others go on. */
    void curveFailed(Experiment experiment, Curve curve, String message);

    /** Something is not as it might be; one line for the user. */
    void warning(String message);

    /** A file was written. */
    void written(Path file);

    /**
     * Where a reproduction is.
     *
     * @param runsDone of all curves, those found done included
     * @param runs of all curves
     * @param share of the work that is done, 0 to 1
     * @param secondsToGo an estimate from the epochs so far; NaN before the first
     * @param run what was worked on last, such as {@code 6a response seed 3}
     * @param epoch of that run, from 1
     * @param epochs of that run
     */
    record Progress(int runsDone, int runs, double share, double secondsToGo, String run, int epoch, int epochs) {}
}
