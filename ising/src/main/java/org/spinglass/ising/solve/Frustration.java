// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;

/**
 * Frustration: couplings and fields that a state does not have at their least. A state with none is a ground state, of
 * the energy offset - sum_{i<j} |J_ij| - sum_i |h_i|, as are the cut of all edges of a bipartite graph and the hidden
 * state of a Mattis model. Only numbers that are never rounded are looked at.
 */
final class Frustration {
    private Frustration() {}

    /**
     * Whether a state has none. Cost: a look at the couplings up to the first that is frustrated, in a frustrated model
     * a few.
     */
    static boolean isNone(PlainIsing model, Spins state) {
        if (!model.isSingle()) {
            return false;
        }
        byte[] sigma = state.toArray();
        for (int i = 0; i < sigma.length; i++) {
            boolean isLeast = model.field(i) * sigma[i] <= 0
                    && switch (model) {
                        case DenseIsing dense -> isRowLeast(dense, i, sigma);
                        case SparseIsing sparse -> isRowLeast(sparse, i, sigma);
                    };
            if (!isLeast) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRowLeast(DenseIsing model, int i, byte[] sigma) {
        boolean isLeast = true;
        for (int j = 0; j < i && isLeast; j++) {
            isLeast = model.coupling(i, j) * sigma[i] * sigma[j] <= 0;
        }
        return isLeast;
    }

    private static boolean isRowLeast(SparseIsing model, int i, byte[] sigma) {
        boolean isLeast = true;
        for (int k = 0; k < model.degree(i) && isLeast; k++) {
            isLeast = model.coupling(i, k) * sigma[i] * sigma[model.neighbour(i, k)] <= 0;
        }
        return isLeast;
    }

    /** The energy of a state without any, whether there is one or not, up to rounding. Cost: a pass over the couplings. */
    static double energyWithout(PlainIsing model) {
        ModelArrays arrays = ModelArrays.of(model);
        double[] sizes = new double[1];
        arrays.forEachPair((i, j, value) -> sizes[0] += Math.abs(value));
        for (int i = 0; i < model.spins(); i++) {
            sizes[0] += Math.abs(arrays.numbers().field(i));
        }
        return model.offset() - arrays.unit() * sizes[0];
    }
}
