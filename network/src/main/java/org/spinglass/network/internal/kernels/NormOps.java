// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Shape;

/**
 * Each channel times {@code gamma / sqrt(variance + epsilon)}, and shifted so that its mean becomes beta. The matrix is
 * what {@link org.spinglass.network.layer.Weights#norm} holds.
 */
record NormOps(int channels, int area) implements LayerOps {
    NormOps(Shape shape) {
        this(shape.channels(), shape.area());
    }

    /** A factor for each channel and, behind them, a shift for each. */
    @Override
    public int scratch(int rows) {
        return 2 * channels;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        factors(weights, scratch);
        for (int c = 0; c < channels; c++) {
            scratch[channels + c] = weights[channels + c] - weights[2 * channels + c] * scratch[c];
        }
        for (int a = 0; a < samples; a++) {
            for (int c = 0; c < channels; c++) {
                float factor = scratch[c];
                float shift = scratch[channels + c];
                int from = inAt + (a * channels + c) * area;
                int to = outAt + (a * channels + c) * area;
                for (int i = 0; i < area; i++) {
                    out[to + i] = factor * in[from + i] + shift;
                }
            }
        }
    }

    @Override
    public void transpose(
            float[] weights,
            float[] inputs,
            int inputsAt,
            float[] down,
            float[] up,
            int upAt,
            int samples,
            int perSample,
            float[] scratch) {
        factors(weights, scratch);
        for (int row = 0; row < samples * perSample; row++) {
            for (int c = 0; c < channels; c++) {
                float factor = scratch[c];
                int from = (row * channels + c) * area;
                for (int i = 0; i < area; i++) {
                    up[upAt + from + i] = factor * down[from + i];
                }
            }
        }
    }

    private void factors(float[] weights, float[] factors) {
        for (int c = 0; c < channels; c++) {
            factors[c] = (float) (weights[c] / Math.sqrt((double) weights[3 * channels + c] + BatchNorm.EPSILON));
        }
    }

    /** Writes mean and variance of each channel over the first samples of an array. */
    static void measure(float[] values, int samples, int channels, int area, float[] numbers) {
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int a = 0; a < samples; a++) {
                int from = (a * channels + c) * area;
                for (int i = from; i < from + area; i++) {
                    sum += values[i];
                }
            }
            double mean = sum / ((double) samples * area);
            double squares = 0;
            for (int a = 0; a < samples; a++) {
                int from = (a * channels + c) * area;
                for (int i = from; i < from + area; i++) {
                    squares += (values[i] - mean) * (values[i] - mean);
                }
            }
            numbers[2 * channels + c] = (float) mean;
            numbers[3 * channels + c] = (float) (squares / ((double) samples * area));
        }
    }
}
