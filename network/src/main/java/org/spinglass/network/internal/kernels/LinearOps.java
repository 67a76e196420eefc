// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Blas.Op;

/** A linear layer, or a convolution whose kernel covers its input: one product for all samples. */
record LinearOps(int fanIn, int outputs, boolean bias) implements LayerOps {
    private int columns() {
        return fanIn + (bias ? 1 : 0);
    }

    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public double operations() {
        return 2.0 * fanIn * outputs;
    }

    @Override
    public Kernel kernel() {
        return Kernel.PRODUCT;
    }

    /** {@code S = Q W'}, minus the bias column. */
    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        if (bias) {
            for (int i = 0; i < outputs; i++) {
                out[outAt + i] = -weights[i * columns() + fanIn];
            }
            for (int a = 1; a < samples; a++) {
                System.arraycopy(out, outAt, out, outAt + a * outputs, outputs);
            }
        } else {
            Arrays.fill(out, outAt, outAt + samples * outputs, 0f);
        }
        Blas.gemm(
                Op.NONE,
                Op.TRANSPOSE,
                samples,
                outputs,
                fanIn,
                1f,
                in,
                inAt,
                fanIn,
                weights,
                0,
                columns(),
                1f,
                out,
                outAt,
                outputs);
    }

    /** {@code B W}. */
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
        Blas.gemm(
                Op.NONE,
                Op.NONE,
                samples * perSample,
                fanIn,
                outputs,
                1f,
                down,
                0,
                outputs,
                weights,
                0,
                columns(),
                0f,
                up,
                upAt,
                fanIn);
    }
}
