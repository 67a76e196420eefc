// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.ising.internal.random.RandomStream;

/**
 * Metropolis on the spins of a weight in turn, from the most to the least significant: flipping bit b moves the weight
 * by {@code t = +-2^b} levels and is accepted with probability {@code min(1, exp(-beta dE))}.
 */
final class SingleSpinMove implements WeightMove {
    /** Beyond this no double-precision uniform number is below {@code exp(-x)}. */
    private static final double NEVER = 37;

    @Override
    public int next(int level, int top, double slope, double curvature, double beta, RandomStream random) {
        int now = level;
        double slopeNow = slope;
        for (int bit = top + 1 >>> 1; bit > 0; bit >>>= 1) {
            int next = flip(now, bit, slopeNow, curvature, beta, random);
            slopeNow += 2 * curvature * (next - now);
            now = next;
        }
        return now;
    }

    /** The level after Metropolis on one spin, whose bit of the level is {@code bit}; the rest is as in {@link #next}. */
    static int flip(int level, int bit, double slope, double curvature, double beta, RandomStream random) {
        int t = (level & bit) == 0 ? bit : -bit;
        return accepts(t * (slope + curvature * t), beta, random) ? level + t : level;
    }

    /**
     * Whether Metropolis accepts a change of the energy; ties move, but not at infinite beta, where nothing would rest.
     *
     * <p>As {@code 1 - x <= exp(-x) <= 1 / (1 + x)}, most draws are decided without the exponential.
     */
    static boolean accepts(double change, double beta, RandomStream random) {
        if (change < 0) {
            return true;
        }
        if (beta == Double.POSITIVE_INFINITY) {
            return false;
        }
        double cost = beta * change;
        if (cost == 0 || !(cost < NEVER)) {
            return cost == 0;
        }
        double u = random.nextDouble();
        if (u < 1 - cost) {
            return true;
        }
        return u * (1 + cost) <= 1 && u < Math.exp(-cost);
    }
}
