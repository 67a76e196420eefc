// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;

/** Reads as bits: their distribution, their independence, their energies and their best states. */
class BitGroupTest {
    private static final int STATES = BitGroup.STATES;
    static final ReadGroups.Start RANDOM = new ReadGroups.Start() {
        @Override
        public byte[] state(int read, RandomStream random) {
            throw new IllegalStateException("all states are as likely");
        }

        @Override
        public boolean isRandom() {
            return true;
        }
    };

    /** Each spin with those some places behind it, on a circle; couplings take the given multiples in turn. */
    static SparseIsing circle(int n, int[] steps, int[] multiples, int[] fields, double size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int edges = n * steps.length;
        int[] from = new int[edges];
        int[] to = new int[edges];
        float[] couplings = new float[edges];
        for (int e = 0; e < edges; e++) {
            from[e] = e % n;
            to[e] = (e + steps[e / n]) % n;
            couplings[e] = (float) size * multiples[e % multiples.length] * (random.nextBoolean() ? 1 : -1);
        }
        float[] h = new float[n];
        for (int i = 0; i < n; i++) {
            h[i] = (float) size * fields[i % fields.length];
        }
        return SparseIsing.of(from, to, couplings, h, 0.5);
    }

    static List<Supplier<ReadGroup>> groups(
            SparseIsing model, int reads, ReadGroups.Start start, long seed, VectorOps ops, double... betas) {
        return ReadGroups.of(model, reads, start, new Moves(true, false, betas), seed, ops);
    }

    private static BitGroup group(SparseIsing model, int reads, long seed, double... betas) {
        return (BitGroup) groups(model, reads, RANDOM, seed, VectorOps.best(), betas)
                .getFirst()
                .get();
    }

    static int index(Spins spins) {
        return (int) spins.toWords()[0];
    }

    static double[] boltzmann(SparseIsing model, double beta) {
        int n = model.spins();
        double[] weights = new double[1 << n];
        for (int s = 0; s < weights.length; s++) {
            weights[s] = Math.exp(-beta * model.energy(0, Spins.ofWords(n, new long[] {s})));
        }
        return weights;
    }

    /**
     * All states of models with one to sixteen bonds a spin, odd and even, with fields and with couplings of several
     * sizes.
     */
    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.5", "0.9"})
    void drawsTheBoltzmannDistribution(double beta) {
        // on a ring without fields turns that cost nothing never rest, and walls never meet
        assertBoltzmann(circle(6, new int[] {1}, new int[] {1}, new int[] {1, 0, 0}, 1, 1), beta);
        assertBoltzmann(circle(7, new int[] {1, 2}, new int[] {1}, new int[] {0}, 1, 2), beta);
        assertBoltzmann(circle(7, new int[] {1, 2, 3}, new int[] {1}, new int[] {1, 0, -2}, 0.375, 3), beta / 0.375);
        assertBoltzmann(circle(6, new int[] {1, 2}, new int[] {1, 2}, new int[] {0, 4}, 0.3f, 4), beta / 0.3);
        assertBoltzmann(circle(8, new int[] {1, 3}, new int[] {2, 3, 1}, new int[] {4, 0, 0, 1}, 5, 5), beta / 5);
        assertBoltzmann(circle(4, new int[] {1}, new int[] {8}, new int[] {0, 7}, 1, 6), beta / 8);
    }

