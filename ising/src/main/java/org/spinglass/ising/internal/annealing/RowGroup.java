// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.InitialState;

/**
 * One read of one instance whose J is stored. It keeps the fields F; a change d of weight j is the row update
 * {@code F += 2 d J_j}, N operations, and a weight that stays costs nothing.
 */
final class RowGroup extends WeightGroup {
    private final float[] matrices;
    private final int offset;
    private final int n;
    private float[] fields = {};

    RowGroup(
            EncodedQuadratic model,
            Coupling.Dense coupling,
            int instance,
            int state,
            InitialState initial,
            Moves moves,
            RandomStream random,
            VectorOps ops) {
        super(model, instance, state, initial, moves, random, ops);
        this.matrices = coupling.matrices();
        this.offset = coupling.offset(instance);
        this.n = model.weights();
        refresh();
        read.requireFiniteEnergy();
    }

    @Override
    void refresh() {
        float[] values = read.values();
        fields = WeightFields.at(model, read.instance, values);
        read.energy = WeightFields.energy(model, read.instance, values, fields);
    }

    @Override
    double field(int j) {
        return fields[j];
    }

    @Override
    double diagonal(int j) {
        return matrices[offset + j * n + j];
    }

    @Override
    void moved(int j, double change) {
        ops.add((float) (2 * change), matrices, offset + j * n, fields, 0, n);
    }
}
