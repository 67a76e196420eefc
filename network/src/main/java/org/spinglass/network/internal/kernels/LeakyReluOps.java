// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import org.spinglass.compute.VectorOps;

/** {@code gamma(x) x}, and down rows times the sample's slope pattern gamma. */
record LeakyReluOps(float slope, int size) implements LayerOps {
    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        VectorOps.best().leaky(slope, in, inAt, in, inAt, out, outAt, samples * size);
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
        VectorOps ops = VectorOps.best();
        for (int row = 0; row < samples * perSample; row++) {
            int sample = inputsAt + row / perSample * size;
            ops.leaky(slope, inputs, sample, down, row * size, up, upAt + row * size, size);
        }
    }
}
