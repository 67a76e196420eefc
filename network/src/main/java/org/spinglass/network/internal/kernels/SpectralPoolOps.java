// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import org.spinglass.compute.Blas;
import org.spinglass.compute.Blas.Op;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.SpectralPoolMatrix;

/** A spectral pool as one product with its matrix, a row for each channel of each sample. */
final class SpectralPoolOps implements LayerOps {
    private final int channels;
    private final int inputs;
    private final int outputs;
    private final float[] matrix;

    SpectralPoolOps(SpectralPool pool, Shape input) {
        this.channels = input.channels();
        this.inputs = input.area();
        this.outputs = pool.height() * pool.width();
        this.matrix = SpectralPoolMatrix.pooling(pool, input);
    }

    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public double operations() {
        return 2.0 * channels * inputs * outputs;
    }

    @Override
    public Kernel kernel() {
        return Kernel.PRODUCT;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        Blas.gemm(
                Op.NONE,
                Op.TRANSPOSE,
                samples * channels,
                outputs,
                inputs,
                1f,
                in,
                inAt,
                inputs,
                matrix,
                0,
                inputs,
                0f,
                out,
                outAt,
                outputs);
    }

    @Override
    public void transpose(
            float[] weights,
            float[] layerInputs,
            int inputsAt,
            float[] down,
            float[] up,
            int upAt,
            int samples,
            int perSample,
            float[] scratch) {
        Blas.gemm(
                Op.NONE,
                Op.NONE,
                samples * perSample * channels,
                inputs,
                outputs,
                1f,
                down,
                0,
                outputs,
                matrix,
                0,
                inputs,
                0f,
                up,
                upAt,
                inputs);
    }
}
