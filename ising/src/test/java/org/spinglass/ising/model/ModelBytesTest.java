// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SamplingRequest;

/** What is read back is the same model, to the bits that anneals and energies come to. */
class ModelBytesTest {

    @Test
    void modelsComeBackAsTheyWere() {
        for (PlainIsing model : List.of(
                sparse(1, 40, false), // whole numbers
                sparse(0.1, 40, true), // decimal ones
                sparse(Math.PI, 40, false), // neither
                dense(9, 1),
                dense(9, 1 / 3.0),
                qubo(0.3))) {
            PlainIsing back = ModelBytes.read(ModelBytes.of(model));
            assertThat(back).isEqualTo(model).hasSameClassAs(model);
            assertThat(back.isSingle()).isEqualTo(model.isSingle());
            SamplingRequest request = SamplingRequest.of(20, 4).withReads(40);
            assertThat(SimulatedAnnealing.singleSpin().sample(back, request).samples(0))
                    .isEqualTo(SimulatedAnnealing.singleSpin()
                            .sample(model, request)
                            .samples(0));
        }
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> ModelBytes.read(new byte[] {9})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ModelBytes.read(new byte[] {1, 1})).isInstanceOf(IllegalArgumentException.class);
    }

    private static PlainIsing sparse(double unit, int spins, boolean isDecimal) {
        SplittableRandom random = new SplittableRandom(5);
        IsingBuilder builder = new IsingBuilder(spins, Duplicates.SUM);
        for (int i = 0; i < spins; i++) {
            builder.addField(i, unit * random.nextInt(9));
            builder.addCoupling(i, (i + 1) % spins, unit * random.nextInt(-9, 9));
            builder.addCoupling(i, (i + 9) % spins, unit * random.nextInt(-9, 9));
        }
        return (isDecimal ? builder.addOffset(0.7).readDecimals() : builder.addOffset(0.7)).build();
    }

    private static PlainIsing dense(int spins, double unit) {
        SplittableRandom random = new SplittableRandom(6);
        IsingBuilder builder = new IsingBuilder(spins, Duplicates.SUM);
        for (int i = 0; i < spins; i++) {
            for (int j = 0; j < i; j++) {
                builder.addCoupling(i, j, unit * random.nextInt(1, 1 << 20));
            }
        }
        return builder.build();
    }

    /** Energies are computed from the binary instance. */
    private static PlainIsing qubo(double unit) {
        QuboBuilder builder = new QuboBuilder(12, Duplicates.SUM);
        for (int i = 0; i < 12; i++) {
            builder.addLinear(i, unit * (i + 1));
            builder.add(i, (i + 1) % 12, -unit * (i + 2));
        }
        return builder.build().toIsing();
    }
}
