// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.ChipPlacement;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;

class QuantumSamplerTest {
    private static final Topology CHIP = new Pegasus(4, true);

    private static QuantumSampler sampler(QuantumSettings settings, int threads) {
        EmulatorOptions options = EmulatorOptions.standard(5).withSweepsPerMicrosecond(50);
        return new QuantumSampler(
                "emulator",
                new EmulatedProcessor(CHIP, CHIP.graph(), options, Workers.of(threads)),
                settings,
                new ChipPlacement());
    }

    private static QuantumSampler onOneCell() {
        Topology cell = new Chimera(1, 1, 4);
        return new QuantumSampler(
                "emulator",
                new EmulatedProcessor(cell, cell.graph(), EmulatorOptions.standard(1), Workers.of(1)),
                settings(5),
                new ChipPlacement());
    }

    @Test
    void whereAllReadsAreDiscardedThatIsSaid() {
        QuantumSettings settings =
                settings(2).withChainStrength(new ChainStrength.Given(1e-3)).withUnembedding(new Unembedding.Discard());
        assertThatThrownBy(() -> sampler(settings, 1).sample(glass(24, 3), SamplingRequest.of(1, 2)))
                .isInstanceOf(ProcessorException.class)
                .hasMessageContaining("every read had a broken chain and was discarded; expected stronger chains");
    }

    @Test
    void blocksAreNoLargerThanFits() {
        QuantumSampler sampler = onOneCell();
        SampleSet found = sampler.sample(squares(1, 10, 1, 3), SamplingRequest.of(1, 2));
        assertThat(found.samples(0)).hasSize(1);
        // a cell takes four variables that are all coupled
        assertThat(used(found).problems()).isEqualTo(3);
        assertThatThrownBy(() -> sampler.sample(squares(1, 2, 6, 3), SamplingRequest.of(1, 2)))
                .isInstanceOf(ProcessorException.class)
                .hasMessageContaining(
                        "a weight of 6 spins does not fit Emulated_chimera1, whose largest complete graph has 4");
    }

    private static QuantumAccount.Totals used(SampleSet... found) {
        QuantumAccount account = new QuantumAccount();
        for (SampleSet set : found) {
            account.add(set.provenance());
        }
        return account.totals();
    }

    private static QuantumSettings settings(int reads) {
        return QuantumSettings.of(AnnealParameters.of(reads).withAnnealingTime(2));
    }

