// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

/** Reads as the bits of words: their distribution, their independence, their energies and their best states. */
class WordGroupTest {
    private static final int STATES = WordGroup.STATES;

    private static WordGroup group(SparseIsing model, int reads, ReadGroups.Start start, long seed, double... betas) {
        List<Supplier<ReadGroup>> groups = BitReads.groups(model, reads, start, seed, VectorOps.best(), betas);
        assertThat(groups).hasSize(1);
        return (WordGroup) groups.getFirst().get();
    }

    /** So many groups of as many reads as a word has bits. */
    private static BitReads.Many many(int groups) {
        return (model, start, seed, betas) ->
                IntStream.range(0, groups).mapToObj(k -> group(model, STATES, start, 1000 * seed + k, betas));
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.5", "0.9"})
    void drawsTheBoltzmannDistribution(double beta) {
        BitReads.assertBoltzmann(beta, many(480));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 9, 13, 15, 16, 17, 31, 40, 63})
    void acceptsByMetropolis(int degree) {
        BitReads.assertMetropolis(degree, many(64));
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.35", "0.7"})
    void pairsOfReadsAreIndependent(double beta) {
        BitReads.assertIndependent(beta, 4096, many(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 41, 63, 64})
    void keepsTheBestState(int reads) {
        SparseIsing model =
                BitReads.circle(1100, new int[] {1, 4, 11}, new int[] {1, 1, 2}, new int[] {0, 0, 1}, 0.3f, 11);
        BitReads.assertBestKept(model, reads, group(model, reads, BitReads.RANDOM, 12, BitReads.upAndDown()), 1, 1e-3);
    }

    /** What is short goes into words; of what is long, what words are faster at once all is compiled. */
    @Test
    void isTakenWhereItIsWorthIt() {
        SparseIsing few = BitReads.circle(1000, new int[] {1, 5}, new int[] {1}, new int[] {0}, 1, 1);
        SparseIsing many = BitReads.circle(1000, new int[] {1, 2, 3, 4, 5, 6}, new int[] {1}, new int[] {0}, 1, 1);
        int shortOnes = 1000;
        int longOnes = 1_000_000;
        for (SparseIsing model : List.of(few, many)) {
            assertThat(isWorth(model, 11, shortOnes)).isFalse();
            assertThat(isWorth(model, 12, shortOnes)).isTrue();
            assertThat(isWorth(model, 128, shortOnes)).isTrue();
            assertThat(isWorth(model, 129, shortOnes)).isFalse();
            assertThat(isWorth(model, 33, longOnes)).isTrue();
            assertThat(isWorth(model, 64, longOnes)).isTrue();
            assertThat(isWorth(model, 65, longOnes)).isFalse();
            assertThat(isWorth(model, 23, longOnes)).isFalse();
        }
        assertThat(isWorth(few, 32, longOnes)).isTrue();
        assertThat(isWorth(many, 32, longOnes)).isFalse();
    }

    private static boolean isWorth(SparseIsing model, int reads, int sweeps) {
        return WordGroup.isWorth(Objects.requireNonNull(SparseArrays.bondsOf(model)), reads, sweeps);
    }

    /** Reads are divided evenly, all of them have their say, and threads make no difference. */
    @Test
    void answersAreThoseOfTheSeed() {
        SparseIsing model = BitReads.circle(400, new int[] {1, 7}, new int[] {1}, new int[] {0}, 1, 3);
        SamplingRequest request = SamplingRequest.of(40, 5).withReads(70);
        SampleSet one = SimulatedAnnealing.singleSpin().sample(model, request);
        assertThat(one.provenance().options()).containsEntry("kernel", "words").containsEntry("reads", 70);
        assertThat(one.samples(0).stream().mapToInt(Sample::occurrences).sum()).isEqualTo(70);
        try (Workers workers = Workers.of(3)) {
            SampleSet three = SimulatedAnnealing.singleSpin().sample(model, request.withWorkers(workers));
            assertThat(three.samples(0)).isEqualTo(one.samples(0));
        }
        SampleSet inScalarCode = VectorOps.during(
                VectorOps.scalar(), () -> SimulatedAnnealing.singleSpin().sample(model, request));
        assertThat(inScalarCode.samples(0)).isEqualTo(one.samples(0));
        SampleSet other = SimulatedAnnealing.singleSpin()
                .sample(model, SamplingRequest.of(40, 6).withReads(70));
        assertThat(other.samples(0)).isNotEqualTo(one.samples(0));
    }
}
