// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

/**
 * What a search that grows may cost, and whom it asks whether to go on. Safe for several threads as far as the rules
 * and the listener are.
 *
 * @param sweeps of all members together
 * @param perRead sweeps that a progress counts as one
 * @param limit the time that there is; null where there is none but the sweeps
 * @param stop asked every few thousand visits of spins, of every member that is being made
 * @param progress told as often
 * @param start of the clock, as of {@link System#nanoTime}
 */
public record Effort(
        long sweeps, int perRead, @Nullable Duration limit, StopRule stop, ProgressListener progress, long start) {

    /** That of a request: reads times sweeps, or without end where there is a limit of time. */
    public static Effort of(SamplingRequest request, Optional<Duration> limit, long start) {
        return new Effort(
                limit.isEmpty() ? (long) request.reads() * request.sweeps() : Long.MAX_VALUE / 2,
                request.reads(),
                limit.orElse(null),
                request.stop(),
                request.progress(),
                start);
    }

    /**
     * Tells the listener how far the search is, and asks the rules.
     *
     * @param done sweeps so far
     * @param improvedAt sweeps when the lowest energy was found
     * @param lowest energy so far
     * @param isStopped set when a rule ends the search
     * @param isCancelled set when the listener or an interrupt ends the call
     * @return whether to go on
     */
    public boolean goesOn(
            long done, long improvedAt, double lowest, AtomicBoolean isStopped, AtomicBoolean isCancelled) {
        Progress now = new Progress(
                counted(done),
                counted(sweeps),
                Double.POSITIVE_INFINITY,
                lowest,
                0,
                counted(done) - counted(improvedAt),
                Duration.ofNanos(System.nanoTime() - start));
        if (!progress.goesOn(now) || Halt.isInterrupted()) {
            isCancelled.set(true);
        }
        if (stop.stopsAt(now)) {
            isStopped.set(true);
            return false;
        }
        return !isCancelled.get() && !Halt.isCalled();
    }

    private int counted(long done) {
        return (int) Math.min(Integer.MAX_VALUE, (done + perRead - 1) / perRead);
    }
}
