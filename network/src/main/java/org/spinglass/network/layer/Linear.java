// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * Every output sees every input, paper (1), (12): {@code s_i = sum_j w_ij q_j - b_i}. An input of several channels,
 * rows and columns is read in its stored order.
 *
 * @param outputs number of neurons, at least 1
 * @param bias whether each neuron has a weight for the constant input -1
 * @param frozen whether no trainer changes the weights
 */
public record Linear(int outputs, boolean bias, boolean frozen) implements WeightLayer {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when {@code outputs} is not positive
     */
    public Linear {
        Checks.atLeastOne("outputs", outputs);
    }

    /** A layer that is trained. */
    public Linear(int outputs, boolean bias) {
        this(outputs, bias, false);
    }

    @Override
    public Shape output(Shape input) {
        return Shape.vector(outputs);
    }

    @Override
    public int fanIn(Shape input) {
        return input.size();
    }

    @Override
    public boolean seesAll(Shape input) {
        return true;
    }

    @Override
    public Linear withOutputs(int outputs) {
        return new Linear(outputs, bias, frozen);
    }

    @Override
    public Linear withBias(boolean bias) {
        return new Linear(outputs, bias, frozen);
    }

    @Override
    public Linear withFrozen(boolean frozen) {
        return new Linear(outputs, bias, frozen);
    }

    @Override
    public String describe() {
        return "linear to " + outputs + (frozen ? ", frozen" : "");
    }
}
