// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.List;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;

/**
 * How the weights of a layer may move in a visit, and what holds them back. Immutable.
 *
 * @param bits n
 * @param range L of every weight
 * @param damping mu
 * @param decay lambda
 * @param meanSquare {@code (1/Q) sum_a |r_a|^2}, the loss before
 */
public record WeightMoves(int bits, float range, float damping, float decay, double meanSquare) {

    /**
     * The subproblem of the weights from {@code first} on, instance by instance: adds to the fields and the constants
     * what mu and lambda put there.
     *
     * @param fields of the loss alone, taken over
     * @param first number of the first weight among {@code weights} and {@code start}
     * @param weights the present weights, from which d counts
     * @param start the weights at the start of the visit, which ranges and mu are around
     */
    EncodedQuadratic encoded(
            Coupling coupling, float[] fields, int instances, int first, float[] weights, float[] start) {
        double[] constants = new double[instances];
        Arrays.fill(constants, meanSquare);
        float[] centres = new float[fields.length];
        int size = fields.length / instances;
        for (int j = 0; j < fields.length; j++) {
            float weight = weights[first + j];
            centres[j] = start[first + j] - weight;
            fields[j] += 2 * decay * weight - 2 * damping * centres[j];
            constants[j / size] += decay * (double) weight * weight + damping * (double) centres[j] * centres[j];
        }
        float[] ranges = new float[size];
        Arrays.fill(ranges, range);
        return new EncodedQuadratic(bits, coupling, fields, centres, ranges, constants);
    }

    /**
     * Moves the weights of neurons to where their spins say.
     *
     * @param words packed spins of each neuron
     * @param first number of the first of these neurons
     * @param columns weights of a neuron
     * @param weights of all neurons
     * @param start the weights at the start of the visit, which the range is around; may be {@code weights}
     */
    public void move(List<long[]> words, int first, int columns, float[] weights, float[] start) {
        double top = (1 << bits) - 1;
        int at = first * columns;
        for (long[] state : words) {
            for (int level : Spins.ofWords(columns * bits, state).toLevels(bits)) {
                float centre = start[at] - weights[at];
                weights[at++] += (float) (centre + range * ((2 * level - top) / top));
            }
        }
    }
}
