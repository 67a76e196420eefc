// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import org.spinglass.ising.internal.random.RandomStream;

/**
 * Draws a new path for one spin, all others held fixed: the cluster move in continuous imaginary time of Rieger and
 * Kawashima (European Physical Journal B 9, 233, 1999).
 *
 * <p>Of {@code exp(-H)} with {@code H = beta E(sigma^z) - transverse sum_i sigma^x_i} on a circle of length 1: cuts are
 * thrown at random, {@code transverse} of them in the mean (a Poisson process), and join those at which the path turns
 * over; each piece between two cuts becomes +1 with probability {@code 1 / (1 + exp(2 beta I))}, where I is the local
 * field integrated over it; cuts with the same value on both sides are forgotten. This leaves the distribution of paths
 * unchanged, with no error from slicing. Without a transverse field paths never turn, and the move is Glauber's.
 */
final class SegmentHeatBath {
    /** Beyond this, in exponents, a draw is decided. */
    private static final double CERTAIN = 40;

    private final WorldLines lines;
    private final SegmentFields fields;
    private final RandomStream random;
    private float[] cuts = new float[16];
    private float[] integrals = new float[16];
    private float[] turns = new float[16];

    SegmentHeatBath(WorldLines lines, SegmentFields fields, RandomStream random) {
        this.lines = lines;
        this.fields = fields;
        this.random = random;
    }

    /**
     * Draws the path of spin i anew.
     *
     * @param level the spin's local field at time 0
     * @param transverse mean number of new cuts, 0 or more
     * @param noCut {@code exp(-transverse)}
     * @param beta inverse temperature of the classical energy
     */
    void draw(int i, float level, double transverse, double noCut, double beta) {
        int m = cut(i, transverse, noCut);
        if (m < 2) {
            m = 0;
        }
        fields.integrate(i, level, cuts, m, integrals);
        // the pieces before the first and after the last cut are one across time 0
        int start = spin(m == 0 ? integrals[0] : integrals[0] + integrals[m], beta);
        int now = start;
        int count = 0;
        for (int k = 1; k < m; k++) {
            int next = spin(integrals[k], beta);
            if (next != now) {
                turns[count++] = cuts[k - 1];
                now = next;
            }
        }
        if (now != start) {
            turns[count++] = cuts[m - 1];
        }
        fields.replace(i, start, turns, count);
        lines.set(i, start, turns, count);
    }

    /** Old and new cuts in order; room for one more is left behind them. */
    private int cut(int i, double transverse, double noCut) {
        int old = lines.first(i);
        int end = old + lines.count(i);
        float[] breaks = lines.breaks();
        ensureRoom(lines.count(i) + 2);
        int m = 0;
        double left = 1 - random.nextDouble();
        double t = 0;
        while (left > noCut || t > 0) {
            t -= Math.log(left) / transverse;
            float cut = (float) t;
            if (cut >= 1) {
                break;
            }
            while (old < end && breaks[old] <= cut) {
                cuts[m++] = breaks[old++];
            }
            cuts[m++] = cut;
            ensureRoom(m + end - old + 2);
            left = 1 - random.nextDouble();
        }
        while (old < end) {
            cuts[m++] = breaks[old++];
        }
        return m;
    }

    private void ensureRoom(int size) {
        if (cuts.length < size) {
            cuts = Arrays.copyOf(cuts, 2 * size);
            integrals = new float[2 * size];
            turns = new float[2 * size];
        }
    }

    private int spin(float integral, double beta) {
        return isTaken(2 * beta * integral, random) ? 1 : -1;
    }

    /** True with probability {@code 1 / (1 + exp(cost))}. */
    static boolean isTaken(double cost, RandomStream random) {
        return cost < -CERTAIN || cost < CERTAIN && random.nextDouble() * (1 + Math.exp(cost)) < 1;
    }
}
