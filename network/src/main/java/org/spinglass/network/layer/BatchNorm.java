// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.Arrays;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of each channel, or of each feature behind a linear layer:
 *
 * <pre>
 *     y = gamma (x - mean) / sqrt(variance + epsilon) + beta,      epsilon = {@value #EPSILON}
 * </pre>
 *
 * <p>Mean and variance are numbers that {@link Weights#norm} holds: with them fixed the layer is a scale and a shift,
 * and the network piecewise linear. Training measures them on its batches ({@link
 * org.spinglass.network.forward.ForwardPass#measure}), over samples and sites; what is evaluated and exported has means of
 * those of batches. The variance is divided by the number of values, not by one less.
 */
public record BatchNorm() implements Layer {
    /** Added to the variance. */
    public static final float EPSILON = 1e-5f;

    /** Numbers of each channel in {@link Weights#norm}: gamma, beta, mean and variance. */
    public static final int NUMBERS = 4;

    /** Gamma 1, beta 0, mean 0 and variance 1, in the order of {@link Weights#norm}. */
    static float[] identity(int channels) {
        float[] numbers = new float[NUMBERS * channels];
        Arrays.fill(numbers, 0, channels, 1f);
        Arrays.fill(numbers, 3 * channels, 4 * channels, 1f);
        return numbers;
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return "batchnorm";
    }
}
