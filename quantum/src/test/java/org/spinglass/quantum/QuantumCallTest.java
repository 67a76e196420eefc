// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import org.spinglass.quantum.embedding.ChainStrength;

/** What a call of a quantum sampler tells and used, and what ends it. */
class QuantumCallTest {
    @Test
    void aCallTellsWhatItUsedAndNothingOfThoseBefore() {
        QuantumSampler sampler = QuantumCases.sampler(QuantumCases.settings(30), 1);
        SampleSet large = sampler.sample(QuantumCases.glass(20, 4), SamplingRequest.of(1, 1));
        SampleSet small = sampler.sample(
                QuantumCases.glass(3, 4), SamplingRequest.of(1, 1).withReads(7));
        SampleSet alone = QuantumCases.sampler(QuantumCases.settings(30), 1)
                .sample(QuantumCases.glass(3, 4), SamplingRequest.of(1, 1).withReads(7));
        for (String name : List.of("calls", "problems", "accessSeconds", "meanChain", "longestChain", "brokenChains")) {
            assertThat(small.provenance().options().get(name))
                    .as(name)
                    .isEqualTo(alone.provenance().options().get(name));
        }
        assertThat(small.samples(0)).isEqualTo(alone.samples(0));
        QuantumAccount.Totals first = QuantumCases.used(large);
        QuantumAccount.Totals second = QuantumCases.used(small);
        QuantumAccount.Totals both = QuantumCases.used(large, small);
        assertThat(second.longestChain()).isLessThan(first.longestChain());
        assertThat(both.longestChain()).isEqualTo(first.longestChain());
        assertThat(both.calls()).isEqualTo(2);
        assertThat(both.reads()).isEqualTo(37);
        assertThat(both.accessSeconds()).isCloseTo(first.accessSeconds() + second.accessSeconds(), within(1e-9));
        assertThat(both.meanChain()).isCloseTo((20 * first.meanChain() + 3 * second.meanChain()) / 23, within(1e-9));
        double reads = 20 * 30 + 3 * 7;
        assertThat(both.brokenChains())
                .isCloseTo((600 * first.brokenChains() + 21 * second.brokenChains()) / reads, within(1e-9));
        assertThat(QuantumCases.used(new ExactSearch().sample(QuantumCases.glass(3, 1), SamplingRequest.of(1, 1))))
                .isEqualTo(new QuantumAccount().totals());
    }

