// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;

/**
 * States of a group at a fixed temperature against the exact Boltzmann distribution.
 *
 * <p>States are taken every few sweeps, so that they are close to independent; an odd number, because single spins
 * visited in turn at high temperature nearly alternate.
 */
final class Boltzmann {
    /** What the probability of draws from the distribution itself hardly ever falls below. */
    static final double LIKELY = 1e-4;

    /** Sweeps between two states. */
    static final int THIN = 9;

    private static final int BURN = 60;

    private Boltzmann() {}

    static void assertIsFollowed(
            IsingModel model, List<Supplier<ReadGroup>> groups, int reads, double beta, int samples, int thin) {
        long[][] counts = new long[model.instances()][1 << model.spins()];
        int[] first = {0};
        for (Supplier<ReadGroup> supplier : groups) {
            ReadGroup group = supplier.get();
            sample(group, beta, samples, thin, (read, spins) -> {
                int instance = (first[0] + read) / reads;
                counts[instance][(int) spins.toWords()[0]]++;
            });
            first[0] += group.reads();
        }
        assertThat(first[0]).isEqualTo(model.instances() * reads);
        for (int instance = 0; instance < model.instances(); instance++) {
            double least = Models.groundEnergy(model, instance);
            double[] probabilities = new double[1 << model.spins()];
            for (int state = 0; state < probabilities.length; state++) {
                double energy = model.energy(instance, Models.state(model.spins(), state));
                probabilities[state] = Math.exp(beta * (least - energy));
            }
            assertThat(ChiSquared.pValue(counts[instance], probabilities))
                    .as(model + ", instance " + instance + ", beta " + beta + ", " + groups.size() + " groups")
                    .isGreaterThan(LIKELY);
        }
    }

    @FunctionalInterface
    interface Taker {
        void take(int read, Spins spins);
    }

    static void sample(ReadGroup group, double beta, int samples, int thin, Taker taker) {
        for (int sweep = 0; sweep < BURN; sweep++) {
            ((ThermalGroup) group).sweepAt(beta);
        }
        for (int sample = 0; sample < samples; sample++) {
            for (int sweep = 0; sweep < thin; sweep++) {
                ((ThermalGroup) group).sweepAt(beta);
            }
            for (int c = 0; c < group.reads(); c++) {
                group.keep(c);
                taker.take(c, group.kept(c));
            }
        }
    }
}
