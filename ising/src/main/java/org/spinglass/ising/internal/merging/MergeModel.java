// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.merging;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaRange;

/**
 * What all parts of a search by merging share. Immutable and safe for use from several threads.
 *
 * @param model the energy
 * @param range temperatures between which it is annealed
 * @param isSymmetric whether turning all spins keeps the energy
 * @param copies that are annealed side by side
 */
public record MergeModel(PlainIsing model, BetaRange range, boolean isSymmetric, int copies, VectorOps ops) {

    /** The model's own energy of a state in packed bits. */
    double energy(long[] words) {
        return model.energy(0, Spins.ofWords(model.spins(), words));
    }

    /** Inverse temperatures in a geometric row, from a share of the way between the hot and the cold end to the cold one. */
    double[] betas(double share, int sweeps) {
        double[] betas = new double[sweeps];
        double ratio = range.last() / range.first();
        for (int t = 0; t < sweeps; t++) {
            double at = sweeps == 1 ? 1 : share + (1 - share) * t / (sweeps - 1);
            betas[t] = range.first() * Math.pow(ratio, at);
        }
        return betas;
    }
}
