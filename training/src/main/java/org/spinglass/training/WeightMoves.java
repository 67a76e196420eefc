// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.List;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.SampleSet;

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

    /** The same at another loss. */
    WeightMoves withMeanSquare(double value) {
        return new WeightMoves(bits, range, damping, decay, value);
    }

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
        float[] centres = new float[fields.length];
        int size = fields.length / instances;
        for (int i = 0; i < instances; i++) {
            constants[i] = hold(meanSquare, fields, centres, i * size, size, weights, start, first + i * size);
        }
        float[] ranges = new float[size];
        fillRanges(ranges, 0, size);
        return new EncodedQuadratic(bits, coupling, fields, centres, ranges, constants);
    }

    /**
     * Adds to the fields of some variables what mu and lambda put there, and writes their centres.
     *
     * @param constant of the energy without them
     * @param at the first variable
     * @param count variables
     * @param weights the present weights, from which d counts
     * @param start the weights at the start of the visit, which ranges and mu are around
     * @param first number of the first variable among {@code weights} and {@code start}
     * @return the constant with them
     */
    double hold(
            double constant,
            float[] fields,
            float[] centres,
            int at,
            int count,
            float[] weights,
            float[] start,
            int first) {
        double sum = constant;
        for (int j = 0; j < count; j++) {
            float weight = weights[first + j];
            float centre = start[first + j] - weight;
            centres[at + j] = centre;
            fields[at + j] += 2 * decay * weight - 2 * damping * centre;
            sum += decay * (double) weight * weight + damping * (double) centre * centre;
        }
        return sum;
    }

    /** Writes L of some variables. */
    void fillRanges(float[] ranges, int at, int count) {
        Arrays.fill(ranges, at, at + count, range);
    }

    /** Writes D of some variables: mu and lambda together. */
    void fillDiagonal(float[] diagonal, int at, int count) {
        Arrays.fill(diagonal, at, at + count, damping + decay);
    }

    /** How far the best state found of an instance moves each of its weights. */
    static float[] changes(EncodedQuadratic subproblem, int instance, SampleSet found) {
        double[] values = subproblem.values(instance, found.bestSpins(instance).toLevels(subproblem.bits()));
        float[] changes = new float[values.length];
        for (int j = 0; j < changes.length; j++) {
            changes[j] = (float) values[j];
        }
        return changes;
    }

    /** Adds some of the changes, from {@code at} on, to weights from {@code first} on. */
    static void add(float[] changes, int at, int count, float[] weights, int first) {
        for (int j = 0; j < count; j++) {
            weights[first + j] += changes[at + j];
        }
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
