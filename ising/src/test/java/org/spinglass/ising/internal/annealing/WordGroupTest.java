// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.ChiSquared;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

/** Reads as the bits of words: their distribution, their independence, their energies and their best states. */
class WordGroupTest {
    private static final int STATES = WordGroup.STATES;

    private static SparseIsing circle(int n, int[] steps, int[] multiples, int[] fields, double size, long seed) {
        return BitGroupTest.circle(n, steps, multiples, fields, size, seed);
    }

    private static WordGroup group(SparseIsing model, int reads, ReadGroups.Start start, long seed, double... betas) {
        List<Supplier<ReadGroup>> groups = BitGroupTest.groups(model, reads, start, seed, VectorOps.best(), betas);
        assertThat(groups).hasSize(1);
        return (WordGroup) groups.getFirst().get();
    }

    private static void keepAll(ReadGroup group) {
        for (int c = 0; c < group.reads(); c++) {
            group.keep(c);
        }
    }

    /** All states of models with two to sixteen bonds a spin, as for reads as bits of vectors. */
    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.5", "0.9"})
    void drawsTheBoltzmannDistribution(double beta) {
        assertBoltzmann(circle(6, new int[] {1}, new int[] {1}, new int[] {1, 0, 0}, 1, 1), beta);
        assertBoltzmann(circle(7, new int[] {1, 2}, new int[] {1}, new int[] {0}, 1, 2), beta);
        assertBoltzmann(circle(7, new int[] {1, 2, 3}, new int[] {1}, new int[] {1, 0, -2}, 0.375, 3), beta / 0.375);
        assertBoltzmann(circle(6, new int[] {1, 2}, new int[] {1, 2}, new int[] {0, 4}, 0.3f, 4), beta / 0.3);
        assertBoltzmann(circle(8, new int[] {1, 3}, new int[] {2, 3, 1}, new int[] {4, 0, 0, 1}, 5, 5), beta / 5);
        assertBoltzmann(circle(4, new int[] {1}, new int[] {8}, new int[] {0, 7}, 1, 6), beta / 8);
    }

    private static void assertBoltzmann(SparseIsing model, double beta) {
        double[] betas = new double[301];
        Arrays.fill(betas, beta);
        double[] expected = BitGroupTest.boltzmann(model, beta);
        long[] counts = new long[expected.length];
        long[][] ofParts = new long[16][counts.length];
        for (int seed = 0; seed < 480; seed++) {
            WordGroup group = group(model, STATES, BitGroupTest.RANDOM, seed, betas);
            for (int t = 0; t < betas.length; t++) {
                group.sweep(t);
            }
            keepAll(group);
            for (int c = 0; c < STATES; c++) {
                int state = BitGroupTest.index(group.kept(c));
                counts[state]++;
                ofParts[c % 16][state]++;
            }
        }
        assertThat(ChiSquared.pValue(counts, expected))
                .as(model + " at " + beta)
                .isGreaterThan(1e-4);
        ChiSquared.Statistic all = new ChiSquared.Statistic(0, 0);
        for (long[] own : ofParts) {
            all = all.plus(ChiSquared.of(own, expected));
        }
        assertThat(all.pValue()).as("every sixteenth read").isGreaterThan(1e-4);
    }