    private static DenseIsing glass(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] couplings = new float[n * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = (float) random.nextGaussian();
            for (int j = 0; j < i; j++) {
                couplings[i * n + j] = (float) random.nextGaussian();
                couplings[j * n + i] = couplings[i * n + j];
            }
        }
        return DenseIsing.of(couplings, fields, 1);
    }

    /** Least squares: convex instances that share J. */
    private static EncodedQuadratic squares(int instances, int weights, int bits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int samples = 2 * weights;
        float[] factors = new float[weights * samples];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) random.nextGaussian();
        }
        float[] ones = new float[samples];
        Arrays.fill(ones, 1f / samples);
        float[] fields = new float[instances * weights];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = (float) random.nextGaussian();
        }
        float[] ranges = new float[weights];
        Arrays.fill(ranges, 1);
        return new EncodedQuadratic(
                bits,
                new Coupling.Gram(weights, samples, factors, ones, new float[weights], true),
                fields,
                new float[instances * weights],
                ranges,
                new double[instances]);
    }

    @Test
    void aModelThatFitsIsSolvedOnItsChains() {
        DenseIsing model = glass(10, 3);
        QuantumSampler sampler = sampler(settings(100), 1);
        SampleSet found = sampler.sample(model, SamplingRequest.of(1, 7));
        double ground =
                new ExactSearch().sample(model, SamplingRequest.of(1, 1)).best().energy();
        assertThat(found.best().energy()).isCloseTo(ground, within(1e-5));
        assertThat(found.samples(0).stream().mapToInt(Sample::occurrences).sum())
                .isEqualTo(100);
        assertThat(found.provenance().options())
                .containsEntry("solver", "Emulated_pegasus4")
                .containsEntry("calls", 1L)
                .containsEntry("problems", 1L)
                .containsEntry("reads", 100);
        assertThat(used(found).accessSeconds()).isBetween(0.015, 0.1);
    }

    @Test
    void formsAreAnnealedSideBySide() {
        EncodedQuadratic model = squares(5, 4, 2, 1);
        QuantumSampler sampler = sampler(settings(60), 1);
        SampleSet found = sampler.sample(model, SamplingRequest.of(1, 7));
        assertThat(found.instances()).isEqualTo(5);
        for (int instance = 0; instance < 5; instance++) {
            double ground = new ExactSearch()
                    .sample(model.toIsing(instance), SamplingRequest.of(1, 1))
                    .best()
                    .energy();
            assertThat(found.best(instance).energy()).isCloseTo(ground, within(1e-5));
            assertThat(found.lowerBound(instance).getAsDouble()).isLessThanOrEqualTo(ground + 1e-6);
        }
        QuantumAccount.Totals totals = used(found);
        assertThat(totals.problems()).isEqualTo(5);
        assertThat(totals.calls()).isLessThan(3);
    }

    @Test
    void gaugesShareTheReads() {
        QuantumSampler sampler = sampler(settings(50).withGauges(4), 1);
        DenseIsing model = glass(6, 2);
        SampleSet found = sampler.sample(model, SamplingRequest.of(1, 7));
        assertThat(used(found).calls()).isEqualTo(4);
        assertThat(used(found).reads()).isEqualTo(50);
        assertThat(found.samples(0).stream().mapToInt(Sample::occurrences).sum())
                .isEqualTo(50);
        assertThat(found.best().energy())
                .isCloseTo(
                        new ExactSearch()
                                .sample(model, SamplingRequest.of(1, 1))
                                .best()
                                .energy(),
                        within(1e-5));
    }

    /** A block is the energy of the whole with all other weights where they stand, up to a constant. */
    @Test
    void blocksAreTheEnergyWithAllOthersFrozen() {
        EncodedQuadratic model = squares(1, 7, 2, 4);
        float[] matrix = model.coupling().matrix(0);
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.doubles(7, -1, 1).toArray();
        ConditionalInstance instance = new ConditionalInstance(model, 0, matrix, values);
        int[] first = {5, 0, 3};
        instance.move(matrix, first, Spins.ofLevels(new int[] {3, 1, 0}, 2));
        for (int k = 0; k < 3; k++) {
            values[first[k]] = model.value(0, first[k], new int[] {3, 1, 0}[k]);
        }
        int[] block = {2, 5, 6};
        DenseIsing own = instance.block(matrix, block);
        double constant = Double.NaN;
        for (int state = 0; state < 64; state++) {
            Spins spins = Spins.ofWords(6, new long[] {state});
            int[] levels = spins.toLevels(2);
            double[] all = values.clone();
            for (int k = 0; k < 3; k++) {
                all[block[k]] = model.value(0, block[k], levels[k]);
            }
            double difference = model.energy(0, all) - own.energy(0, spins);
            constant = state == 0 ? difference : constant;
            assertThat(difference).isCloseTo(constant, within(1e-5));
        }
    }

    @Test
    void modelsThatDoNotFitAreAnnealedInBlocks() {
        EncodedQuadratic model = squares(2, 60, 1, 2);
        QuantumSampler sampler = sampler(settings(40).withBlockSpins(10).withPasses(2), 1);
        SamplingRequest request = SamplingRequest.of(1, 3).withInitial(InitialState.present());
        SampleSet once = sampler(settings(40).withBlockSpins(10), 1).sample(model, request);
        SampleSet found = sampler.sample(model, request);
        SampleSet annealed = SimulatedAnnealing.singleSpin()
                .sample(model, SamplingRequest.of(500, 3).withReads(20));
        for (int instance = 0; instance < 2; instance++) {
            assertThat(found.samples(instance)).hasSize(1);
            double bound = found.lowerBound(instance).getAsDouble();
            assertThat(found.best(instance).energy()).isGreaterThanOrEqualTo(bound - 1e-6);
            assertThat(found.best(instance).energy())
                    .isLessThanOrEqualTo(once.best(instance).energy());
            double random = model.energy(instance, Spins.ofWords(60, new long[] {0x5555_5555_5555_555L}));
            double lowest = annealed.best(instance).energy();
            assertThat((found.best(instance).energy() - lowest) / (random - lowest))
                    .isBetween(0.0, 0.1);
        }
        assertThat(used(found).problems()).isEqualTo(2 * 6 * 2);
        assertThat(found.provenance().cancelled()).isFalse();
    }

    @Test
    void aSeedFixesEverythingWhateverTheThreads() {
        EncodedQuadratic model = squares(2, 40, 1, 6);
        SamplingRequest request = SamplingRequest.of(1, 3);
        SampleSet one = sampler(settings(10).withBlockSpins(8).withGauges(2), 1).sample(model, request);
        SampleSet two = sampler(settings(10).withBlockSpins(8).withGauges(2), 2).sample(model, request);
        SampleSet other =
                sampler(settings(10).withBlockSpins(8).withGauges(2), 1).sample(model, request.withSeed(4));
        for (int instance = 0; instance < 2; instance++) {
            assertThat(two.samples(instance)).isEqualTo(one.samples(instance));
        }
        assertThat(other.samples(0)).isNotEqualTo(one.samples(0));
    }

    @Test
    void aCallTellsWhatItUsedAndNothingOfThoseBefore() {
        QuantumSampler sampler = sampler(settings(30), 1);
        SampleSet large = sampler.sample(glass(20, 4), SamplingRequest.of(1, 1));
        SampleSet small = sampler.sample(glass(3, 4), SamplingRequest.of(1, 1).withReads(7));
        SampleSet alone = sampler(settings(30), 1)
                .sample(glass(3, 4), SamplingRequest.of(1, 1).withReads(7));
        for (String name : List.of("calls", "problems", "accessSeconds", "meanChain", "longestChain", "brokenChains")) {
            assertThat(small.provenance().options().get(name))
                    .as(name)
                    .isEqualTo(alone.provenance().options().get(name));
        }
        assertThat(small.samples(0)).isEqualTo(alone.samples(0));
        QuantumAccount.Totals first = used(large);
        QuantumAccount.Totals second = used(small);
        QuantumAccount.Totals both = used(large, small);
        assertThat(second.longestChain()).isLessThan(first.longestChain());
        assertThat(both.longestChain()).isEqualTo(first.longestChain());
        assertThat(both.calls()).isEqualTo(2);
        assertThat(both.reads()).isEqualTo(37);
        assertThat(both.accessSeconds()).isCloseTo(first.accessSeconds() + second.accessSeconds(), within(1e-9));
        assertThat(both.meanChain()).isCloseTo((20 * first.meanChain() + 3 * second.meanChain()) / 23, within(1e-9));
        double reads = 20 * 30 + 3 * 7;
        assertThat(both.brokenChains())
                .isCloseTo((600 * first.brokenChains() + 21 * second.brokenChains()) / reads, within(1e-9));
        assertThat(used(new ExactSearch().sample(glass(3, 1), SamplingRequest.of(1, 1))))
                .isEqualTo(new QuantumAccount().totals());
    }

    @Test
    void aListenerHearsHowEachChainHeld() {
        QuantumSettings weak = settings(30).withChainStrength(new ChainStrength.Given(0.3));
        QuantumSampler plain = sampler(weak, 1);
        List<double[]> heard = new ArrayList<>();
        QuantumSampler listening = new QuantumSampler(
                plain.name(), plain.processor(), weak, plain.placement(), (embedding, breaks, reads) -> {
                    assertThat(embedding.variables()).isEqualTo(24);
                    assertThat(embedding.fault(CHIP.graph())).isEmpty();
                    assertThat(reads).isEqualTo(30);
                    heard.add(breaks);
                });
        QuantumAccount.Totals used = used(listening.sample(glass(24, 3), SamplingRequest.of(1, 2)));
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
                .sample(glass(24, 3), SamplingRequest.of(1, 2));
        assertThat(reads).containsExactly(10, 10, 10);
    }

    @Test
    void aRequestForReadsSubmitsExactlySoMany() {
        QuantumSampler sampler = sampler(settings(30), 1);
        for (int reads : new int[] {2, 20, 50}) {
            SampleSet found =
                    sampler.sample(glass(5, 1), SamplingRequest.of(1, 1).withReads(reads));
            assertThat(used(found).reads()).isEqualTo(reads);
            assertThat(found.provenance().options()).containsEntry("reads", reads);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler(settings(30).withGauges(8), 1)
                        .sample(glass(5, 1), SamplingRequest.of(1, 1).withReads(4)))
                .withMessageContaining("gauges is 8; expected 0 to the number of reads");
    }

    @Test
    void stopRulesSeeTrueEnergiesAndEndARun() {
        EncodedQuadratic model = squares(2, 40, 2, 8);
        for (InitialState initial : List.of(InitialState.present(), InitialState.random())) {
            SamplingRequest request = SamplingRequest.of(1, 3).withInitial(initial);
            QuantumSampler sampler = sampler(settings(5).withBlockSpins(10).withPasses(2), 1);
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
                assertThat(used(cut).problems()).isEqualTo(2 * turns);
                assertThat(cut.provenance().cancelled()).isFalse();
                // what is told is the energy of the state that would be returned, unless an earlier one was better
                assertThat(told.bestEnergy()).isLessThanOrEqualTo(then + 1e-5);
                if (initial instanceof InitialState.Random) {
                    assertThat(told.bestEnergy()).isCloseTo(then, within(1e-5));
                }
                SampleSet target = sampler.sample(model, request.withStop(StopRule.energy(told.bestEnergy() + 1e-9)));
                assertThat(used(target).problems()).isLessThanOrEqualTo(2 * turns);
                assertThat(Math.min(target.best(0).energy(), target.best(1).energy()))
                        .isLessThanOrEqualTo(told.bestEnergy() + 1e-5);
            }
        }
    }

    @Test
    void aRuleThatLooksAtTheClockEndsTheWaitAndAListenerTheRun() {
        QuantumSampler sampler = sampler(settings(50), 1);
        DenseIsing model = glass(6, 1);
        SampleSet none = sampler.sample(model, SamplingRequest.of(1, 3).withStop(StopRule.after(Duration.ZERO)));
        assertThat(used(none).calls()).isZero();
        assertThat(none.samples(0)).hasSize(1);
        assertThat(none.provenance().cancelled()).isFalse();
        AtomicInteger asked = new AtomicInteger();
        SampleSet cut =
                sampler.sample(model, SamplingRequest.of(1, 3).withStop(progress -> asked.incrementAndGet() > 3));
        assertThat(used(cut).calls()).isZero();
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
        SampleSet found = onOneCell().sample(model, SamplingRequest.of(1, 3).withProgress(progress -> false));
        assertThat(used(found).calls()).isZero();
        assertThat(found.provenance().cancelled()).isTrue();
    }

    @Test
    void labelsAreForPeople() {
        List<String> labels = new ArrayList<>();
        Topology cell = new Chimera(1, 1, 4);
        EmulatedProcessor emulated =
                new EmulatedProcessor(cell, cell.graph(), EmulatorOptions.standard(1), Workers.of(1));
        Processor listening = new Processor() {
            @Override
            public ProcessorProperties properties() {
                return emulated.properties();
            }

            @Override
            public List<QubitAnswer> anneal(List<AnnealJob> jobs, BooleanSupplier goesOn) {
                jobs.forEach(job -> labels.add(job.label()));
                assertThat(jobs).allMatch(job -> job.seed().isPresent());
                return emulated.anneal(jobs, goesOn);
            }
        };
        new QuantumSampler("mine", listening, settings(5).withLabel("tuesday"), new ChipPlacement())
                .sample(squares(1, 8, 1, 3), SamplingRequest.of(1, 2));
        new QuantumSampler("mine", listening, settings(5).withLabel(""), new ChipPlacement())
                .sample(glass(3, 1), SamplingRequest.of(1, 2));
        assertThat(labels).containsExactly("tuesday, block 1 of 2", "tuesday, block 2 of 2", "whole");
    }

    @Test
    void refusesWhatAProcessorCannotDo() {
        DenseIsing model = glass(4, 1);
        QuantumSampler sampler = sampler(settings(5), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.sample(model, SamplingRequest.of(1, 1).withInitial(InitialState.present())))
                .withMessageContaining("plain spins have none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.sample(
                        model,
                        SamplingRequest.of(1, 1)
                                .withInitial(InitialState.given(List.of(Spins.ofWords(4, new long[] {1}))))))
                .withMessageContaining("reverse annealing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(5).withGauges(6))
                .withMessageContaining("gauges is 6");
    }
}
