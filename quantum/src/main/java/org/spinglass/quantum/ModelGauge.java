// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.SplittableRandom;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;

/**
 * A spin-reversal transform of a model, before it is embedded: all qubits of a chain have the same sign, so that the
 * couplings that hold chains together stay ferromagnetic, for which alone processors have the longer range.
 */
final class ModelGauge {
    private final byte[] signs;

    ModelGauge(int spins, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        signs = new byte[spins];
        for (int i = 0; i < spins; i++) {
            signs[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
    }

    /** {@code h_i} becomes {@code g_i h_i}, {@code J_ij} becomes {@code g_i g_j J_ij}. */
    PlainIsing of(PlainIsing model) {
        IsingBuilder builder = new IsingBuilder(model.spins(), model.interactions(), Duplicates.REJECT);
        Interactions.of(model, (i, j, value) -> builder.addCoupling(i, j, signs[i] * signs[j] * value));
        for (int i = 0; i < model.spins(); i++) {
            builder.addField(i, signs[i] * model.field(i));
        }
        return builder.addOffset(model.offset()).build();
    }

    /** The states of the model itself. */
    ModelAnswer undo(ModelAnswer answer) {
        byte[] spins = answer.spins().clone();
        for (int at = 0; at < spins.length; at++) {
            spins[at] *= signs[at % signs.length];
        }
        return new ModelAnswer(
                answer.variables(),
                spins,
                answer.energies(),
                answer.occurrences(),
                answer.brokenFractions(),
                answer.breaksOfChains());
    }
}