    /**
     * One visit of a spin with d neighbours of which m differ from what they would be: {@code min(1, exp(-beta dE))}.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 9, 13, 15, 16, 17, 31, 40, 63})
    void acceptsByMetropolis(int degree) {
        int[] from = new int[degree];
        int[] to = new int[degree];
        float[] couplings = new float[degree];
        for (int e = 0; e < degree; e++) {
            to[e] = e + 1;
            couplings[e] = e % 3 == 0 ? 1 : -1;
        }
        SparseIsing star = SparseIsing.of(from, to, couplings, new float[degree + 1], 0);
        for (double beta : new double[] {0.03, 0.11, 0.4, 1.1, Double.POSITIVE_INFINITY}) {
            for (int alike = 0; alike <= degree; alike++) {
                byte[] start = new byte[degree + 1];
                start[0] = 1;
                for (int e = 0; e < degree; e++) {
                    start[e + 1] = (byte) ((e < alike ? -1 : 1) * (couplings[e] > 0 ? 1 : -1));
                }
                int flipped = 0;
                int reads = 0;
                for (int seed = 0; seed < 64; seed++) {
                    WordGroup group = group(star, STATES, (r, random) -> start, 1000L * degree + seed, beta);
                    group.sweep(0);
                    keepAll(group);
                    for (int c = 0; c < STATES; c++) {
                        flipped += group.kept(c).get(0) < 0 ? 1 : 0;
                        reads++;
                    }
                }
                int cost = 2 * (2 * alike - degree);
                double p = beta == Double.POSITIVE_INFINITY ? cost < 0 ? 1 : 0 : Math.min(1, Math.exp(-beta * cost));
                // where hardly a flip is expected in all, one or two are no wonder among so many cases
                double few = p > 0 && p < 1 ? 2 : 0;
                assertThat(Math.abs(flipped - reads * p))
                        .as("%s of %s alike, beta %s", alike, degree, beta)
                        .isLessThanOrEqualTo(5.5 * Math.sqrt(reads * p * (1 - p)) + few);
            }
        }
    }

    /** How often each pair of reads agrees in a spin, over time: what reads share would show. */
    @ParameterizedTest
    @CsvSource({"0.1", "0.35", "0.7"})
    void pairsOfReadsAreIndependent(double beta) {
        SparseIsing model = circle(12, new int[] {1, 2}, new int[] {1}, new int[] {0}, 1, 9);
        int samples = 4096;
        int thin = beta > 0.5 ? 41 : 21;
        double[] betas = new double[thin * (samples + 20)];
        Arrays.fill(betas, beta);
        WordGroup group = group(model, STATES, BitGroupTest.RANDOM, 10, betas);
        long[] history = new long[samples];
        for (int t = 0; t < betas.length; t++) {
            group.sweep(t);
            int sample = t / thin - 20;
            if (sample >= 0 && t % thin == 0) {
                keepAll(group);
                for (int c = 0; c < STATES; c++) {
                    history[sample] |= group.kept(c).get(3) > 0 ? 1L << c : 0;
                }
            }
        }
        double squares = 0;
        double largest = 0;
        int pairs = 0;
        for (int a = 0; a < STATES; a++) {
            for (int b = 0; b < a; b++) {
                int differ = 0;
                for (long states : history) {
                    differ += (int) (states >>> a ^ states >>> b) & 1;
                }
                double z = (2.0 * differ - samples) / Math.sqrt(samples);
                squares += z * z;
                largest = Math.max(largest, Math.abs(z));
                pairs++;
            }
        }
        assertThat(Math.abs(squares - pairs)).isLessThan(6 * Math.sqrt(2.0 * pairs));
        assertThat(largest).isLessThan(6);
    }

    /** Energies are the model's own, and the best state of each read is kept, the start included. */
    @ParameterizedTest
    @ValueSource(ints = {12, 41, 63, 64})
    void keepsTheBestState(int reads) {
        SparseIsing model = circle(1100, new int[] {1, 4, 11}, new int[] {1, 1, 2}, new int[] {0, 0, 1}, 0.3f, 11);
        double[] betas = {0.1, 4, 0.5, 2, 0.2, 6, 0.1, 0.1, Double.POSITIVE_INFINITY, 0.3};
        WordGroup group = group(model, reads, BitGroupTest.RANDOM, 12, betas);
        assertThat(group.reads()).isEqualTo(reads);
        double[] lowest = new double[reads];
        for (int t = -1; t < betas.length; t++) {
            if (t >= 0) {
                assertThat(group.sweep(t)).isBetween(1L, group.movesPerSweep());
            }
            for (int c = 0; c < reads; c++) {
                if (t < 0 || group.energy(c) < lowest[c]) {
                    lowest[c] = group.energy(c);
                    group.keep(c);
                }
            }
            if (t % 3 == 0) {
                assertThat(model.energy(0, group.kept(reads - 1))).isEqualTo(lowest[reads - 1], within(1e-3));
            }
        }
        for (int c = 0; c < reads; c++) {
            assertThat(model.energy(0, group.kept(c))).isEqualTo(lowest[c], within(1e-3));
        }
    }

    /** What is short goes into words; of what is long, what words are faster at once all is compiled. */
    @Test
    void isTakenWhereItIsWorthIt() {
        SparseIsing few = circle(1000, new int[] {1, 5}, new int[] {1}, new int[] {0}, 1, 1);
        SparseIsing many = circle(1000, new int[] {1, 2, 3, 4, 5, 6}, new int[] {1}, new int[] {0}, 1, 1);
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
        SparseIsing model = circle(400, new int[] {1, 7}, new int[] {1}, new int[] {0}, 1, 3);
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
