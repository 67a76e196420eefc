// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;

/**
 * One instance of an {@link EncodedQuadratic} of which some weights are spins and all others stay at their present
 * values v: with {@code g = h + 2 J v} the energy of a block B is
 *
 * <pre>  E(S_B) = S_B' J_BB S_B + (g_B - 2 J_BB v_B)' S_B + constant.</pre>
 *
 * <p>Weights may stand between levels until their block has its turn. Used by one thread. Memory: 20 bytes a weight;
 * the matrix J is the caller's. Cost: {@code |B|^2} a block, and {@code N |B|} when it moves.
 */
final class ConditionalInstance {
    private final EncodedQuadratic model;
    private final int instance;
    private final double[] values;
    private final double[] gradient;
    private final int[] levels;
    private double energy;

    /**
     * An instance at given values.
     *
     * @param matrix J of the instance, N x N
     * @param values v, length N
     */
    ConditionalInstance(EncodedQuadratic model, int instance, float[] matrix, double[] values) {
        this.model = model;
        this.instance = instance;
        this.values = values.clone();
        this.levels = new int[values.length];
        Arrays.fill(levels, -1);
        int n = values.length;
        this.gradient = new double[n];
        this.energy = model.energy(instance, values);
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int l = 0; l < n; l++) {
                sum += matrix[j * n + l] * values[l];
            }
            gradient[j] = model.field(instance, j) + 2 * sum;
        }
    }

    /** The same instance with every weight at the level next to where it stands. */
    ConditionalInstance rounded(float[] matrix) {
        double[] near = new double[values.length];
        for (int j = 0; j < near.length; j++) {
            near[j] = model.value(instance, j, level(j));
        }
        return new ConditionalInstance(model, instance, matrix, near);
    }

    /** The energy of the whole instance at its present values, as it is followed from move to move. */
    double energy() {
        return energy;
    }

    /**
     * The energy of a block as plain spins, up to a constant; spin {@code k n + b} is bit b of the block's weight k.
     */
    DenseIsing block(float[] matrix, int[] weights) {
        int n = values.length;
        int size = weights.length;
        float[] own = new float[size * size];
        float[] fields = new float[size];
        float[] centres = new float[size];
        float[] ranges = new float[size];
        for (int k = 0; k < size; k++) {
            int row = weights[k] * n;
            double inner = 0;
            for (int m = 0; m < size; m++) {
                own[k * size + m] = matrix[row + weights[m]];
                inner += matrix[row + weights[m]] * values[weights[m]];
            }
            fields[k] = (float) (gradient[weights[k]] - 2 * inner);
            centres[k] = model.centre(instance, weights[k]);
            ranges[k] = model.range(weights[k]);
        }
        return new EncodedQuadratic(
                        model.bits(),
                        new Coupling.Dense(size, own, true, false),
                        fields,
                        centres,
                        ranges,
                        new double[1])
                .toIsing(0);
    }

    /** The levels of a block as spins; null where one of its weights stands between levels. */
    @org.jspecify.annotations.Nullable
    Spins present(int[] weights) {
        int[] own = new int[weights.length];
        for (int k = 0; k < weights.length; k++) {
            own[k] = levels[weights[k]];
            if (own[k] < 0) {
                return null;
            }
        }
        return Spins.ofLevels(own, model.bits());
    }

    /** Moves a block to a state. */
    void move(float[] matrix, int[] weights, Spins state) {
        int n = values.length;
        int[] own = state.toLevels(model.bits());
        double[] change = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            double value = model.value(instance, weights[k], own[k]);
            change[k] = 2 * (value - values[weights[k]]);
            values[weights[k]] = value;
            levels[weights[k]] = own[k];
        }
        for (int k = 0; k < weights.length; k++) {
            double curved = 0;
            for (int m = 0; m < weights.length; m++) {
                curved += matrix[weights[k] * n + weights[m]] * change[m];
            }
            energy += change[k] / 2 * (gradient[weights[k]] + curved / 2);
        }
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += matrix[j * n + weights[k]] * change[k];
            }
            gradient[j] += sum;
        }
    }

    /** The state of all weights, those that have had no turn at the level next to where they stand. */
    Spins state() {
        int[] all = new int[levels.length];
        for (int j = 0; j < all.length; j++) {
            all[j] = level(j);
        }
        return Spins.ofLevels(all, model.bits());
    }

    /** The level of a weight, that next to where it stands if it has had no turn. */
    private int level(int j) {
        if (levels[j] >= 0) {
            return levels[j];
        }
        int top = model.topLevel();
        double range = model.range(j);
        double share = range == 0 ? 0 : (values[j] - model.centre(instance, j)) / range;
        return Math.clamp(Math.round((share + 1) / 2 * top), 0, top);
    }
}
