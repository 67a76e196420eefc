// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;

/**
 * What one layer computes on a run of samples, in both directions. Samples and response rows follow each other flat and
 * row-major. Implementations hold no state that changes and may be used from several threads, each with a scratch array
 * of its own.
 */
public interface LayerOps {
    /** No weights, for the operations of structural layers. */
    float[] NO_WEIGHTS = new float[0];

    /** Floats of scratch that {@link #forward} or {@link #transpose} needs for {@code rows} rows. */
    int scratch(int rows);

    /**
     * The layer's outputs for {@code samples} samples.
     *
     * @param weights the layer's matrix, empty for structural layers
     * @param in inputs from {@code inAt} on
     * @param out outputs from {@code outAt} on, overwritten
     * @param scratch at least {@code scratch(samples)} floats of any content
     */
    void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch);

    /**
     * The transpose of the layer's derivative at the given inputs: from {@code d y / d output} to
     * {@code d y / d input}, for {@code perSample} rows of each of {@code samples} samples.
     *
     * @param weights the layer's matrix, empty for structural layers
     * @param inputs the inputs that the layer had in the forward pass, from {@code inputsAt} on
     * @param down rows of derivatives by the layer's output, from 0 on
     * @param up rows of derivatives by the layer's input, from {@code upAt} on, overwritten; never the same array as
     *     {@code down}
     * @param scratch at least {@code scratch(samples * perSample)} floats of any content
     */
    void transpose(
            float[] weights,
            float[] inputs,
            int inputsAt,
            float[] down,
            float[] up,
            int upAt,
            int samples,
            int perSample,
            float[] scratch);

    /** Multiplications and additions of {@link #forward}, a sample; copies and comparisons count as none. */
    default double operations() {
        return 0;
    }

    /** The same of {@link #transpose}, a row. */
    default double transposedOperations() {
        return operations();
    }

    /** What most of these operations are done by. */
    default Kernel kernel() {
        return Kernel.COPY;
    }

    /** A loop that operations are done in, each of a rate of its own. */
    enum Kernel {
        /** Matrix products of BLAS. */
        PRODUCT,
        /** Correlations of runs. */
        CORRELATION,
        /** None: values are copied, compared or scaled. */
        COPY
    }

    /**
     * Writes mean and variance of each channel, over the first samples of an array, to a {@link BatchNorm}'s numbers.
     */
    static void measure(float[] values, int samples, Shape shape, float[] numbers) {
        NormOps.measure(values, samples, shape.channels(), shape.area(), numbers);
    }

    /** The matrix of every layer, a {@link BatchNorm}'s numbers for one, empty for the others. */
    static float[][] matrices(Network network, Weights weights) {
        float[][] matrices = new float[network.layers().size()][];
        Arrays.fill(matrices, NO_WEIGHTS);
        weights.requireFit(network);
        for (int l = 0; l < network.weightLayers(); l++) {
            matrices[network.layerIndex(l)] = weights.layer(l);
        }
        for (int n = 0; n < network.norms(); n++) {
            matrices[network.normIndex(n)] = weights.norm(n);
        }
        return matrices;
    }

    /** The operations of a layer on inputs of this shape; a {@link Link} has none. */
    static LayerOps of(Layer layer, Shape input) {
        return switch (layer) {
            case Linear linear -> new LinearOps(input.size(), linear.outputs(), linear.bias());
            case Conv2d conv when conv.seesAll(input) -> new LinearOps(input.size(), conv.channels(), conv.bias());
            case Conv2d conv -> new ConvolutionOps(conv, input);
            case DepthwiseConv2d conv -> new DepthwiseOps(conv, input);
            case SpectralPool pool -> {
                SpectralFactors factors = SpectralFactors.of(pool, input);
                yield SeparablePoolOps.isFaster(pool, input, factors)
                        ? new SeparablePoolOps(pool, input, factors)
                        : new SpectralPoolOps(pool, input);
            }
            case MaxPool pool -> new MaxPoolOps(pool, input);
            case AveragePool pool -> new AveragePoolOps(pool, input);
            case Flatten _, Point _ -> new CopyOps(input.size());
            case Link _ -> throw new IllegalArgumentException(layer.describe() + " has two inputs");
            case BatchNorm _ -> new NormOps(input);
            case Dropout _ -> new DropoutOps(input.size());
            case LeakyRelu relu -> new LeakyReluOps(relu.slope(), input.size());
        };
    }
}
