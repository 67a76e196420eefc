// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import org.spinglass.compute.Workers;

/**
 * What is wanted of a {@link Sampler}. Immutable; {@code with...} methods return changed copies.
 *
 * @param reads states to draw of each instance, at least 1
 * @param seed fixes every random number
 * @param sweeps of each read, at least 1; what a sweep is, each sampler says
 * @param initial where each read starts
 * @param stop when to end before all sweeps are done
 * @param progress is told after every sweep and may cancel
 * @param boundSweeps sweeps spent at most on the lower bound of each convex instance, 0 for no bound
 * @param workers the threads to use
 * @param part which of the reads to draw
 */
public record SamplingRequest(
        int reads,
        long seed,
        int sweeps,
        InitialState initial,
        StopRule stop,
        ProgressListener progress,
        int boundSweeps,
        Workers workers,
        ReadPart part) {

    /** Sweeps that the lower bound may take unless told otherwise. */
    public static final int DEFAULT_BOUND_SWEEPS = 2000;

    public SamplingRequest {
        if (reads < 1) {
            throw new IllegalArgumentException("reads is " + reads + "; expected at least 1");
        }
        if (sweeps < 1) {
            throw new IllegalArgumentException("sweeps is " + sweeps + "; expected at least 1");
        }
        if (boundSweeps < 0) {
            throw new IllegalArgumentException("boundSweeps is " + boundSweeps + "; expected 0 or more");
        }
    }

    /** One read of so many sweeps from random spins on the calling thread. */
    public static SamplingRequest of(int sweeps, long seed) {
        return new SamplingRequest(
                1,
                seed,
                sweeps,
                InitialState.random(),
                StopRule.never(),
                ProgressListener.NONE,
                DEFAULT_BOUND_SWEEPS,
                Workers.of(1),
                ReadPart.WHOLE);
    }

    /** With another number of reads. */
    public SamplingRequest withReads(int value) {
        return new SamplingRequest(value, seed, sweeps, initial, stop, progress, boundSweeps, workers, part);
    }

    /** With another seed. */
    public SamplingRequest withSeed(long value) {
        return new SamplingRequest(reads, value, sweeps, initial, stop, progress, boundSweeps, workers, part);
    }

    /** With more or fewer sweeps. */
    public SamplingRequest withSweeps(int value) {
        return new SamplingRequest(reads, seed, value, initial, stop, progress, boundSweeps, workers, part);
    }

    /** With other initial states. */
    public SamplingRequest withInitial(InitialState value) {
        return new SamplingRequest(reads, seed, sweeps, value, stop, progress, boundSweeps, workers, part);
    }

    /** With another stop rule. */
    public SamplingRequest withStop(StopRule value) {
        return new SamplingRequest(reads, seed, sweeps, initial, value, progress, boundSweeps, workers, part);
    }

    /** With another listener. */
    public SamplingRequest withProgress(ProgressListener value) {
        return new SamplingRequest(reads, seed, sweeps, initial, stop, value, boundSweeps, workers, part);
    }

    /** With more or less effort for the lower bound. */
    public SamplingRequest withBoundSweeps(int value) {
        return new SamplingRequest(reads, seed, sweeps, initial, stop, progress, value, workers, part);
    }

    /** On other threads. */
    public SamplingRequest withWorkers(Workers value) {
        return new SamplingRequest(reads, seed, sweeps, initial, stop, progress, boundSweeps, value, part);
    }

    /** With only some of the reads. */
    public SamplingRequest withPart(ReadPart value) {
        return new SamplingRequest(reads, seed, sweeps, initial, stop, progress, boundSweeps, workers, value);
    }
}
