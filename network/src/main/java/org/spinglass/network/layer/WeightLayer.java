// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

/**
 * A layer that holds weights: each of its outputs (neurons, or output channels of a convolution) has one row of
 * {@code fanIn} weights, and one more for the constant input -1 when it has a bias, paper (12).
 */
public sealed interface WeightLayer extends Layer permits Linear, Conv2d {
    /** Neurons, or output channels: the rows of the weight matrix. */
    int outputs();

    /** Whether the rows end with the weight of the constant input -1. */
    boolean bias();

    /** The number of inputs that one neuron sees, the constant one not counted. */
    int fanIn(Shape input);

    /** Columns of the weight matrix: the fan-in, and one more when there is a bias. */
    default int columns(Shape input) {
        return fanIn(input) + (bias() ? 1 : 0);
    }

    /** The same layer with another number of outputs. */
    WeightLayer withOutputs(int outputs);

    /** The same layer with or without a bias. */
    WeightLayer withBias(boolean bias);
}
