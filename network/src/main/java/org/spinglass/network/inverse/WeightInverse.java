// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Blas.Op;
import org.spinglass.compute.Workers;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.WeightLayer;

/** {@code pinv(W) (amplification xi + b)}, with the pseudoinverse and {@code pinv(W) b} worked out for each update. */
final class WeightInverse implements InverseOps {
    private final WeightLayer layer;
    private final Shape input;
    private final int outputs;
    private final int inputs;
    private final float amplification;
    private final Inversion inversion;
    /** The transposed pseudoinverse, {@code outputs x inputs}. */
    private final float[] matrix;

    private final float[] offset;

    /** Writes the transposed pseudoinverse of a layer's weights. */
    private interface Inversion {
        void write(float[] weights, float[] matrix, Workers workers);
    }

    WeightInverse(WeightLayer layer, Shape input, float amplification, InverseMode mode) {
        this.layer = layer;
        this.input = input;
        this.outputs = layer.output(input).size();
        this.inputs = input.size();
        this.amplification = amplification;
        this.inversion = switch (layer) {
            case Linear linear ->
                (weights, to, _) -> System.arraycopy(LinearInverse.matrix(linear, input, weights), 0, to, 0, to.length);
            case Conv2d conv -> ConvolutionInverse.of(conv, input, mode)::write;
            case DepthwiseConv2d _ -> throw new IllegalArgumentException("inverse networks have none");
        };
        this.matrix = new float[Checks.size("inverse of a layer", (double) outputs * inputs)];
        this.offset = new float[inputs];
    }

    @Override
    public void update(float[] weights, Workers workers) {
        inversion.write(weights, matrix, workers);
        if (layer.bias()) {
            float[] biases = LinearInverse.biases(weights, layer, input);
            Blas.gemv(Op.TRANSPOSE, outputs, inputs, 1f, matrix, 0, inputs, biases, 0, 0f, offset, 0);
        }
    }

    @Override
    public void apply(
            float[] wanted, float[] result, int first, int samples, @Nullable ForwardPass pass, float[] scratch) {
        if (layer.bias()) {
            for (int a = 0; a < samples; a++) {
                System.arraycopy(offset, 0, result, a * inputs, inputs);
            }
        }
        Blas.gemm(
                Op.NONE,
                Op.NONE,
                samples,
                inputs,
                outputs,
                amplification,
                wanted,
                0,
                outputs,
                matrix,
                0,
                inputs,
                layer.bias() ? 1f : 0f,
                result,
                0,
                inputs);
    }
}
