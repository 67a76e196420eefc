// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

/**
 * A layer that holds weights: each of its outputs (neurons, or output channels of a convolution) has one row of
 * {@code fanIn} weights, and one more for the constant input -1 when it has a bias, paper (12).
 */
public sealed interface WeightLayer extends Layer permits Linear, Conv2d, DepthwiseConv2d {
    /** Neurons, or output channels: the rows of the weight matrix. */
    int outputs();

    /** Whether the rows end with the weight of the constant input -1. */
    boolean bias();

    /** Whether no trainer changes the weights: they stay those that a training starts from, to the bit. */
    boolean frozen();

    /** The number of inputs that one neuron sees, the constant one not counted. */
    int fanIn(Shape input);

    /** Whether each neuron sees the whole input, in its stored order, at a single site: linear, maybe by another name. */
    boolean seesAll(Shape input);

    /** Columns of the weight matrix: the fan-in, and one more when there is a bias. */
    default int columns(Shape input) {
        return fanIn(input) + (bias() ? 1 : 0);
    }

    /** The same layer with another number of outputs. */
    WeightLayer withOutputs(int outputs);

    /** The same layer with or without a bias. */
    WeightLayer withBias(boolean bias);

    /** The same layer, frozen or not. */
    WeightLayer withFrozen(boolean frozen);
}
