// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.ChipPlacement;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Topology;

class QuantumSamplerTest {
    @Test
    void whereAllReadsAreDiscardedThatIsSaid() {
        QuantumSettings settings = QuantumCases.settings(2)
                .withChainStrength(new ChainStrength.Given(1e-3))
                .withUnembedding(new Unembedding.Discard());
        assertThatThrownBy(() ->
                        QuantumCases.sampler(settings, 1).sample(QuantumCases.glass(24, 3), SamplingRequest.of(1, 2)))
                .isInstanceOf(ProcessorException.class)
                .hasMessageContaining("every read had a broken chain and was discarded; expected stronger chains");
    }

    @Test
    void blocksAreNoLargerThanFits() {
        QuantumSampler sampler = QuantumCases.onOneCell();
        SampleSet found = sampler.sample(QuantumCases.squares(1, 10, 1, 3), SamplingRequest.of(1, 2));
        assertThat(found.samples(0)).hasSize(1);
        // a cell takes four variables that are all coupled
        assertThat(QuantumCases.used(found).problems()).isEqualTo(3);
        assertThatThrownBy(() -> sampler.sample(QuantumCases.squares(1, 2, 6, 3), SamplingRequest.of(1, 2)))
                .isInstanceOf(ProcessorException.class)
                .hasMessageContaining(
                        "a weight of 6 spins does not fit Emulated_chimera1, whose largest complete graph has 4");
    }

    @Test
    void aModelThatFitsIsSolvedOnItsChains() {
        DenseIsing model = QuantumCases.glass(10, 3);
        QuantumSampler sampler = QuantumCases.sampler(QuantumCases.settings(100), 1);
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
        assertThat(QuantumCases.used(found).accessSeconds()).isBetween(0.015, 0.1);
    }

    @Test
    void formsAreAnnealedSideBySide() {
        EncodedQuadratic model = QuantumCases.squares(5, 4, 2, 1);
        QuantumSampler sampler = QuantumCases.sampler(QuantumCases.settings(60), 1);
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
        QuantumAccount.Totals totals = QuantumCases.used(found);
        assertThat(totals.problems()).isEqualTo(5);
        assertThat(totals.calls()).isLessThan(3);
    }

    @Test
    void gaugesShareTheReads() {
        QuantumSampler sampler = QuantumCases.sampler(QuantumCases.settings(50).withGauges(4), 1);
        DenseIsing model = QuantumCases.glass(6, 2);
        SampleSet found = sampler.sample(model, SamplingRequest.of(1, 7));
        assertThat(QuantumCases.used(found).calls()).isEqualTo(4);
        assertThat(QuantumCases.used(found).reads()).isEqualTo(50);
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
        EncodedQuadratic model = QuantumCases.squares(1, 7, 2, 4);
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
        EncodedQuadratic model = QuantumCases.squares(2, 60, 1, 2);
        QuantumSampler sampler = QuantumCases.sampler(
                QuantumCases.settings(40).withBlockSpins(10).withPasses(2), 1);
        SamplingRequest request = SamplingRequest.of(1, 3).withInitial(InitialState.present());
        SampleSet once = QuantumCases.sampler(QuantumCases.settings(40).withBlockSpins(10), 1)
                .sample(model, request);
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
        assertThat(QuantumCases.used(found).problems()).isEqualTo(2 * 6 * 2);
        assertThat(found.provenance().cancelled()).isFalse();
    }

    @Test
    void aSeedFixesEverythingWhateverTheThreads() {
        EncodedQuadratic model = QuantumCases.squares(2, 40, 1, 6);
        SamplingRequest request = SamplingRequest.of(1, 3);
        SampleSet one = QuantumCases.sampler(
                        QuantumCases.settings(10).withBlockSpins(8).withGauges(2), 1)
                .sample(model, request);
        SampleSet two = QuantumCases.sampler(
                        QuantumCases.settings(10).withBlockSpins(8).withGauges(2), 2)
                .sample(model, request);
        SampleSet other = QuantumCases.sampler(
                        QuantumCases.settings(10).withBlockSpins(8).withGauges(2), 1)
                .sample(model, request.withSeed(4));
        for (int instance = 0; instance < 2; instance++) {
            assertThat(two.samples(instance)).isEqualTo(one.samples(instance));
        }
        assertThat(other.samples(0)).isNotEqualTo(one.samples(0));
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
        new QuantumSampler("mine", listening, QuantumCases.settings(5).withLabel("tuesday"), new ChipPlacement())
                .sample(QuantumCases.squares(1, 8, 1, 3), SamplingRequest.of(1, 2));
        new QuantumSampler("mine", listening, QuantumCases.settings(5).withLabel(""), new ChipPlacement())
                .sample(QuantumCases.glass(3, 1), SamplingRequest.of(1, 2));
        assertThat(labels).containsExactly("tuesday, block 1 of 2", "tuesday, block 2 of 2", "whole");
    }

    @Test
    void refusesWhatAProcessorCannotDo() {
        DenseIsing model = QuantumCases.glass(4, 1);
        QuantumSampler sampler = QuantumCases.sampler(QuantumCases.settings(5), 1);
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
                .isThrownBy(() -> QuantumCases.settings(5).withGauges(6))
                .withMessageContaining("gauges is 6");
    }
}
