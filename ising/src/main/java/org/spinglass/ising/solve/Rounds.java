// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.Set;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.Trait;

/**
 * How long the rounds of a search are.
 *
 * <p>Without a time limit there is one, and with a given number of sweeps all are alike. Otherwise a {@link
 * Quench} gives a first answer, the first round has a few sweeps on each thread, and every other one is made, by the measured speed, to take as long as all before it
 * together, so that the best answer at any moment is that of an anneal of a quarter of the time or more; and the last
 * one is made to fill what is left. Where the number of reads is not given there are as few as there are threads while
 * longer reads are worth more than many: in large models reads differ little, and their energies fall with the sweeps.
 * Where many reads are swept side by side for the cost of few, there are as many as there is room for on each thread,
 * and all the time goes into sweeps.
 */
final class Rounds {
    private static final int FIRST_SWEEPS = 4;

    /** Sweeps of a read before reads beyond the threads are added; the first where their number is given. */
    private static final int WITH_READS_GIVEN = 10;

    private static final int LEAST_LONG = 2000;

    /** A round fills what is left when that is less than this many times all that was spent. */
    private static final double LAST = 3;

    /** Share of what is left that a last round is made for: machines slow down, and what is cut short ends hot. */
    private static final double MARGIN = 0.85;

    /** So many times the work of the round before at most: the first rounds say little about speed. */
    private static final double MOST_GROWTH = 32;

    private static final double ROUND_SHARE = 0.1;

    /** Rounds of many reads side by side are told apart less by luck, and the last may be longer. */
    private static final double LAST_SIDE_BY_SIDE = 6;

    private static final double MARGIN_SIDE_BY_SIDE = 0.92;

    /** Share of the time limit that a round takes at most while reads side by side are not fast yet. */
    private static final double WAITING = 0.03;

    /** What a sweep of many reads side by side costs, in sweeps of one, until it is measured. */
    private static final double SIDE_BY_SIDE = 10;

    private final SolveRequest request;
    private final boolean isGrown;
    private final boolean isDoubled;
    private final int longRead;
    private final int sideBySide;

    /** One round. */
    record Round(int reads, int sweeps) {
        double work() {
            return (double) reads * sweeps;
        }
    }

    /**
     * The rounds of a search.
     *
     * @param sideBySide reads that are swept at once for the cost of few; 1 where each has its own
     */
    Rounds(SolveRequest request, Sampler sampler, int spins, int sideBySide) {
        this.request = request;
        this.sideBySide = sideBySide;
        boolean isFree = request.timeLimit() != null && request.sweeps().isEmpty() && !request.independentReads();
        Set<Trait> traits = sampler.traits();
        this.isGrown = isFree && (traits.contains(Trait.DIVISIBLE) || traits.contains(Trait.GROWS));
        this.isDoubled = isFree && !isGrown;
        this.longRead = LEAST_LONG + 2 * Math.min(spins, 1_000_000);
    }

    /** Whether rounds are made by the clock, after a quench. */
    boolean areGrown() {
        return isGrown;
    }

    /** Whether rounds have reads side by side, once that is fast. */
    boolean areSideBySide() {
        return isGrown && sideBySide > 1 && request.reads().isEmpty();
    }

    /** The first round. */
    Round first() {
        int reads = request.reads().orElse(SolveRequest.READS);
        return isGrown
                ? new Round(Math.min(reads, request.workers().threads()), FIRST_SWEEPS)
                : new Round(reads, request.sweeps().orElse(Solver.SWEEPS));
    }

    /**
     * The round after one.
     *
     * @param seconds that it took
     * @param spent seconds of the whole search
     * @param isWide whether reads may be swept side by side
     */
    Round next(Round before, double seconds, double spent, boolean isWide) {
        if (isDoubled) {
            boolean isShort = seconds < ROUND_SHARE * limit();
            return isShort && before.sweeps() <= Integer.MAX_VALUE / 2
                    ? new Round(before.reads(), 2 * before.sweeps())
                    : before;
        }
        if (!isGrown) {
            return before;
        }
        double left = Math.max(0, limit() - spent);
        boolean isTogether = isWide && areSideBySide();
        double wanted = left < (isTogether ? LAST_SIDE_BY_SIDE : LAST) * spent
                ? (isTogether ? MARGIN_SIDE_BY_SIDE : MARGIN) * left
                : spent;
        if (areSideBySide() && !isWide) {
            wanted = Math.min(wanted, WAITING * limit());
        }
        double work = cost(before) * Math.clamp(wanted / Math.max(1e-9, seconds), 0, MOST_GROWTH);
        int threads = request.workers().threads();
        if (isTogether) {
            return new Round(sideBySide * threads, between(work / (threads * SIDE_BY_SIDE), 1, Integer.MAX_VALUE));
        }
        int reads = request.reads().isPresent()
                ? between(work / WITH_READS_GIVEN, threads, request.reads().getAsInt())
                : between(work / longRead, threads, SolveRequest.READS);
        return new Round(reads, between(work / reads, 1, Integer.MAX_VALUE));
    }

    /** The work of a round, as far as it is known, in sweeps of one read. */
    private double cost(Round round) {
        return sideBySide > 1 && round.reads() >= sideBySide ? SIDE_BY_SIDE * round.work() / sideBySide : round.work();
    }

    private static int between(double value, int least, int most) {
        return (int) Math.clamp(value, Math.min(least, most), most);
    }

    private double limit() {
        Duration limit = request.timeLimit();
        return limit == null ? Double.POSITIVE_INFINITY : limit.toNanos() * 1e-9;
    }
}
