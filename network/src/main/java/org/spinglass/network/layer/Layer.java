// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;

/**
 * One layer of a network, described by immutable values; weights are held apart, in {@link Weights}.
 *
 * <p>{@link WeightLayer}s are affine in their weights; the others are fixed linear maps, selections, piecewise
 * linear functions or, as {@link BatchNorm}, scales that training measures.
 */
public sealed interface Layer
        permits WeightLayer, SpectralPool, MaxPool, AveragePool, Flatten, LeakyRelu, BatchNorm, Dropout, Point, Link {
    /**
     * The shape that comes out of this layer.
     *
     * @throws NetworkException when the layer cannot take such an input; the message says why
     */
    Shape output(Shape input);

    /** The layer in a few words, for messages: {@code conv2d 5x5}, {@code spectral-pool to 14x14}. */
    String describe();
}