    /** One state of every read: at high temperature spins that are visited in turn nearly alternate. */
    private static void assertBoltzmann(SparseIsing model, double beta) {
        double[] betas = new double[301];
        Arrays.fill(betas, beta);
        double[] expected = boltzmann(model, beta);
        long[] counts = new long[expected.length];
        long[][] ofParts = new long[16][counts.length];
        for (Supplier<ReadGroup> supplier : groups(model, 60 * STATES, RANDOM, 8, VectorOps.best(), betas)) {
            ReadGroup group = supplier.get();
            for (int t = 0; t < betas.length; t++) {
                group.sweep(t);
            }
            for (int c = 0; c < STATES; c++) {
                group.keep(c);
            }
            for (int c = 0; c < STATES; c++) {
                int state = index(group.kept(c));
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
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 9, 13, 16, 17, 31, 40, 63})
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
                // so many bonds are as they should be, the others are not
                byte[] start = new byte[degree + 1];
                start[0] = 1;
                for (int e = 0; e < degree; e++) {
                    start[e + 1] = (byte) ((e < alike ? -1 : 1) * (couplings[e] > 0 ? 1 : -1));
                }
                int flipped = 0;
                int reads = 8 * STATES;
                for (Supplier<ReadGroup> supplier :
                        groups(star, reads, (r, random) -> start, 100L * degree + alike, VectorOps.best(), beta)) {
                    ReadGroup group = supplier.get();
                    assertThat(group).isInstanceOf(BitGroup.class);
                    group.sweep(0);
                    for (int c = 0; c < STATES; c++) {
                        group.keep(c);
                    }
                    for (int c = 0; c < STATES; c++) {
                        flipped += group.kept(c).get(0) < 0 ? 1 : 0;
                    }
                }
                int cost = 2 * (2 * alike - degree);
                double p = beta == Double.POSITIVE_INFINITY ? cost < 0 ? 1 : 0 : Math.min(1, Math.exp(-beta * cost));
                assertThat(Math.abs(flipped - reads * p))
                        .as("%s of %s alike, beta %s", alike, degree, beta)
                        .isLessThanOrEqualTo(5.5 * Math.sqrt(reads * p * (1 - p)) + 2 * reads * p * 1e-6);
            }
        }
    }

    /**
     * How often each pair of reads agrees in a spin, over time: where reads know nothing of each other the agreements
     * of all pairs are uncorrelated, and their squares add up to what they should. Reads that shared random numbers
     * would meet.
     */
    @ParameterizedTest
    @CsvSource({"0.1", "0.35", "0.7"})
    void pairsOfReadsAreIndependent(double beta) {
        SparseIsing model = circle(12, new int[] {1, 2}, new int[] {1}, new int[] {0}, 1, 9);
        int samples = 1024;
        int thin = beta > 0.5 ? 41 : 21;
        double[] betas = new double[thin * (samples + 20)];
        Arrays.fill(betas, beta);
        BitGroup group = group(model, STATES, 10, betas);
        long[][] history = new long[STATES][samples / Long.SIZE];
        for (int t = 0; t < betas.length; t++) {
            group.sweep(t);
            int sample = t / thin - 20;
            if (sample >= 0 && t % thin == 0) {
                for (int c = 0; c < STATES; c++) {
                    group.keep(c);
                }
                for (int c = 0; c < STATES; c++) {
                    history[c][sample >> 6] |= group.kept(c).get(3) > 0 ? 1L << sample : 0;
                }
            }
        }
        double squares = 0;
        double largest = 0;
        int pairs = 0;
        for (int a = 0; a < STATES; a++) {
            for (int b = 0; b < a; b++) {
                int differ = 0;
                for (int w = 0; w < history[a].length; w++) {
                    differ += Long.bitCount(history[a][w] ^ history[b][w]);
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
    @ValueSource(ints = {130, 200, 512})
    void keepsTheBestState(int reads) {
        SparseIsing model = circle(90, new int[] {1, 4, 11}, new int[] {1, 1, 2}, new int[] {0, 0, 1}, 0.3f, 11);
        double[] betas = {0.1, 4, 0.5, 2, 0.2, 6, 0.1, 0.1, Double.POSITIVE_INFINITY, 0.3};
        BitGroup group = group(model, reads, 12, betas);
        assertThat(group.reads()).isEqualTo(reads);
        double[] lowest = new double[reads];
        for (int t = -1; t < betas.length; t++) {
            if (t >= 0) {
                long accepted = group.sweep(t);
                assertThat(accepted).isBetween(0L, group.movesPerSweep());
            }
            for (int c = 0; c < reads; c++) {
                if (t < 0 || group.energy(c) < lowest[c]) {
                    lowest[c] = group.energy(c);
                    group.keep(c);
                }
            }
            if (t % 3 == 0) {
                assertThat(model.energy(0, group.kept(reads - 1))).isEqualTo(lowest[reads - 1], within(1e-5));
            }
        }
        for (int c = 0; c < reads; c++) {
            assertThat(model.energy(0, group.kept(c))).isEqualTo(lowest[c], within(1e-5));
        }
    }

    /** Vector and scalar code take the same steps. */
    @Test
    void allOperationsGiveTheSameStates() {
        for (int[] steps : new int[][] {{1}, {1, 2}, {1, 2, 3, 4}, {1, 2, 3, 4, 5, 6, 7, 8}}) {
            SparseIsing model = circle(150, steps, new int[] {1}, new int[] {0, 1}, 1, 13);
            double[] betas = {0.05, 0.2, 0.5, 1, 3, Double.POSITIVE_INFINITY};
            List<List<Spins>> found = new ArrayList<>();
            for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
                ReadGroup group =
                        groups(model, 200, RANDOM, 14, ops, betas).getFirst().get();
                List<Spins> states = new ArrayList<>();
                for (int t = 0; t < betas.length; t++) {
                    group.sweep(t);
                    for (int c = 0; c < 200; c++) {
                        group.keep(c);
                    }
                    for (int c = 0; c < 200; c++) {
                        states.add(group.kept(c));
                    }
                }
                found.add(states);
            }
            assertThat(found.get(0)).isEqualTo(found.get(1));
        }
    }

    /** Which models and requests it takes. */
    @Test
    void leavesToOthersWhatItCannotDo() {
        int[] sixteen = {1, 2, 3, 4, 5, 6, 7, 8};
        int[] many = new int[32];
        Arrays.setAll(many, k -> k + 1);
        int[] one = {1};
        int[] none = {0};
        assertThat(kind(circle(80, sixteen, one, none, 0.7f, 1), 200, true, false))
                .isEqualTo(BitGroup.class);
        assertThat(kind(circle(80, sixteen, one, none, 0.7f, 1), 129, true, false))
                .isEqualTo(BitGroup.class);
        assertThat(kind(circle(80, sixteen, one, none, 0.7f, 1), 128, true, false))
                .isEqualTo(WordGroup.class);
        assertThat(kind(circle(80, sixteen, one, none, 1, 1), 12, true, false)).isEqualTo(WordGroup.class);
        assertThat(kind(circle(80, sixteen, one, none, 1, 1), 11, true, false)).isEqualTo(SpinGroup.class);
        for (int reads : new int[] {63, 200}) {
            assertThat(kind(circle(80, many, one, none, 1, 1), reads, true, false))
                    .isEqualTo(LaneGroup.class);
            assertThat(kind(circle(80, sixteen, one, none, 1, 1), reads, true, true))
                    .isEqualTo(SpinGroup.class);
            assertThat(kind(circle(80, sixteen, one, none, 1, 1), reads, false, false))
                    .isEqualTo(LaneGroup.class);
            assertThat(kind(circle(80, one, new int[] {7, 30, 100}, none, 1, 1), reads, true, false))
                    .isEqualTo(LaneGroup.class);
        }
        SparseIsing uneven =
                SparseIsing.of(new int[] {0, 1}, new int[] {1, 2}, new float[] {0.1f, 0.3f}, new float[3], 0);
        assertThat(kind(uneven, 64, true, false)).isEqualTo(SpinGroup.class);
        SparseIsing nothing = SparseIsing.of(new int[0], new int[0], new float[0], new float[3], 0);
        assertThat(kind(nothing, 64, true, false)).isEqualTo(LaneGroup.class);
    }

    private static Class<?> kind(SparseIsing model, int reads, boolean isSingleSpin, boolean isRandomOrder) {
        byte[] start = new byte[model.spins()];
        Arrays.fill(start, (byte) 1);
        return ReadGroups.of(
                        model,
                        reads,
                        (r, random) -> start.clone(),
                        new Moves(isSingleSpin, isRandomOrder, 1.0),
                        1,
                        VectorOps.best())
                .getFirst()
                .get()
                .getClass();
    }
}
