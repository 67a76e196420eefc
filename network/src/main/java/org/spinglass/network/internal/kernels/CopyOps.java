// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

/** Passes values on unchanged. */
record CopyOps(int size) implements LayerOps {
    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        System.arraycopy(in, inAt, out, outAt, samples * size);
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
        System.arraycopy(down, 0, up, upAt, samples * perSample * size);
    }
}
