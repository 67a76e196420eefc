// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/** What a search needs before its first sweep does not grow with the number of sweeps: a list of them would be 16 GB. */
class ManySweepsTest {
    private static final int SWEEPS = 2_000_000_000;

    static Stream<Sampler> samplers() {
        return Stream.of(
                SimulatedQuantumAnnealing.automatic(),
                SimulatedQuantumAnnealing.inSlices(4),
                DwaveCompatibleAnnealing.standard(),
                ParallelTempering.standard(),
                SimulatedBifurcation.ballistic(),
                SimulatedBifurcation.discrete(),
                SimulatedBifurcation.generalised(),
                new TabuSearch(),
                new MergedAnnealing(),
                new MemeticSearch());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void sweepsThatNobodyWaitsForCostNothing(Sampler sampler) {
        IsingBuilder ring = new IsingBuilder(40, Duplicates.REJECT);
        for (int i = 0; i < 40; i++) {
            ring.addCoupling(i, (i + 1) % 40, -1);
        }
        PlainIsing model = ring.build();
        for (int reads : new int[] {1, 8}) {
            AtomicInteger told = new AtomicInteger();
            SamplingRequest request = SamplingRequest.of(SWEEPS, 3)
                    .withReads(reads)
                    .withProgress(progress -> told.incrementAndGet() < 20);
            SampleSet found = sampler.sample(model, request);
            assertThat(found.provenance().cancelled()).isTrue();
            assertThat(found.best().energy())
                    .isEqualTo(model.energy(0, found.best().spins()));
        }
    }
}
