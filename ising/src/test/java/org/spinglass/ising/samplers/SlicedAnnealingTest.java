// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing.Readout;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

/** Simulated quantum annealing by slices of imaginary time. */
class SlicedAnnealingTest {
    private static SimulatedQuantumAnnealing sliced(QuantumSchedule schedule, double joint) {
        return new SimulatedQuantumAnnealing(
                schedule, Readout.FINAL, joint, SimulatedQuantumAnnealing.ImaginaryTime.SLICED);
    }

    /** With reads that fill groups of eight and that do not, on any number of threads. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 20, 41})
    void aSeedFixesSlicedReadsWhateverTheThreads(int reads) {
        SparseIsing model = SimulatedQuantumAnnealingTest.sparse(13, 3);
        SamplingRequest request = SamplingRequest.of(6, 9).withReads(reads);
        SimulatedQuantumAnnealing sampler = sliced(QuantumSchedule.constant(2, 0.4), 0.5);
        SampleSet one = sampler.sample(model, request);
        assertThat(one.provenance().options()).containsEntry("slices", 64);
        assertThat(one.samples(0).stream().mapToInt(Sample::occurrences).sum()).isEqualTo(reads);
        for (Sample sample : one.samples(0)) {
            assertThat(sample.energy()).isCloseTo(model.energy(0, sample.spins()), within(1e-9));
        }
        assertThat(VectorOps.during(VectorOps.scalar(), () -> sampler.sample(model, request))
                        .samples(0))
                .isEqualTo(one.samples(0));
        for (int threads : new int[] {2, 4}) {
            try (Workers workers = Workers.of(threads)) {
                assertThat(sampler.sample(model, request.withWorkers(workers)).samples(0))
                        .isEqualTo(one.samples(0));
            }
        }
        assertThat(sampler.sample(model, request.withSeed(10)).samples(0)).isNotEqualTo(one.samples(0));
    }

    /** The states of reads that are annealed side by side are independent draws of the quantum model. */
    @Test
    void slicedReadsFollowTheDiagonalOfTheDensityMatrix() {
        SimulatedQuantumAnnealingTest.requireQuantumModel(
                schedule -> sliced(schedule, 0),
                SparseIsing.of(
                        new int[0], new int[0], new float[0], new float[] {SimulatedQuantumAnnealingTest.FIELD}, 0),
                20_003);
    }

    /** Slices that would be too coarse, dense models and other readouts are done in continuous time. */
    @Test
    void slicesAreTakenOnlyWhereTheyAreFineEnough() {
        SamplingRequest request = SamplingRequest.of(5, 1).withReads(3);
        SparseIsing model = SimulatedQuantumAnnealingTest.sparse(13, 3);
        assertThat(sliced(QuantumSchedule.constant(10, 10), 0)
                        .sample(model, request)
                        .provenance()
                        .options())
                .doesNotContainKey("slices");
        assertThat(sliced(QuantumSchedule.constant(0, 1000), 0)
                        .sample(model, request)
                        .provenance()
                        .options())
                .containsEntry("slices", 64);
        assertThat(sliced(QuantumSchedule.constant(2, 0.4), 0)
                        .sample(model.toDense(), request)
                        .provenance()
                        .options())
                .doesNotContainKey("slices");
        SparseIsing free = SparseIsing.of(new int[0], new int[0], new float[0], new float[50], 0);
        assertThat(sliced(QuantumSchedule.constant(10_000, 1), 0)
                        .sample(free, request)
                        .samples(0))
                .hasSize(3);
    }

    /**
     * By bits where there are enough reads of a model of one size of couplings, else one by one; also of dense and
     * encoded models.
     */
    @Test
    void fewSlicesFindTheGroundStates() {
        int n = 20;
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        float[] couplings = new float[2 * n];
        for (int e = 0; e < 2 * n; e++) {
            from[e] = e % n;
            to[e] = (e + (e < n ? 1 : 7)) % n;
            couplings[e] = Math.sin(3.1 * e * e) > 0 ? 1 : -1;
        }
        SparseIsing equal = SparseIsing.of(from, to, couplings, new float[n], -2);
        List<IsingModel> all = new ArrayList<>(SimulatedQuantumAnnealingTest.models());
        all.add(equal);
        for (IsingModel model : all) {
            for (int reads : new int[] {3, 40}) {
                SampleSet found = SimulatedQuantumAnnealing.inSlices(4)
                        .sample(model, SamplingRequest.of(300, 5).withReads(reads));
                assertThat(found.provenance().options()).containsEntry("slices", 4);
                for (int instance = 0; instance < model.instances(); instance++) {
                    assertThat(found.best(instance).energy())
                            .as(model.toString())
                            .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                    for (Sample sample : found.samples(instance)) {
                        assertThat(sample.energy()).isCloseTo(model.energy(instance, sample.spins()), within(1e-6));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 600})
    void aSeedFixesFewSlicesWhateverTheThreads(int reads) {
        SparseIsing model = SparseIsing.of(
                new int[] {0, 1, 2, 3, 0}, new int[] {1, 2, 3, 0, 2}, new float[] {1, 1, -1, 1, 2}, new float[5], 0);
        SamplingRequest request = SamplingRequest.of(3, 9).withReads(reads);
        SimulatedQuantumAnnealing sampler = new SimulatedQuantumAnnealing(
                QuantumSchedule.constant(2, 0.4),
                Readout.FINAL,
                0,
                new SimulatedQuantumAnnealing.ImaginaryTime.Trotter(5));
        SampleSet one = sampler.sample(model, request);
        assertThat(one.samples(0).stream().mapToInt(Sample::occurrences).sum()).isEqualTo(reads);
        assertThat(VectorOps.during(VectorOps.scalar(), () -> sampler.sample(model, request))
                        .samples(0))
                .isEqualTo(one.samples(0));
        try (Workers workers = Workers.of(3)) {
            assertThat(sampler.sample(model, request.withWorkers(workers)).samples(0))
                    .isEqualTo(one.samples(0));
        }
        assertThat(sampler.sample(model, request.withSeed(10)).samples(0)).isNotEqualTo(one.samples(0));
    }

    @Test
    void aNumberOfSlicesIsChecked() {
        for (int number : new int[] {-1, 0, 1, 65}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SimulatedQuantumAnnealing.inSlices(number))
                    .withMessage("the number of slices is " + number + "; expected 2 to 64");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatedQuantumAnnealing(
                        QuantumSchedule.automatic(),
                        Readout.BEST,
                        0.5,
                        new SimulatedQuantumAnnealing.ImaginaryTime.Trotter(4)))
                .withMessageContaining("joint is 0.5");
    }
}
