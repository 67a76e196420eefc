// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.Arrays;

/** The paths of {@link ScalarOps}; {@link VectorOps} says what each method does. */
final class ScalarPaths {
    private static final int PATHS = VectorOps.PATHS;

    /** Added to a number from 0 to 2^52 it leaves the nearest whole number in the lowest bits. */
    static final double SHIFT = 0x1.0p52;

    /** Waiting times begin here: slice k lies from {@code k - 1/2} to {@code k + 1/2}, the first being 1, the last 64. */
    static final double HALF = 0.5;

    static final double END = PathRows.SLICES + HALF;

    /** Takes a shifted number of a slice to the slice's end, where the next waiting time begins. */
    static final double BACK = SHIFT - HALF;

    private ScalarPaths() {}

    static void cut(double rate, PathNoise noise, long[] cuts, int spins) {
        double mean = 1 / rate;
        float[] exponentials = noise.exponentials();
        for (int i = 0; i < spins; i++) {
            int first = noise.exponential();
            int last = first;
            for (int r = 0; r < PATHS; r++) {
                int e = first;
                long made = 0;
                double time = Math.fma(exponentials[e + r], mean, HALF);
                for (e += PATHS; time < END; e += PATHS) {
                    double nearest = time + SHIFT;
                    made |= 1L << Double.doubleToRawLongBits(nearest);
                    time = Math.fma(exponentials[e + r], mean, nearest - BACK);
                }
                last = Math.max(last, e);
                cuts[PATHS * i + r] = made;
            }
            noise.takeExponentials(last);
        }
    }

    static void draw(PathRows rows, long[] paths, long[] cuts, float strength, PathNoise noise, long[] moved) {
        float[] logistics = noise.logistics();
        for (int i = 0; i < rows.spins(); i++) {
            int logistic = noise.logistic();
            int last = logistic;
            for (int r = 0; r < PATHS; r++) {
                int at = PATHS * i + r;
                long old = paths[at];
                long rest = cuts[at] | old ^ Long.rotateLeft(old, 1);
                long first = rest & -rest;
                long bit = first;
                long fresh = 0;
                long next;
                int l = logistic;
                do {
                    rest ^= bit;
                    next = rest & -rest;
                    long piece = next - bit | (next == 0 ? first - 1 : 0);
                    float sum = 0;
                    for (int k = rows.starts()[i]; k < rows.starts()[i + 1]; k++) {
                        long both = piece & paths[PATHS * rows.neighbours()[k] + r];
                        sum = Math.fma((float) Long.bitCount(both), rows.twice()[k], sum);
                    }
                    sum = Math.fma((float) Long.bitCount(piece), rows.bases()[i], sum);
                    fresh |= sum * strength < logistics[l + r] ? piece : 0;
                    bit = next;
                    l += PATHS;
                } while (next != 0);
                last = Math.max(last, l);
                paths[at] = fresh;
                moved[r] += (old ^ fresh) & 1;
            }
            noise.takeLogistics(last);
        }
    }

    static void addDifferences(
            int[] ends, double[] weights, int start, int end, long mask, long[] paths, double[] out) {
        Arrays.fill(out, 0, PATHS, 0);
        for (int c = start; c < end; c++) {
            int a = PATHS * ends[2 * c];
            int b = PATHS * ends[2 * c + 1];
            for (int r = 0; r < PATHS; r++) {
                out[r] = Math.fma(Long.bitCount((paths[a + r] ^ paths[b + r]) & mask), weights[c], out[r]);
            }
        }
    }
}
