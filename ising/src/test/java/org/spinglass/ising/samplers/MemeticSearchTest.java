// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

class MemeticSearchTest {
    private static final Sampler SAMPLER = new MemeticSearch();

    @Test
    void findsTheGroundStatesOfSmallModels() {
        for (long seed = 1; seed <= 3; seed++) {
            for (IsingModel model : List.of(
                    Models.dense(14, 0.5, seed),
                    Models.dense(13, 0, seed),
                    SpinSearchTest.ring(12, seed),
                    Models.dense(1, 1, seed),
                    Models.dense(2, 0, seed),
                    DenseIsing.of(new float[9], new float[3], 5),
                    Models.parts(2, 7, 2, 8, true, seed).dense())) {
                SampleSet found = SAMPLER.sample(model, SamplingRequest.of(3000, seed));
                for (int instance = 0; instance < model.instances(); instance++) {
                    assertThat(found.best(instance).energy())
                            .as(model + ", instance " + instance)
                            .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                }
            }
        }
    }

    /**
     * A chain without frustration, whose ground state breaks no coupling. The weak ones among them, of 1e-4, hold
     * intervals of any length together: turning those is what recombination is for.
     */
    @Test
    void chainsOfCouplingsOverFourDecadesAreSolved() {
        int n = 300;
        for (long seed = 1; seed <= 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] from = new int[n - 1];
            int[] to = new int[n - 1];
            float[] couplings = new float[n - 1];
            double ground = 0;
            for (int e = 0; e < n - 1; e++) {
                from[e] = e;
                to[e] = e + 1;
                couplings[e] = (float) (Math.pow(10, -4 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1));
                ground -= Math.abs(couplings[e]);
            }
            SparseIsing chain = SparseIsing.of(from, to, couplings, new float[n], 0);
            for (Sampler sampler : List.of(SAMPLER, new TabuSearch())) {
                StopRule solved = StopRule.energy(ground + 2e-5);
                SampleSet found =
                        sampler.sample(chain, SamplingRequest.of(200_000, seed).withStop(solved));
                assertThat(found.best().energy()).as(sampler.name()).isCloseTo(ground, within(4e-5));
            }
        }
    }

    @Test
    void aSeedFixesTheAnswerWhateverTheThreads() {
        for (IsingModel model : List.of(
                Models.dense(90, 0, 5), Models.parts(2, 12, 4, 8, true, 5).dense())) {
            SamplingRequest request = SamplingRequest.of(800, 6).withReads(20);
            SampleSet one = SAMPLER.sample(model, request);
            for (int threads : new int[] {1, 2, 4}) {
                try (Workers workers = Workers.of(threads)) {
                    SampleSet other = SAMPLER.sample(model, request.withWorkers(workers));
                    for (int instance = 0; instance < model.instances(); instance++) {
                        assertThat(other.samples(instance)).isEqualTo(one.samples(instance));
                    }
                    assertThat(other.provenance().moves())
                            .isEqualTo(one.provenance().moves());
                }
            }
            assertThat(SAMPLER.sample(model, request.withSeed(7)).samples(0)).isNotEqualTo(one.samples(0));
        }
    }

    @Test
    void returnsTheBestDifferentStatesOfAsManyReads() {
        DenseIsing model = Models.dense(120, 0.3, 8);
        SampleSet found = SAMPLER.sample(model, SamplingRequest.of(400, 9).withReads(24));
        assertThat(found.samples(0))
                .hasSizeBetween(2, 24)
                .isSortedAccordingTo(Comparator.comparingDouble(Sample::energy))
                .allSatisfy(sample -> assertThat(sample.occurrences()).isEqualTo(1));
        assertThat(found.provenance().options()).containsEntry("population", MemeticSearch.POPULATION);
        assertThat(found.provenance().sweeps()).isBetween(400, 600);
        assertThat(found.provenance().acceptance()).isBetween(0.0, 1.0);
        assertThat(SAMPLER.sample(model, SamplingRequest.of(400, 9)).samples(0)).hasSize(1);
    }

    @Test
    void theListenerAndRulesEndItWithTheBestSoFar() {
        DenseIsing model = Models.dense(100, 0, 2);
        AtomicInteger heard = new AtomicInteger();
        double[] best = {Double.POSITIVE_INFINITY};
        SamplingRequest endless = SamplingRequest.of(100_000_000, 3);
        SampleSet found = SAMPLER.sample(model, endless.withProgress(progress -> {
            best[0] = Math.min(best[0], progress.bestEnergy());
            return heard.incrementAndGet() < 500;
        }));
        assertThat(found.provenance().cancelled()).isTrue();
        assertThat(heard.get()).isLessThan(520);
        assertThat(found.best().energy()).isLessThanOrEqualTo(best[0] + 1e-3);

        SampleSet stopped = SAMPLER.sample(model, endless.withStop(StopRule.sweeps(5000)));
        assertThat(stopped.provenance().cancelled()).isFalse();
        // all members of a batch end there
        assertThat(stopped.provenance().sweeps()).isBetween(5000, 50_000);

        double target = found.best().energy() + 1e-3;
        SampleSet reached = SAMPLER.sample(model, endless.withSeed(4).withStop(StopRule.energy(target)));
        assertThat(reached.best().energy()).isLessThanOrEqualTo(target + 1e-3);
    }

    @Test
    void startsAtGivenStatesAndRefusesTemperatures() {
        DenseIsing model = Models.dense(35, 0.5, 10);
        Spins good = new TabuSearch()
                .sample(model, SamplingRequest.of(300, 1))
                .best()
                .spins();
        SamplingRequest request = SamplingRequest.of(1, 1);
        SampleSet found = SAMPLER.sample(model, request.withInitial(InitialState.given(List.of(good))));
        assertThat(found.best().energy()).isLessThanOrEqualTo(model.energy(0, good));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SAMPLER.sample(model, request.withReads(2).withInitial(InitialState.given(List.of(good)))))
                .withMessage("1 initial states for 1 instances of 2 reads");
    }
}
