// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Correlations;
import org.spinglass.compute.VectorOps;

/** The loops that training and annealing spend their time in, on arrays of the sizes that LeNet has. */
public class KernelBenchmarks {
    private static float[] random(int length) {
        SplittableRandom random = new SplittableRandom(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** Peaks of the machine: a large product, and a copy beyond the caches. */
    @State(Scope.Thread)
    public static class Peak {
        static final int SIDE = 512;
        static final int COPIED = 1 << 24;
        private final float[] a = random(SIDE * SIDE);
        private final float[] b = random(SIDE * SIDE);
        private final float[] c = new float[SIDE * SIDE];
        private final float[] from = random(COPIED);
        private final float[] to = new float[COPIED];

        /** {@code 2 SIDE^3} operations. */
        @Benchmark
        public float[] sgemm() {
            Blas.gemm(Blas.Op.NONE, Blas.Op.NONE, SIDE, SIDE, SIDE, 1, a, 0, SIDE, b, 0, SIDE, 0, c, 0, SIDE);
            return c;
        }

        /** Four bytes a float read, four written. */
        @Benchmark
        public float[] copy() {
            System.arraycopy(from, 0, to, 0, COPIED);
            return to;
        }
    }

    /** Products with vectors within the first cache. */
    @State(Scope.Thread)
    public static class Vectors {
        private final VectorOps ops = VectorOps.best();
        private final float[] x = random(4096);
        private final float[] y = random(4096);
        private final float[] c = random(4096);

        /** Floats of a call. */
        @Param({"112", "512", "4096"})
        public int length;

        /** Two operations a float: the field of a weight. */
        @Benchmark
        public float dot() {
            return ops.dot(x, 0, y, 0, length);
        }

        /** Two: the fields of all others after a flip. */
        @Benchmark
        public float[] axpy() {
            ops.add(1e-9f, x, 0, y, 0, length);
            return y;
        }

        /** Three: the projections after a change of a weight. */
        @Benchmark
        public float[] weightedAxpy() {
            ops.addWeighted(1e-9f, c, 0, x, 0, y, 0, length);
            return y;
        }
    }

    /** Runs of LeNet's first convolutions, of one sample: the second's planes are 14 wide and taken all at once. */
    @State(Scope.Thread)
    public static class Runs {
        static final int FIRST_SITES = 28 * 28;
        static final int SECOND_SITES = 9 * 14 + 10;
        private final Correlations ops = Correlations.best();
        private final float[] image = random(32 * 32);
        private final float[] planes = random(6 * 14 * 14);
        private final int[] firstShifts = new int[25];
        private final int[] secondShifts = new int[150];
        private final float[] kernels = random(150 * 16);
        private final float[] out = new float[16 * FIRST_SITES];
        private final float[] derivatives = random(32 * FIRST_SITES);
        private final float[] sums = new float[150 * 32];

        /** Works out where the runs begin. */
        public Runs() {
            Arrays.setAll(firstShifts, j -> j / 5 * 32 + j % 5);
            Arrays.setAll(secondShifts, j -> j / 25 * 196 + j / 5 % 5 * 14 + j % 5);
        }

        /** {@code 2 x 25 x 6} operations a site. */
        @Benchmark
        public float[] correlateFirst() {
            for (int y = 0; y < 28; y++) {
                ops.correlate(image, y * 32, firstShifts, kernels, 6, out, y * 28, FIRST_SITES, 28);
            }
            return out;
        }

        /** {@code 2 x 150 x 16} a site, those between the rows included. */
        @Benchmark
        public float[] correlateSecond() {
            ops.correlate(planes, 0, secondShifts, kernels, 16, out, 0, SECOND_SITES, SECOND_SITES);
            return out;
        }

        /** {@code 2 x 150 x 16} a site. */
        @Benchmark
        public float[] addDotsSecond() {
            Arrays.fill(sums, 0);
            ops.addDots(derivatives, 16, planes, 0, secondShifts, SECOND_SITES, sums, 150);
            return sums;
        }

        /** {@code 2 x 25 x 16} a site: two sketches of six channels, filled to 16. */
        @Benchmark
        public float[] addWindowsFirst() {
            Arrays.fill(sums, 0);
            ops.addWindows(derivatives, 16, image, 0, firstShifts, 28, 28, 32, sums);
            return sums;
        }

        /** {@code 2 x 150 x 32} a site: two sketches of 16 channels. */
        @Benchmark
        public float[] addWindowsSecond() {
            Arrays.fill(sums, 0);
            ops.addWindows(derivatives, 32, planes, 0, secondShifts, 10, 10, 14, sums);
            return sums;
        }
    }
}
