// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.BitOps;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;

/**
 * Random bits that are 1 with a given probability, each independent of all others. The nearest whole multiple of a
 * small power of two comes of a few random numbers for every word ({@link BitOps#toss}); what that is short of or
 * beyond comes of single bits, set or cleared at distances that are geometrically distributed. So the probability is
 * exact but for the rounding of the distances' logarithms, 2^-24 of its rare part, which itself is no more than a few
 * hundredths.
 *
 * <p>Belongs to one thread.
 */
public final class Coins {
    /** Below this no bit is set. */
    static final double NEVER = 0x1p-40;

    private static final int MOST_DIGITS = 8;

    /** Bits of a vector of words: a random number for it costs about as much as setting one of them by itself. */
    private static final int BITS = 512;

    private final VectorOps ops;
    private final BitOps bitOps;
    private final RandomStream rare;
    private final long[] state = new long[32];
    private final long[] random = new long[256];
    private final float[] exponentials = new float[512];
    private int next = exponentials.length;

    /**
     * How bits of one probability are made.
     *
     * @param share of {@code 2^digits}, as often as not of bits that are made in words
     * @param mean the mean distance of rare ones, {@code -1 / ln(1 - rare)}; 0 where there are none
     * @param isSet whether rare ones become 1
     */
    public record Plan(int share, int digits, double mean, boolean isSet) {
        /** The cheapest way. */
        public static Plan of(double probability) {
            Plan best = new Plan(0, 0, 0, true);
            double least = Double.POSITIVE_INFINITY;
            for (int digits = 0; digits <= MOST_DIGITS; digits++) {
                double scaled = Math.scalb(probability, digits);
                for (int share = (int) scaled; share <= Math.ceil(scaled); share++) {
                    double made = Math.scalb((double) share, -digits);
                    boolean isSet = made <= probability;
                    double rare = made == probability
                            ? 0
                            : isSet ? (probability - made) / (1 - made) : (made - probability) / made;
                    double cost = digits + BITS * rare;
                    if (cost < least) {
                        least = cost;
                        best = new Plan(share, digits, rare < NEVER ? 0 : -1 / Math.log1p(-rare), isSet);
                    }
                }
            }
            return best;
        }
    }

    /** Coins of a seed. */
    public Coins(long seed, VectorOps ops) {
        this.ops = ops;
        this.bitOps = ops.bits();
        this.rare = new RandomStream(seed, ops);
        for (int i = 0; i < state.length; i++) {
            state[i] = rare.nextLong();
        }
    }

    /** Fills words, whose numbers are multiples of 8. */
    public void fill(Plan plan, long[] out, int from, int to) {
        bitOps.toss(state, plan.share(), plan.digits(), out, from, to);
        if (plan.mean() == 0) {
            return;
        }
        long end = (long) Long.SIZE * to;
        long at = (long) Long.SIZE * from - 1;
        float mean = (float) plan.mean();
        while (at < end) {
            if (next == exponentials.length) {
                rare.fill(random);
                ops.exponential(random, exponentials);
                next = 0;
            }
            at = plan.isSet() ? set(out, at, end, mean) : clear(out, at, end, mean);
        }
    }

    /**
     * Sets bits behind one until the distances are used up or the end is reached; the last of them, or beyond the end.
     */
    private long set(long[] out, long before, long end, float mean) {
        long at = before;
        int k = next;
        while (k < exponentials.length) {
            at += 1 + (long) (mean * exponentials[k++]);
            if (at >= end) {
                break;
            }
            out[(int) (at >>> 6)] |= 1L << at;
        }
        next = k;
        return at;
    }

    private long clear(long[] out, long before, long end, float mean) {
        long at = before;
        int k = next;
        while (k < exponentials.length) {
            at += 1 + (long) (mean * exponentials[k++]);
            if (at >= end) {
                break;
            }
            out[(int) (at >>> 6)] &= ~(1L << at);
        }
        next = k;
        return at;
    }
}
