// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.InitialState;

/**
 * One read of one instance whose J is a Gram matrix. It keeps {@code v_a = c_a sum_j A_ja S_j}; then
 *
 * <pre>  F_j = 2 sum_a A_ja v_a + h_j + 2 D_j S_j,      J_jj = sum_a c_a A_ja^2 + D_j,</pre>
 *
 * and a change d of weight j is {@code v_a += d c_a A_ja}: a visit costs O(Q), whatever N and n are.
 */
final class GramGroup extends WeightGroup {
    private final Coupling.Gram gram;
    private final float[] factors;
    private final float[] sampleWeights;
    private final int weightsOffset;
    private final int q;
    /** J_jj of the weights that were visited, -1 of the others. */
    private final float[] diagonal;

    private float[] projected = {};

    GramGroup(
            EncodedQuadratic model,
            Coupling.Gram gram,
            int instance,
            int state,
            InitialState initial,
            Moves moves,
            RandomStream random,
            VectorOps ops) {
        super(model, instance, state, initial, moves, random, ops);
        this.gram = gram;
        this.factors = gram.factors();
        this.sampleWeights = gram.sampleWeights();
        this.weightsOffset = gram.offset(instance);
        this.q = gram.samples();
        this.diagonal = new float[model.weights()];
        Arrays.fill(diagonal, -1);
        refresh();
        read.requireFiniteEnergy();
    }

    @Override
    void refresh() {
        int instance = read.instance;
        float[] values = read.values();
        projected = WeightFields.projected(gram, instance, values);
        double energy = model.constant(instance);
        for (int j = 0; j < values.length; j++) {
            energy += values[j] * ((double) model.field(instance, j) + (double) gram.diagonal()[j] * values[j]);
        }
        for (int a = 0; a < q; a++) {
            float weight = sampleWeights[weightsOffset + a];
            energy += weight == 0 ? 0 : (double) projected[a] * projected[a] / weight;
        }
        read.energy = energy;
    }

    @Override
    double field(int j) {
        return 2.0 * ops.dot(factors, j * q, projected, 0, q)
                + model.field(read.instance, j)
                + 2 * (double) gram.diagonal()[j] * model.value(read.instance, j, read.levels[j]);
    }

    @Override
    double diagonal(int j) {
        if (diagonal[j] < 0) {
            diagonal[j] = ops.weightedSquares(sampleWeights, weightsOffset, factors, j * q, q) + gram.diagonal()[j];
        }
        return diagonal[j];
    }

    @Override
    void moved(int j, double change) {
        ops.addWeighted((float) change, sampleWeights, weightsOffset, factors, j * q, projected, 0, q);
    }
}