    @Test
    void aListenerHearsHowEachChainHeld() {
        QuantumSettings weak = QuantumCases.settings(30).withChainStrength(new ChainStrength.Given(0.3));
        QuantumSampler plain = QuantumCases.sampler(weak, 1);
        List<double[]> heard = new ArrayList<>();
        QuantumSampler listening = new QuantumSampler(
                plain.name(), plain.processor(), weak, plain.placement(), (embedding, breaks, reads) -> {
                    assertThat(embedding.variables()).isEqualTo(24);
                    assertThat(embedding.fault(QuantumCases.CHIP.graph())).isEmpty();
                    assertThat(reads).isEqualTo(30);
                    heard.add(breaks);
                });
        QuantumAccount.Totals used =
                QuantumCases.used(listening.sample(QuantumCases.glass(24, 3), SamplingRequest.of(1, 2)));
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).hasSize(24);
        assertThat(used.brokenChains()).isPositive();
        assertThat(Arrays.stream(heard.getFirst()).average().orElseThrow())
                .isCloseTo(used.brokenChains(), within(1e-12));
        assertThat(Arrays.stream(heard.getFirst()).boxed())
                .allSatisfy(part -> assertThat(part * 30).isCloseTo(Math.rint(part * 30), within(1e-9)));
        List<Integer> reads = new ArrayList<>();
        new QuantumSampler(
                        "gauged", plain.processor(), weak.withGauges(3), plain.placement(), (e, b, r) -> reads.add(r))
                .sample(QuantumCases.glass(24, 3), SamplingRequest.of(1, 2));
        assertThat(reads).containsExactly(10, 10, 10);
    }

    @Test
    void aRequestForReadsSubmitsExactlySoMany() {
        QuantumSampler sampler = QuantumCases.sampler(QuantumCases.settings(30), 1);
        for (int reads : new int[] {2, 20, 50}) {
            SampleSet found = sampler.sample(
                    QuantumCases.glass(5, 1), SamplingRequest.of(1, 1).withReads(reads));
            assertThat(QuantumCases.used(found).reads()).isEqualTo(reads);
            assertThat(found.provenance().options()).containsEntry("reads", reads);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantumCases.sampler(QuantumCases.settings(30).withGauges(8), 1)
                        .sample(
                                QuantumCases.glass(5, 1),
                                SamplingRequest.of(1, 1).withReads(4)))
                .withMessageContaining("gauges is 8; expected 0 to the number of reads");
    }

    @Test
    void stopRulesSeeTrueEnergiesAndEndARun() {
        EncodedQuadratic model = QuantumCases.squares(2, 40, 2, 8);
        for (InitialState initial : List.of(InitialState.present(), InitialState.random())) {
            SamplingRequest request = SamplingRequest.of(1, 3).withInitial(initial);
            QuantumSampler sampler = QuantumCases.sampler(
                    QuantumCases.settings(5).withBlockSpins(10).withPasses(2), 1);
            List<Progress> seen = new ArrayList<>();
            SampleSet all = sampler.sample(model, request.withProgress(progress -> seen.add(progress) || true));
            int blocks = 8;
            assertThat(seen.getLast().sweep()).isEqualTo(2 * blocks);
            assertThat(seen.getLast().sweeps()).isEqualTo(2 * blocks);
            double best = Math.min(all.best(0).energy(), all.best(1).energy());
            assertThat(seen.getLast().bestEnergy()).isLessThanOrEqualTo(best + 1e-5);
            for (int turns : new int[] {1, 3, blocks, blocks + 3}) {
                SampleSet cut = sampler.sample(model, request.withStop(StopRule.sweeps(turns)));
                double then = Math.min(cut.best(0).energy(), cut.best(1).energy());
                Progress told = seen.stream()
                        .filter(progress -> progress.sweep() == turns)
                        .findFirst()
                        .orElseThrow();
                assertThat(QuantumCases.used(cut).problems()).isEqualTo(2 * turns);
                assertThat(cut.provenance().cancelled()).isFalse();
                // what is told is the energy of the state that would be returned, unless an earlier one was better
                assertThat(told.bestEnergy()).isLessThanOrEqualTo(then + 1e-5);
                if (initial instanceof InitialState.Random) {
                    assertThat(told.bestEnergy()).isCloseTo(then, within(1e-5));
                }
                SampleSet target = sampler.sample(model, request.withStop(StopRule.energy(told.bestEnergy() + 1e-9)));
                assertThat(QuantumCases.used(target).problems()).isLessThanOrEqualTo(2 * turns);
                assertThat(Math.min(target.best(0).energy(), target.best(1).energy()))
                        .isLessThanOrEqualTo(told.bestEnergy() + 1e-5);
            }
        }
    }

    @Test
    void aRuleThatLooksAtTheClockEndsTheWaitAndAListenerTheRun() {
        QuantumSampler sampler = QuantumCases.sampler(QuantumCases.settings(50), 1);
        DenseIsing model = QuantumCases.glass(6, 1);
        SampleSet none = sampler.sample(model, SamplingRequest.of(1, 3).withStop(StopRule.after(Duration.ZERO)));
        assertThat(QuantumCases.used(none).calls()).isZero();
        assertThat(none.samples(0)).hasSize(1);
        assertThat(none.provenance().cancelled()).isFalse();
        AtomicInteger asked = new AtomicInteger();
        SampleSet cut =
                sampler.sample(model, SamplingRequest.of(1, 3).withStop(progress -> asked.incrementAndGet() > 3));
        assertThat(QuantumCases.used(cut).calls()).isZero();
        assertThat(asked).hasValue(4);
        assertThat(cut.provenance().cancelled()).isFalse();
        AtomicInteger told = new AtomicInteger();
        SampleSet cancelled =
                sampler.sample(model, SamplingRequest.of(1, 3).withProgress(progress -> told.incrementAndGet() <= 3));
        assertThat(cancelled.provenance().cancelled()).isTrue();
        List<Progress> seen = new ArrayList<>();
        SampleSet found =
                sampler.sample(model, SamplingRequest.of(1, 3).withProgress(progress -> seen.add(progress) || true));
        assertThat(seen.getLast().bestEnergy()).isCloseTo(found.best().energy(), within(1e-5));
        assertThat(seen.getLast().sweep()).isEqualTo(1);
    }

    @Test
    void aSearchForAPlaceIsEndedToo() {
        SparseIsing model =
                SparseIsing.of(new int[] {0, 1, 2}, new int[] {1, 2, 3}, new float[] {1, 1, 1}, new float[4], 0);
        SampleSet found =
                QuantumCases.onOneCell().sample(model, SamplingRequest.of(1, 3).withProgress(progress -> false));
        assertThat(QuantumCases.used(found).calls()).isZero();
        assertThat(found.provenance().cancelled()).isTrue();
    }
}
