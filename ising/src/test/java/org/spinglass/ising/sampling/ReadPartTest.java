// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.SteepestDescent;
import org.spinglass.ising.samplers.TabuSearch;

/** All parts together are the whole, for every sampler that draws in parts. */
class ReadPartTest {
    private static final List<Sampler> SAMPLERS = List.of(
            SimulatedAnnealing.singleSpin(),
            SimulatedAnnealing.heatBath(),
            SimulatedQuantumAnnealing.automatic(),
            SimulatedBifurcation.ballistic(),
            ParallelTempering.standard(),
            new TabuSearch(),
            new SteepestDescent());

    /** With 70 reads annealing draws 32 side by side, then 32, then each by itself. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "7", "100"})
    void partsAreTheWhole(int parts) {
        PlainIsing model = model(60);
        SamplingRequest request = SamplingRequest.of(5, 17).withReads(70);
        for (Sampler sampler : SAMPLERS) {
            assertThat(sampler.traits()).as(sampler.name()).contains(Trait.READS_IN_PARTS);
            List<SampleSet> drawn = new ArrayList<>();
            for (int k = 0; k < parts; k++) {
                drawn.add(sampler.sample(model, request.withPart(new ReadPart(k, parts))));
            }
            assertThat(SampleSet.merged(drawn, Integer.MAX_VALUE).samples(0))
                    .as(sampler.name())
                    .isEqualTo(sampler.sample(model, request).samples(0));
        }
    }

    @Test
    void othersRefuseParts() {
        SamplingRequest half = SamplingRequest.of(5, 17).withReads(2).withPart(new ReadPart(0, 2));
        for (Sampler sampler : List.of(new ExactSearch(), new MemeticSearch())) {
            assertThat(sampler.traits()).doesNotContain(Trait.READS_IN_PARTS);
            assertThatThrownBy(() -> sampler.sample(model(10), half))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("part 0 of 2")
                    .hasMessageContaining(sampler.name());
        }
    }

    private static PlainIsing model(int spins) {
        SplittableRandom random = new SplittableRandom(3);
        IsingBuilder builder = new IsingBuilder(spins, Duplicates.SUM);
        for (int i = 0; i < spins; i++) {
            builder.addField(i, random.nextInt(-2, 3));
            builder.addCoupling(i, (i + 1) % spins, random.nextBoolean() ? 1 : -1);
            builder.addCoupling(i, (i + 7) % spins, random.nextBoolean() ? 1 : -1);
        }
        return builder.build();
    }
}
