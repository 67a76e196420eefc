// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.time.Duration;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * What a run tells the listener and the stop rule of its request, and what they said. A step is what is submitted
 * together: all of a model that fits, or a block of all instances. They are asked after each step, and again and again
 * while the processor is waited for, when a rule that looks at the clock, or a listener, has what is not yet answered
 * cancelled.
 *
 * <p>Safe for several threads.
 */
final class RunWatch {
    private final SamplingRequest request;
    private final int steps;
    private final long began;
    private int done;
    private int improved;
    private double best = Double.POSITIVE_INFINITY;
    private boolean isCancelled;
    private boolean isStopped;

    RunWatch(SamplingRequest request, int steps, long began) {
        this.request = request;
        this.steps = steps;
        this.began = began;
    }

    /** While the processor is waited for. */
    synchronized boolean goesOn() {
        if (!isCancelled && !isStopped) {
            Progress now = new Progress(
                    done,
                    steps,
                    Double.POSITIVE_INFINITY,
                    best,
                    0,
                    done - improved,
                    Duration.ofNanos(System.nanoTime() - began));
            isCancelled = !request.progress().goesOn(now);
            isStopped = request.stop().stopsAt(now);
        }
        return !isCancelled && !isStopped;
    }

    /**
     * After a step.
     *
     * @param energy of the best state that there is now, of any instance and read
     */
    synchronized boolean stepDone(double energy) {
        done++;
        if (energy < best) {
            best = energy;
            improved = done;
        }
        return goesOn();
    }

    /** Whether the listener ended the run. */
    synchronized boolean isCancelled() {
        return isCancelled;
    }
}
