// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.memetic;

import java.util.Optional;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.SpinWalk;
import org.spinglass.ising.internal.annealing.TargetCheck;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.search.Backbone;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaRange;

/**
 * What all members of a population share. Immutable and safe for use from several threads.
 *
 * @param model the energy
 * @param rows its whole numbers, where it has them
 * @param range temperatures between which it is annealed
 * @param backbone along which its spins hang together
 * @param isSymmetric whether turning all spins keeps the energy
 * @param target says when a state's own energy is worth while to be computed
 */
public record MemeticModel(
        PlainIsing model,
        Optional<IntegerCouplings> rows,
        BetaRange range,
        Backbone backbone,
        boolean isSymmetric,
        TargetCheck target,
        VectorOps ops) {

    LocalFields fields(byte[] state) {
        return ModelFields.of(model, state, ops);
    }

    SpinWalk walk(byte[] state) {
        return SpinWalk.of(model, rows, state, ops);
    }

    /** What is told of a state: its energy as followed, near a target the model's own. */
    double toldEnergy(double followed, byte[] state) {
        return target.isNear(followed) ? model.energy(0, Spins.of(state)) : followed;
    }

    /** The inverse temperature at a share of the way from the hot to the cold end, in a geometric row. */
    double beta(double share) {
        return range.first() * Math.pow(range.last() / range.first(), share);
    }
}
