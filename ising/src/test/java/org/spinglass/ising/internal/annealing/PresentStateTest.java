// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.sampling.InitialState;

class PresentStateTest {
    @Test
    void weightsStartNextToTheCentreOnTheDownhillSide() {
        int bits = 5;
        int instances = 3;
        Models.Parts parts = Models.parts(instances, 7, bits, 6, true, 11);
        for (EncodedQuadratic model : new EncodedQuadratic[] {parts.dense(), parts.gram()}) {
            for (int reads : new int[] {1, 5}) {
                int number = 0;
                for (Supplier<ReadGroup> supplier : ReadGroups.of(
                        model, reads, InitialState.present(), new Moves(false, false), 1, VectorOps.best())) {
                    ReadGroup group = supplier.get();
                    for (int c = 0; c < group.reads(); c++, number++) {
                        group.keep(c);
                        int instance = number / reads;
                        int[] levels = group.kept(c).toLevels(bits);
                        for (int j = 0; j < 7; j++) {
                            assertThat(levels[j]).isEqualTo(slopeAtCentre(parts, instance, j) < 0 ? 16 : 15);
                        }
                    }
                }
                assertThat(number).isEqualTo(instances * reads);
            }
        }
    }

    /** By a difference of energies, which is exact for a quadratic form. */
    private static double slopeAtCentre(Models.Parts parts, int instance, int weight) {
        double[] s = new double[7];
        for (int j = 0; j < 7; j++) {
            s[j] = parts.centres()[instance * 7 + j];
        }
        s[weight] += 0.5;
        double above = parts.energy(instance, s);
        s[weight] -= 1;
        return above - parts.energy(instance, s);
    }

    @Test
    void withoutASlopeTheSideIsDrawn() {
        EncodedQuadratic model = new EncodedQuadratic(
                4,
                new org.spinglass.ising.model.Coupling.Dense(400, new float[160_000], true, true),
                new float[400],
                new float[400],
                new float[400],
                new double[1]);
        ReadGroup group = ReadGroups.of(model, 1, InitialState.present(), new Moves(false, false), 1, VectorOps.best())
                .getFirst()
                .get();
        group.keep(0);
        int up = 0;
        for (int level : group.kept(0).toLevels(4)) {
            assertThat(level).isBetween(7, 8);
            up += level - 7;
        }
        // Six standard deviations of 400 fair coins.
        assertThat(up).isBetween(140, 260);
    }
}
