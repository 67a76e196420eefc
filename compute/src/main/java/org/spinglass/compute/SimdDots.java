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

    private SimdDots() {}

    /** {@link VectorOps#shiftedDots}. */
    static void dots(
            float[] rows,
            int rowsOffset,
            int rowStride,
            int count,
            float[] x,
            int xOffset,
            int[] offsets,
            int length,
            float scale,
            float keep,
            float[] out,
            int outOffset,
            int outStride) {
        for (int r = 0; r < count; r += 2) {
            int first = rowsOffset + r * rowStride;
            int to = outOffset + r * outStride;
            int j = 0;
            for (; r + 2 <= count && j + 4 <= offsets.length; j += 4) {
                twoByFour(
                        rows,
                        first,
                        first + rowStride,
                        x,
                        xOffset,
                        offsets,
                        j,
                        length,
                        scale,
                        keep,
                        out,
                        to + j,
                        outStride);
            }
            for (; j < offsets.length; j++) {
                for (int k = r; k < Math.min(count, r + 2); k++) {
                    float sum = SimdOps.INSTANCE.dot(rows, rowsOffset + k * rowStride, x, xOffset + offsets[j], length);
                    put(sum, scale, keep, out, outOffset + k * outStride + j);
                }
            }
        }
    }

    private static void put(float sum, float scale, float keep, float[] out, int at) {
        out[at] = keep == 0 ? scale * sum : Math.fma(keep, out[at], scale * sum);
    }

    private static void twoByFour(
            float[] rows,
            int row,
            int nextRow,
            float[] x,
            int xOffset,
            int[] offsets,
            int j,
            int length,
            float scale,
            float keep,
            float[] out,
            int at,
            int outStride) {
        int x0 = xOffset + offsets[j];
        int x1 = xOffset + offsets[j + 1];
        int x2 = xOffset + offsets[j + 2];
        int x3 = xOffset + offsets[j + 3];
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        int p = 0;
        for (; p + LANES <= length; p += LANES) {
            FloatVector a = FloatVector.fromArray(FLOATS, rows, row + p);
            FloatVector b = FloatVector.fromArray(FLOATS, rows, nextRow + p);
            FloatVector u = FloatVector.fromArray(FLOATS, x, x0 + p);
            a0 = a.fma(u, a0);
            b0 = b.fma(u, b0);
            u = FloatVector.fromArray(FLOATS, x, x1 + p);
            a1 = a.fma(u, a1);
            b1 = b.fma(u, b1);
            u = FloatVector.fromArray(FLOATS, x, x2 + p);
            a2 = a.fma(u, a2);
            b2 = b.fma(u, b2);
            u = FloatVector.fromArray(FLOATS, x, x3 + p);
            a3 = a.fma(u, a3);
            b3 = b.fma(u, b3);
        }
        if (p < length) {
            VectorMask<Float> mask = FLOATS.indexInRange(p, length);
            FloatVector a = FloatVector.fromArray(FLOATS, rows, row + p, mask);
            FloatVector b = FloatVector.fromArray(FLOATS, rows, nextRow + p, mask);
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
        put(SimdOps.sum(a0), scale, keep, out, at);
        put(SimdOps.sum(a1), scale, keep, out, at + 1);
        put(SimdOps.sum(a2), scale, keep, out, at + 2);
        put(SimdOps.sum(a3), scale, keep, out, at + 3);
        put(SimdOps.sum(b0), scale, keep, out, at + outStride);
        put(SimdOps.sum(b1), scale, keep, out, at + outStride + 1);
        put(SimdOps.sum(b2), scale, keep, out, at + outStride + 2);
        put(SimdOps.sum(b3), scale, keep, out, at + outStride + 3);
    }
}
