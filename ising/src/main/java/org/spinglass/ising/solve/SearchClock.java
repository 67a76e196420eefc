// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.ising.sampling.Progress;

/** What a search knows while it runs: how long it has been at it, how low it came when, and whether to go on. Thread-safe. */
final class SearchClock {
    /** After so many nanoseconds without a sampler's progress the listener is asked in its place. */
    private static final long LONG = 50_000_000;

    private final SolveRequest request;
    private final long began;
    private final List<Seen> seen = new ArrayList<>();
    private double lowest = Double.POSITIVE_INFINITY;
    private volatile Progress last;
    private volatile long told = System.nanoTime();
    private volatile boolean isCancelled;

    /** An energy, as a sampler told it, and when. */
    private record Seen(double energy, double seconds) {}

    /** A clock that began at a time of {@link System#nanoTime}. */
    SearchClock(SolveRequest request, long began) {
        this.request = request;
        this.began = began;
        this.last = Progress.none(Duration.ZERO);
    }

    double seconds() {
        return nanos() * 1e-9;
    }

    private long nanos() {
        return System.nanoTime() - began;
    }

    /** What is left of the time limit, not below 0; null without one. */
    @Nullable
    Duration left() {
        Duration limit = request.timeLimit();
        return limit == null ? null : Duration.ofNanos(Math.max(0, limit.toNanos() - nanos()));
    }

    boolean isTimeOver() {
        Duration left = left();
        return left != null && left.isZero();
    }

    /** Whether the search is to end here, as the clock or the listener tells. */
    boolean isOver() {
        long now = System.nanoTime();
        if (now - told >= LONG) {
            told = now;
            if (!request.progress().goesOn(last.at(Duration.ofNanos(nanos())))) {
                isCancelled = true;
            }
        }
        return isCancelled || isTimeOver();
    }

    /** Takes note of a sampler's progress; whether to go on. */
    boolean note(Progress progress) {
        last = progress;
        told = System.nanoTime();
        see(progress.bestEnergy());
        if (!request.progress().goesOn(progress)) {
            isCancelled = true;
        }
        return !isCancelled;
    }

    /** Takes note of an energy that a round ended with; the listener hears of one that no sampler has told. */
    void found(double energy) {
        if (see(energy)) {
            note(last.lowered(energy, Duration.ofNanos(nanos())));
        }
    }

    /** Takes note of an energy; whether it is the lowest so far. */
    private synchronized boolean see(double energy) {
        boolean isLowest = energy < lowest;
        if (isLowest) {
            lowest = energy;
            seen.add(new Seen(energy, seconds()));
        }
        return isLowest;
    }

    /** Whether a state reached the target, as confirmed by the model. */
    synchronized boolean isTargetReached() {
        return request.targetEnergy().isPresent()
                && Solver.isReached(lowest, request.targetEnergy().getAsDouble());
    }

    /** Whether the listener or an interrupt has ended the search. */
    boolean isCancelled() {
        return isCancelled || Halt.isInterrupted();
    }

    /** Seconds since the lowest energy was first seen. */
    synchronized double secondsWithoutLower() {
        return seconds() - (seen.isEmpty() ? 0 : seen.getLast().seconds());
    }

    /** When an energy was first seen, give or take what samplers' energies are off. */
    synchronized double secondsTo(double energy, double noise) {
        for (Seen one : seen) {
            if (one.energy() <= energy + noise) {
                return one.seconds();
            }
        }
        return seconds();
    }
}
