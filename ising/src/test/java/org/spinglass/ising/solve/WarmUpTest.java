// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;

class WarmUpTest {
    @Test
    void aSearchBeginsOnScalarCodeAndGetsTheBestOnce() {
        try (WarmUp warmUp = new WarmUp(Models.dense(300, 0, 1), false)) {
            while (!warmUp.isWarm()) {
                assertThat(warmUp.ops().name())
                        .isIn(VectorOps.scalar().name(), VectorOps.best().name());
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(warmUp.ops().name()).isEqualTo(VectorOps.best().name());
        }
    }

    @Test
    void whatIsCooledComesLowerThanWhatIsQuenched() {
        DenseIsing model = Models.dense(200, 1, 4);
        double quenched = 0;
        double cooled = 0;
        for (int seed = 0; seed < 10; seed++) {
            int[] calls = {0};
            quenched += Quench.of(model, seed).best().energy();
            SampleSet anneal = Quench.cooled(model, seed, () -> calls[0]++ / 50.0);
            assertThat(anneal.best().energy())
                    .isEqualTo(model.energy(0, anneal.best().spins()));
            assertThat(anneal.provenance().sweeps()).isGreaterThan(50);
            cooled += anneal.best().energy();
        }
        assertThat(cooled).isLessThan(1.02 * quenched);
    }

    @Test
    void withoutTimeToCoolItIsAQuench() {
        DenseIsing model = Models.dense(50, 1, 4);
        assertThat(Quench.cooled(model, 3, () -> 1).best())
                .isEqualTo(Quench.of(model, 3).best());
    }

    @Test
    void aQuenchIsALocalMinimumWithItsOwnEnergy() {
        DenseIsing model = Models.dense(50, 1, 4);
        SampleSet quench = Quench.of(model, 3);
        Sample only = quench.best();
        assertThat(quench.samples(0)).hasSize(1);
        assertThat(only.energy()).isEqualTo(model.energy(0, only.spins()));
        byte[] state = only.spins().toArray();
        for (int i = 0; i < state.length; i++) {
            state[i] = (byte) -state[i];
            assertThat(model.energy(0, Spins.of(state))).isGreaterThan(only.energy());
            state[i] = (byte) -state[i];
        }
        assertThat(quench.provenance().sweeps()).isBetween(1, 20);
    }
}
