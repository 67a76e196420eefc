// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.Arrays;

/** Plain Java. */
final class ScalarCorrelations implements Correlations {
    private static final VectorOps OPS = VectorOps.scalar();

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
        for (int c = 0; c < channels; c++) {
            int to = outOffset + c * outStride;
            Arrays.fill(out, to, to + length, 0f);
            for (int j = 0; j < shifts.length; j++) {
                float factor = w[j * channels + c];
                int from = xOffset + shifts[j];
                for (int p = 0; p < length; p++) {
                    out[to + p] = Math.fma(factor, x[from + p], out[to + p]);
                }
            }
        }
    }

    @Override
    public void addDots(
            float[] rows, int count, float[] x, int xOffset, int[] shifts, int length, float[] out, int outStride) {
        for (int r = 0; r < count; r++) {
            for (int j = 0; j < shifts.length; j++) {
                out[r * outStride + j] += OPS.dot(rows, r * length, x, xOffset + shifts[j], length);
            }
        }
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
        float[] sums = new float[channels];
        for (int j = 0; j < shifts.length; j++) {
            Arrays.fill(sums, 0);
            for (int y = 0; y < height; y++) {
                for (int i = 0; i < width; i++) {
                    float factor = x[xOffset + shifts[j] + y * rowStride + i];
                    int at = (y * width + i) * channels;
                    for (int c = 0; c < channels; c++) {
                        sums[c] = Math.fma(factor, b[at + c], sums[c]);
                    }
                }
            }
            for (int c = 0; c < channels; c++) {
                out[j * channels + c] += sums[c];
            }
        }
    }
}
