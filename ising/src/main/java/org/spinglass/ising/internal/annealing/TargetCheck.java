// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.OptionalDouble;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.StopRule;

/**
 * When it is worth while to compute the model's own energy of a state, because it may have reached a rule's target: energies
 * that samplers follow in single precision are off by a few millionths of what the couplings come to. Immutable.
 */
public final class TargetCheck {
    private static final double FOLLOWED = 1e-5;

    private final double near;

    /** Of a rule; nothing is near where it has no target. */
    public TargetCheck(IsingModel model, StopRule stop) {
        double offset = switch (model) {
            case PlainIsing plain -> plain.offset();
            case EncodedQuadratic encoded -> encoded.constant(0);
        };
        OptionalDouble target = stop.targetEnergy();
        double energy = target.orElse(Double.NEGATIVE_INFINITY);
        this.near = target.isEmpty()
                ? Double.NEGATIVE_INFINITY
                : energy + FOLLOWED * Math.max(Math.abs(energy), Math.abs(energy - offset));
    }

    /** Whether a state of that energy, as it was followed, may have reached the target. */
    public boolean isNear(double followed) {
        return followed <= near;
    }
}
