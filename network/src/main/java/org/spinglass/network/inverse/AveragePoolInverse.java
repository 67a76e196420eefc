// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Blas.Op;
import org.spinglass.compute.Pseudoinverse;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.kernels.AveragePoolOps;
import org.spinglass.network.internal.kernels.LayerOps;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.Shape;

/**
 * The Moore-Penrose inverse of the pool of one channel, the shortest input with these means: where no windows overlap each
 * place wants what its window is to give, and a place that no window holds wants 0.
 */
final class AveragePoolInverse implements InverseOps {
    private final int channels;
    private final int inputs;
    private final int outputs;
    /** Transposed, {@code outputs x inputs}. */
    private final float[] matrix;

    AveragePoolInverse(AveragePool layer, Shape input) {
        this.channels = input.channels();
        this.inputs = input.area();
        Shape channel = new Shape(1, input.height(), input.width());
        this.outputs = layer.output(channel).size();
        this.matrix = new float[Checks.size("inverse of an average pool", (double) outputs * inputs)];
        LinearInverse.toFloats(Pseudoinverse.ofLarge(outputs, inputs, means(layer, channel)), matrix);
    }

    /** The pool's own matrix: the derivatives of each of its outputs. */
    private double[] means(AveragePool layer, Shape channel) {
        float[] identity = new float[outputs * outputs];
        for (int unit = 0; unit < outputs; unit++) {
            identity[unit * outputs + unit] = 1;
        }
        float[] rows = new float[outputs * inputs];
        new AveragePoolOps(layer, channel)
                .transpose(
                        LayerOps.NO_WEIGHTS,
                        LayerOps.NO_WEIGHTS,
                        0,
                        identity,
                        rows,
                        0,
                        outputs,
                        1,
                        LayerOps.NO_WEIGHTS);
        double[] means = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            means[i] = rows[i];
        }
        return means;
    }

    @Override
    public void apply(
            float[] wanted, float[] result, int first, int samples, @Nullable ForwardPass pass, float[] scratch) {
        Blas.gemm(
                Op.NONE,
                Op.NONE,
                samples * channels,
                inputs,
                outputs,
                1f,
                wanted,
                0,
                outputs,
                matrix,
                0,
                inputs,
                0f,
                result,
                0,
                inputs);
    }
}
