// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API at the machine's preferred width. Correlations go in blocks of sums that stay in registers, six channels by
 * two vectors, so that a vector that is loaded serves six products and a weight two; the last vectors of a run overlap those
 * before, which are then written twice alike.
 */
final class SimdCorrelations implements Correlations {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    @Override
    public void correlate(
            float[] x,
            int xOffset,
            int[] shifts,
            float[] w,
            int channels,
            float[] out,
            int outOffset,
            int outStride,
            int length) {
        int c = 0;
        int last = length - LANES;
        while (last >= 0 && c + 2 <= channels) {
            boolean isSix = c + 6 <= channels;
            int to = outOffset + c * outStride;
            for (int p = 0; p < length; p += 2 * LANES) {
                int u = Math.min(p, last);
                int v = Math.min(p + LANES, last);
                if (isSix) {
                    six(x, xOffset + u, xOffset + v, shifts, w, c, channels, out, to + u, to + v, outStride);
                } else {
                    two(x, xOffset + u, xOffset + v, shifts, w, c, channels, out, to + u, to + v, outStride);
                }
            }
            c += isSix ? 6 : 2;
        }
        for (; c < channels; c++) {
            one(x, xOffset, shifts, w, c, channels, out, outOffset + c * outStride, length);
        }
    }

    /** One channel, of any length. */
    private static void one(
            float[] x,
            int xOffset,
            int[] shifts,
            float[] w,
            int channel,
            int channels,
            float[] out,
            int outOffset,
            int length) {
        for (int p = 0; p < length; p += LANES) {
            VectorMask<Float> mask = FLOATS.indexInRange(p, length);
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int j = 0; j < shifts.length; j++) {
                sum = FloatVector.fromArray(FLOATS, x, xOffset + shifts[j] + p, mask)
                        .fma(FloatVector.broadcast(FLOATS, w[j * channels + channel]), sum);
            }
            sum.intoArray(out, outOffset + p, mask);
        }
    }

    private static void six(
            float[] x,
            int first,
            int second,
            int[] shifts,
            float[] w,
            int channel,
            int channels,
            float[] out,
            int toFirst,
            int toSecond,
            int stride) {
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        FloatVector a4 = a0;
        FloatVector b4 = a0;
        FloatVector a5 = a0;
        FloatVector b5 = a0;
        int at = channel;
        for (int shift : shifts) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, first + shift);
            FloatVector v = FloatVector.fromArray(FLOATS, x, second + shift);
            FloatVector factor = FloatVector.broadcast(FLOATS, w[at]);
            a0 = u.fma(factor, a0);
            b0 = v.fma(factor, b0);
            factor = FloatVector.broadcast(FLOATS, w[at + 1]);
            a1 = u.fma(factor, a1);
            b1 = v.fma(factor, b1);
            factor = FloatVector.broadcast(FLOATS, w[at + 2]);
            a2 = u.fma(factor, a2);
            b2 = v.fma(factor, b2);
            factor = FloatVector.broadcast(FLOATS, w[at + 3]);
            a3 = u.fma(factor, a3);
            b3 = v.fma(factor, b3);
            factor = FloatVector.broadcast(FLOATS, w[at + 4]);
            a4 = u.fma(factor, a4);
            b4 = v.fma(factor, b4);
            factor = FloatVector.broadcast(FLOATS, w[at + 5]);
            a5 = u.fma(factor, a5);
            b5 = v.fma(factor, b5);
            at += channels;
        }
        a0.intoArray(out, toFirst);
        b0.intoArray(out, toSecond);
        a1.intoArray(out, toFirst + stride);
        b1.intoArray(out, toSecond + stride);
        a2.intoArray(out, toFirst + 2 * stride);
        b2.intoArray(out, toSecond + 2 * stride);
        a3.intoArray(out, toFirst + 3 * stride);
        b3.intoArray(out, toSecond + 3 * stride);
        a4.intoArray(out, toFirst + 4 * stride);
        b4.intoArray(out, toSecond + 4 * stride);
        a5.intoArray(out, toFirst + 5 * stride);
        b5.intoArray(out, toSecond + 5 * stride);
    }

    private static void two(
            float[] x,
            int first,
            int second,
            int[] shifts,
            float[] w,
            int channel,
            int channels,
            float[] out,
            int toFirst,
            int toSecond,
            int stride) {
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        int at = channel;
        for (int shift : shifts) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, first + shift);
            FloatVector v = FloatVector.fromArray(FLOATS, x, second + shift);
            FloatVector factor = FloatVector.broadcast(FLOATS, w[at]);
            a0 = u.fma(factor, a0);
            b0 = v.fma(factor, b0);
            factor = FloatVector.broadcast(FLOATS, w[at + 1]);
            a1 = u.fma(factor, a1);
            b1 = v.fma(factor, b1);
            at += channels;
        }
        a0.intoArray(out, toFirst);
        b0.intoArray(out, toSecond);
        a1.intoArray(out, toFirst + stride);
        b1.intoArray(out, toSecond + stride);
    }

    @Override
    public void addDots(
            float[] rows, int count, float[] x, int xOffset, int[] shifts, int length, float[] out, int outStride) {
        SimdDots.add(rows, count, x, xOffset, shifts, length, out, outStride);
    }

    @Override
    public void addWindows(
            float[] b,
            int channels,
            float[] x,
            int xOffset,
            int[] shifts,
            int height,
            int width,
            int rowStride,
            float[] out) {
        SimdWindows.add(b, channels, x, xOffset, shifts, height, width, rowStride, out);
    }
}
