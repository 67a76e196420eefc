// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;
import org.spinglass.ising.solve.SolveRequest;

class TraitsTest {
    private static final Set<Trait> DIVISIBLE = EnumSet.of(Trait.DIVISIBLE, Trait.OBEYS_STOP_RULES);
    private static final Set<Trait> DIVISIBLE_IN_PARTS =
            EnumSet.of(Trait.DIVISIBLE, Trait.OBEYS_STOP_RULES, Trait.READS_IN_PARTS);

    @Test
    void samplersThatAreCalledInRoundsSaySo() {
        for (Sampler sampler : List.of(new TabuSearch(), new SteepestDescent())) {
            assertThat(sampler.traits())
                    .as(sampler.name())
                    .containsAll(DIVISIBLE_IN_PARTS)
                    .contains(Trait.BEGINS_AT_STATES)
                    .hasSize(DIVISIBLE_IN_PARTS.size() + 1);
        }
        assertThat(SimulatedBifurcation.discrete().traits()).isEqualTo(DIVISIBLE_IN_PARTS);
        assertThat(SimulatedAnnealing.singleSpin().traits())
                .containsAll(DIVISIBLE)
                .contains(Trait.VECTOR_SWEEPS)
                .doesNotContain(Trait.GROWS, Trait.READS_TOGETHER);
        assertThat(new ExactSearch().traits()).containsExactly(Trait.OBEYS_STOP_RULES);
        assertThat(new Polished(new TabuSearch()).traits()).isEmpty();
    }

    @Test
    void whoIsToldASchedule() {
        Sampler automatic = SimulatedAnnealing.heatBath().withSchedule(BetaSchedule.automatic());
        assertThat(automatic.traits()).contains(Trait.MEASURES_TEMPERATURES);
        assertThat(automatic.withSchedule(BetaSchedule.geometric(1, 2)).traits())
                .doesNotContain(Trait.MEASURES_TEMPERATURES);
    }

    @Test
    void aSearchThatGrowsIsToldItsTime() {
        Optional<Duration> time = Optional.of(Duration.ofSeconds(3));
        assertThat(new MemeticSearch().traits()).contains(Trait.GROWS, Trait.READS_TOGETHER);
        assertThat(new MemeticSearch().withTime(time)).isEqualTo(new MemeticSearch(time));
        assertThat(new MergedAnnealing().traits()).contains(Trait.GROWS, Trait.READS_TOGETHER);
        assertThat(new MergedAnnealing().withTime(time)).isEqualTo(new MergedAnnealing(time));
        assertThat(new TabuSearch().withTime(time)).isEqualTo(new TabuSearch());
    }

    /** The solver goes by traits, whoever made the sampler. */
    @Test
    void readsThatLearnFromEachOtherTellNoTimeToSolution() {
        Sampler other = new Sampler() {
            @Override
            public String name() {
                return "crowd";
            }

            @Override
            public Set<Trait> traits() {
                return Set.of(Trait.READS_TOGETHER);
            }

            @Override
            public SampleSet sample(IsingModel model, SamplingRequest request) {
                throw new AssertionError("not to be called");
            }
        };
        SolveRequest asked = SolveRequest.of(1).withSampler(other);
        assertThatIllegalArgumentException()
                .isThrownBy(asked::withIndependentReads)
                .withMessageStartingWith("the reads of crowd learn from each other");
    }
}
