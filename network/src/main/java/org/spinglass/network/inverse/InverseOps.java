// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.WeightLayer;

/**
 * What an inverse network does at one layer, from the layer's output back to its input. Samples follow each other flat
 * and row-major.
 */
sealed interface InverseOps
        permits WeightInverse, PoolInverse, MaxPoolInverse, AveragePoolInverse, LeakyReluInverse, FlattenInverse {
    /** Floats of scratch that {@link #apply} needs for so many samples. */
    default int scratch(int samples) {
        return 0;
    }

    /**
     * Takes over new weights of the layer.
     *
     * @throws org.spinglass.network.NetworkException when they have no inverse
     */
    default void update(float[] weights, Workers workers) {}

    /**
     * The wanted inputs of {@code samples} samples; safe for several threads between updates.
     *
     * @param wanted wanted outputs from 0 on; may be overwritten
     * @param inputs wanted inputs from 0 on, overwritten; never the same array as {@code wanted}
     * @param first number of the first sample
     * @param samples number of samples
     * @param pass the forward pass of these samples, where the activations need it
     * @param scratch at least {@code scratch(samples)} floats of any content
     */
    void apply(float[] wanted, float[] inputs, int first, int samples, @Nullable ForwardPass pass, float[] scratch);

    /**
     * The inverse of one layer of a network.
     *
     * @throws org.spinglass.network.NetworkException when there is none
     */
    static InverseOps of(Network network, int index, float amplification, InverseOptions options) {
        Shape input = network.shapes().get(index);
        return switch (network.layers().get(index)) {
            case WeightLayer layer -> new WeightInverse(layer, input, amplification, options.mode());
            case SpectralPool pool -> new PoolInverse(pool, input);
            case MaxPool pool -> new MaxPoolInverse(pool, input);
            case AveragePool pool -> new AveragePoolInverse(pool, input);
            case LeakyRelu relu -> new LeakyReluInverse(relu.slope(), index, input.size(), options.activation());
            case Flatten _, Point _ -> new FlattenInverse(input.size());
            case BatchNorm _, Dropout _, Link _ ->
                throw new IllegalArgumentException("inverse networks have no such layers");
        };
    }
}
