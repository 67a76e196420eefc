// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of rows with shifted runs, two rows by four runs at a time: eight sums that stay in registers, and few enough for
 * the first of the JVM's compilers, which gives up on more.
 */
final class SimdDots {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final VectorOps OPS = new SimdOps();

    private SimdDots() {}

    /** {@link Correlations#addDots}. */
    static void add(
            float[] rows, int count, float[] x, int xOffset, int[] shifts, int length, float[] out, int outStride) {
        for (int r = 0; r < count; r += 2) {
            int j = 0;
            for (; r + 2 <= count && j + 4 <= shifts.length; j += 4) {
                twoByFour(rows, r * length, x, xOffset, shifts, j, length, out, r * outStride + j, outStride);
            }
            for (; j < shifts.length; j++) {
                for (int k = r; k < Math.min(count, r + 2); k++) {
                    out[k * outStride + j] += OPS.dot(rows, k * length, x, xOffset + shifts[j], length);
                }
            }
        }
    }

    private static void twoByFour(
            float[] rows,
            int row,
            float[] x,
            int xOffset,
            int[] shifts,
            int j,
            int length,
            float[] out,
            int at,
            int outStride) {
        int x0 = xOffset + shifts[j];
        int x1 = xOffset + shifts[j + 1];
        int x2 = xOffset + shifts[j + 2];
        int x3 = xOffset + shifts[j + 3];
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        for (int p = 0; p < length; p += LANES) {
            VectorMask<Float> mask = FLOATS.indexInRange(p, length);
            FloatVector a = FloatVector.fromArray(FLOATS, rows, row + p, mask);
            FloatVector b = FloatVector.fromArray(FLOATS, rows, row + length + p, mask);
            FloatVector u = FloatVector.fromArray(FLOATS, x, x0 + p, mask);
            a0 = a.fma(u, a0);
            b0 = b.fma(u, b0);
            u = FloatVector.fromArray(FLOATS, x, x1 + p, mask);
            a1 = a.fma(u, a1);
            b1 = b.fma(u, b1);
            u = FloatVector.fromArray(FLOATS, x, x2 + p, mask);
            a2 = a.fma(u, a2);
            b2 = b.fma(u, b2);
            u = FloatVector.fromArray(FLOATS, x, x3 + p, mask);
            a3 = a.fma(u, a3);
            b3 = b.fma(u, b3);
        }
        out[at] += SimdOps.sum(a0);
        out[at + 1] += SimdOps.sum(a1);
        out[at + 2] += SimdOps.sum(a2);
        out[at + 3] += SimdOps.sum(a3);
        out[at + outStride] += SimdOps.sum(b0);
        out[at + outStride + 1] += SimdOps.sum(b1);
        out[at + outStride + 2] += SimdOps.sum(b2);
        out[at + outStride + 3] += SimdOps.sum(b3);
    }
}
