// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

/**
 * Values times the factors that were drawn for them, which stand in the place of a matrix, where the layer's inputs
 * stand; values as they are where it is empty.
 */
record DropoutOps(int size) implements LayerOps {
    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        if (weights.length == 0) {
            System.arraycopy(in, inAt, out, outAt, samples * size);
            return;
        }
        for (int i = 0; i < samples * size; i++) {
            out[outAt + i] = weights[inAt + i] * in[inAt + i];
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
        if (weights.length == 0) {
            System.arraycopy(down, 0, up, upAt, samples * perSample * size);
            return;
        }
        for (int row = 0; row < samples * perSample; row++) {
            int sample = inputsAt + row / perSample * size;
            for (int i = 0; i < size; i++) {
                up[upAt + row * size + i] = weights[sample + i] * down[row * size + i];
            }
        }
    }
}
