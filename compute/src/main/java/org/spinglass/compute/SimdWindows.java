// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over windows with channels in the lanes: five windows at a time, as kernels are often five wide, so that a vector of
 * channels serves five products and nothing is summed across lanes.
 */
final class SimdWindows {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private SimdWindows() {}

    /** {@link Correlations#addWindows}. */
    static void add(
            float[] b,
            int channels,
            float[] x,
            int xOffset,
            int[] shifts,
            int height,
            int width,
            int rowStride,
            float[] out) {
        for (int c = 0; c < channels; c += LANES) {
            int j = 0;
            for (; j + 5 <= shifts.length; j += 5) {
                five(b, c, channels, x, xOffset, shifts, j, height, width, rowStride, out);
            }
            for (; j < shifts.length; j++) {
                one(b, c, channels, x, xOffset + shifts[j], height, width, rowStride, out, j * channels + c);
            }
        }
    }

    private static void one(
            float[] b,
            int c,
            int channels,
            float[] x,
            int at,
            int height,
            int width,
            int rowStride,
            float[] out,
            int to) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int from = c;
        for (int y = 0; y < height; y++) {
            int row = at + y * rowStride;
            for (int i = row; i < row + width; i++) {
                sum = FloatVector.fromArray(FLOATS, b, from).fma(FloatVector.broadcast(FLOATS, x[i]), sum);
                from += channels;
            }
        }
        FloatVector.fromArray(FLOATS, out, to).add(sum).intoArray(out, to);
    }

    private static void five(
            float[] b,
            int c,
            int channels,
            float[] x,
            int xOffset,
            int[] shifts,
            int j,
            int height,
            int width,
            int rowStride,
            float[] out) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        int from = c;
        for (int y = 0; y < height; y++) {
            int row = xOffset + y * rowStride;
            int x0 = row + shifts[j];
            int x1 = row + shifts[j + 1];
            int x2 = row + shifts[j + 2];
            int x3 = row + shifts[j + 3];
            int x4 = row + shifts[j + 4];
            for (int i = 0; i < width; i++) {
                FloatVector v = FloatVector.fromArray(FLOATS, b, from);
                s0 = v.fma(FloatVector.broadcast(FLOATS, x[x0 + i]), s0);
                s1 = v.fma(FloatVector.broadcast(FLOATS, x[x1 + i]), s1);
                s2 = v.fma(FloatVector.broadcast(FLOATS, x[x2 + i]), s2);
                s3 = v.fma(FloatVector.broadcast(FLOATS, x[x3 + i]), s3);
                s4 = v.fma(FloatVector.broadcast(FLOATS, x[x4 + i]), s4);
                from += channels;
            }
        }
        int to = j * channels + c;
        FloatVector.fromArray(FLOATS, out, to).add(s0).intoArray(out, to);
        to += channels;
        FloatVector.fromArray(FLOATS, out, to).add(s1).intoArray(out, to);
        to += channels;
        FloatVector.fromArray(FLOATS, out, to).add(s2).intoArray(out, to);
        to += channels;
        FloatVector.fromArray(FLOATS, out, to).add(s3).intoArray(out, to);
        to += channels;
        FloatVector.fromArray(FLOATS, out, to).add(s4).intoArray(out, to);
    }
}
