// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.internal.circuit.PauliCircuit;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

final class ImaginaryTimeCircuitTest {
    private static final ImaginaryTimeCircuit STANDARD = ImaginaryTimeCircuit.standard();

    /** The whole circuit of a model, by complex amplitudes and angles that were looked for. */
    private static double[] probabilities(DenseIsing model, double tau) {
        int n = model.spins();
        double[] fields = new double[n];
        for (int i = 0; i < n; i++) {
            fields[i] = model.field(i);
        }
        PauliCircuit circuit = new PauliCircuit(n);
        circuit.start(fields, tau);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                circuit.gateOfLeastEnergy(i, j, model.coupling(i, j), fields[i], fields[j]);
            }
        }
        return circuit.probabilities();
    }

    @Test
    void shotsAreThoseOfTheCircuit() {
        DenseIsing model = Models.dense(5, 0.4, 11);
        int reads = 20_000;
        SampleSet found = new ImaginaryTimeCircuit(OptionalDouble.of(0.3), 1)
                .sample(model, SamplingRequest.of(1, 5).withReads(reads));
        long[] counts = new long[1 << 5];
        for (Sample sample : found.samples(0)) {
            counts[(int) sample.spins().toWords()[0]] += sample.occurrences();
        }
        assertThat(ChiSquared.of(counts, probabilities(model, 0.3)).pValue()).isGreaterThan(1e-4);
        double[] uniform = new double[1 << 5];
        Arrays.fill(uniform, 1);
        assertThat(ChiSquared.of(counts, uniform).pValue()).isLessThan(1e-12);
    }

    @Test
    void twoSpinsAreSolvedAndOneKeepsItsField() {
        SplittableRandom random = new SplittableRandom(4);
        for (int trial = 0; trial < 100; trial++) {
            DenseIsing pair = Models.dense(2, 0.5, random.nextLong());
            double ground = new ExactSearch()
                    .sample(pair, SamplingRequest.of(1, 0))
                    .best()
                    .energy();
            double found =
                    STANDARD.sample(pair, SamplingRequest.of(1, trial)).best().energy();
            assertThat(found).as("trial %d", trial).isLessThan(ground + 0.6 * (Math.abs(ground) + 1));
        }
        DenseIsing one = DenseIsing.of(new float[1], new float[] {3}, 0);
        assertThat(STANDARD.sample(one, SamplingRequest.of(1, 1).withReads(3))
                        .best()
                        .energy())
                .isEqualTo(-3);
    }

    /** Where fields are several times as strong as couplings; where they are not, gates undo what others did. */
    @Test
    void energiesAreFarBelowThoseOfRandomStates() {
        for (boolean isExact : new boolean[] {true, false}) {
            double sum = 0;
            double ground = 0;
            for (int seed = 0; seed < 20; seed++) {
                DenseIsing model = Models.dense(14, 3, seed);
                sum += STANDARD.sample(model, SamplingRequest.of(1, seed), isExact, VectorOps.best())
                                .best()
                                .energy()
                        - model.offset();
                ground += new ExactSearch()
                                .sample(model, SamplingRequest.of(1, 0))
                                .best()
                                .energy()
                        - model.offset();
            }
            assertThat(sum / ground).as("exact: %s", isExact).isGreaterThan(0.6);
        }
    }

    @Test
    void theSameForAnyNumberOfThreadsAndAnotherForAnotherSeed() {
        EncodedQuadratic model = Models.parts(3, 6, 4, 10, true, 2).dense();
        SampleSet one = STANDARD.sample(model, SamplingRequest.of(1, 1).withReads(4));
        try (Workers workers = Workers.of(2)) {
            SampleSet two =
                    STANDARD.sample(model, SamplingRequest.of(1, 1).withReads(4).withWorkers(workers));
            for (int instance = 0; instance < 3; instance++) {
                assertThat(two.samples(instance)).isEqualTo(one.samples(instance));
            }
        }
        assertThat(one.provenance().options()).containsEntry("state", "products");
    }

    @Test
    void shotsDecideTheCommonest() {
        DenseIsing model = Models.dense(4, 0.4, 8);
        double[] all = probabilities(model, 0.3);
        int likeliest = 0;
        for (int x = 0; x < all.length; x++) {
            likeliest = all[x] > all[likeliest] ? x : likeliest;
        }
        SampleSet found =
                new ImaginaryTimeCircuit(OptionalDouble.of(0.3), 20_000).sample(model, SamplingRequest.of(1, 1));
        assertThat(found.best().spins()).isEqualTo(Spins.ofWords(4, new long[] {likeliest}));
    }

    @Test
    void aListenerEndsIt() {
        SampleSet found = STANDARD.sample(
                Models.dense(400, 1, 1), SamplingRequest.of(1, 1).withReads(50).withProgress(progress -> false));
        assertThat(found.provenance().cancelled()).isTrue();
        assertThat(found.samples(0).stream().mapToInt(Sample::occurrences).sum())
                .isEqualTo(1);
    }

    @Test
    void whatItCannotServeIsRefused() {
        DenseIsing model = Models.dense(3, 1, 1);
        assertThatThrownBy(() -> STANDARD.sample(model, SamplingRequest.of(1, 1).withInitial(InitialState.present())))
                .hasMessageContaining("begins in a state of its own");
        DenseIsing without = Models.dense(21, 0, 1);
        assertThatThrownBy(() -> STANDARD.sample(without, SamplingRequest.of(1, 1)))
                .hasMessageContaining("no field on any of its 21 spins")
                .hasMessageContaining("up to 20 spins");
        assertThat(STANDARD.sample(Models.dense(8, 0, 1), SamplingRequest.of(1, 1))
                        .best()
                        .energy())
                .isFinite();
        assertThatThrownBy(() -> new ImaginaryTimeCircuit(OptionalDouble.of(0), 1))
                .hasMessageContaining("tau is 0.0");
        assertThatThrownBy(() -> new ImaginaryTimeCircuit(OptionalDouble.empty(), 0))
                .hasMessageContaining("shots is 0");
    }
}
