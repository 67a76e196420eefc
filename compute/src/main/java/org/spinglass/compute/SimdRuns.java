// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Correlations in blocks of sums that stay in registers: six channels by two vectors, so that a vector that is loaded serves
 * six products and a weight two. The last vectors of a run overlap those before, which are then written twice alike.
 */
final class SimdRuns {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private SimdRuns() {}

    /** {@link VectorOps#correlate}. */
    static void correlate(
            float[] x,
            int xOffset,
            int[] offsets,
            float[] w,
            int channels,
            float[] out,
            int outOffset,
            int outStride,
            int length) {
        if (length < LANES) {
            correlateShort(x, xOffset, offsets, w, channels, out, outOffset, outStride, length);
            return;
        }
        int last = length - LANES;
        for (int p = 0; p < length; p += 2 * LANES) {
            int first = Math.min(p, last);
            int second = Math.min(p + LANES, last);
            int c = 0;
            for (; c + 6 <= channels; c += 6) {
                six(
                        x,
                        xOffset + first,
                        xOffset + second,
                        offsets,
                        w,
                        c,
                        channels,
                        out,
                        outOffset + first,
                        outOffset + second,
                        outStride);
            }
            for (; c + 2 <= channels; c += 2) {
                two(
                        x,
                        xOffset + first,
                        xOffset + second,
                        offsets,
                        w,
                        c,
                        channels,
                        out,
                        outOffset + first,
                        outOffset + second,
                        outStride);
            }
            if (c < channels) {
                one(
                        x,
                        xOffset + first,
                        xOffset + second,
                        offsets,
                        w,
                        c,
                        channels,
                        out,
                        outOffset + first,
                        outOffset + second,
                        outStride);
            }
        }
    }

    private static void correlateShort(
            float[] x,
            int xOffset,
            int[] offsets,
            float[] w,
            int channels,
            float[] out,
            int outOffset,
            int outStride,
            int length) {
        VectorMask<Float> mask = FLOATS.indexInRange(0, length);
        for (int c = 0; c < channels; c++) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int j = 0; j < offsets.length; j++) {
                sum = FloatVector.fromArray(FLOATS, x, xOffset + offsets[j], mask)
                        .fma(FloatVector.broadcast(FLOATS, w[j * channels + c]), sum);
            }
            sum.intoArray(out, outOffset + c * outStride, mask);
        }
    }

    private static void six(
            float[] x,
            int first,
            int second,
            int[] offsets,
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
        for (int offset : offsets) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, first + offset);
            FloatVector v = FloatVector.fromArray(FLOATS, x, second + offset);
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
        int to = toFirst + channel * stride;
        int behind = toSecond + channel * stride;
        a0.intoArray(out, to);
        b0.intoArray(out, behind);
        a1.intoArray(out, to + stride);
        b1.intoArray(out, behind + stride);
        a2.intoArray(out, to + 2 * stride);
        b2.intoArray(out, behind + 2 * stride);
        a3.intoArray(out, to + 3 * stride);
        b3.intoArray(out, behind + 3 * stride);
        a4.intoArray(out, to + 4 * stride);
        b4.intoArray(out, behind + 4 * stride);
        a5.intoArray(out, to + 5 * stride);
        b5.intoArray(out, behind + 5 * stride);
    }

    private static void two(
            float[] x,
            int first,
            int second,
            int[] offsets,
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
        for (int offset : offsets) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, first + offset);
            FloatVector v = FloatVector.fromArray(FLOATS, x, second + offset);
            FloatVector factor = FloatVector.broadcast(FLOATS, w[at]);
            a0 = u.fma(factor, a0);
            b0 = v.fma(factor, b0);
            factor = FloatVector.broadcast(FLOATS, w[at + 1]);
            a1 = u.fma(factor, a1);
            b1 = v.fma(factor, b1);
            at += channels;
        }
        int to = toFirst + channel * stride;
        int behind = toSecond + channel * stride;
        a0.intoArray(out, to);
        b0.intoArray(out, behind);
        a1.intoArray(out, to + stride);
        b1.intoArray(out, behind + stride);
    }

    private static void one(
            float[] x,
            int first,
            int second,
            int[] offsets,
            float[] w,
            int channel,
            int channels,
            float[] out,
            int toFirst,
            int toSecond,
            int stride) {
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector b0 = a0;
        int at = channel;
        for (int offset : offsets) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, first + offset);
            FloatVector v = FloatVector.fromArray(FLOATS, x, second + offset);
            FloatVector factor = FloatVector.broadcast(FLOATS, w[at]);
            a0 = u.fma(factor, a0);
            b0 = v.fma(factor, b0);
            at += channels;
        }
        int to = toFirst + channel * stride;
        int behind = toSecond + channel * stride;
        a0.intoArray(out, to);
        b0.intoArray(out, behind);
    }
}
