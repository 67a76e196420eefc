// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;

/** What reads that are bits are held to: their distribution, their independence, their energies and their best states. */
final class BitReads {
    /** A statistic of probability below some 1e-7 is none of chance: as five and a half standard deviations. */
    private static final double MOST_SURPRISE = 5.5 * 5.5 / 2;

    /** Cases of which fewer flips than this are expected in all are looked at together too. */
    private static final double RARE = 0.1;

    private BitReads() {}

    /** Groups of many reads of a model. */
    @FunctionalInterface
    interface Many {
        Stream<? extends ReadGroup> of(SparseIsing model, ReadGroups.Start start, long seed, double... betas);
    }

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

    static void keepAll(ReadGroup group) {
        for (int c = 0; c < group.reads(); c++) {
            group.keep(c);
        }
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
    static void assertBoltzmann(double beta, Many many) {
        // on a ring without fields turns that cost nothing never rest, and walls never meet
        assertBoltzmann(circle(6, new int[] {1}, new int[] {1}, new int[] {1, 0, 0}, 1, 1), beta, many);
        assertBoltzmann(circle(7, new int[] {1, 2}, new int[] {1}, new int[] {0}, 1, 2), beta, many);
        assertBoltzmann(
                circle(7, new int[] {1, 2, 3}, new int[] {1}, new int[] {1, 0, -2}, 0.375, 3), beta / 0.375, many);
        assertBoltzmann(circle(6, new int[] {1, 2}, new int[] {1, 2}, new int[] {0, 4}, 0.3f, 4), beta / 0.3, many);
        assertBoltzmann(circle(8, new int[] {1, 3}, new int[] {2, 3, 1}, new int[] {4, 0, 0, 1}, 5, 5), beta / 5, many);
        assertBoltzmann(circle(4, new int[] {1}, new int[] {8}, new int[] {0, 7}, 1, 6), beta / 8, many);
    }

    /** One state of every read: at high temperature spins that are visited in turn nearly alternate. */
    private static void assertBoltzmann(SparseIsing model, double beta, Many many) {
        double[] betas = new double[301];
        Arrays.fill(betas, beta);
        double[] expected = boltzmann(model, beta);
        long[] counts = new long[expected.length];
        long[][] ofParts = new long[16][counts.length];
        many.of(model, RANDOM, 8, betas).forEach(group -> {
            for (int t = 0; t < betas.length; t++) {
                group.sweep(t);
            }
            keepAll(group);
            for (int c = 0; c < group.reads(); c++) {
                int state = index(group.kept(c));
                counts[state]++;
                ofParts[c % 16][state]++;
            }
        });
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
    static void assertMetropolis(int degree, Many many) {
        int[] from = new int[degree];
        int[] to = new int[degree];
        float[] couplings = new float[degree];
        for (int e = 0; e < degree; e++) {
            to[e] = e + 1;
            couplings[e] = e % 3 == 0 ? 1 : -1;
        }
        SparseIsing star = SparseIsing.of(from, to, couplings, new float[degree + 1], 0);
        long rare = 0;
        double rareExpected = 0;
        for (double beta : new double[] {0.03, 0.11, 0.4, 1.1, Double.POSITIVE_INFINITY}) {
            for (int alike = 0; alike <= degree; alike++) {
                // so many bonds are as they should be, the others are not
                byte[] start = new byte[degree + 1];
                start[0] = 1;
                for (int e = 0; e < degree; e++) {
                    start[e + 1] = (byte) ((e < alike ? -1 : 1) * (couplings[e] > 0 ? 1 : -1));
                }
                long[] counts = new long[2];
                many.of(star, (r, random) -> start, 100L * degree + alike, beta).forEach(group -> {
                    group.sweep(0);
                    keepAll(group);
                    for (int c = 0; c < group.reads(); c++) {
                        counts[group.kept(c).get(0) < 0 ? 1 : 0]++;
                    }
                });
                int cost = 2 * (2 * alike - degree);
                double p = beta == Double.POSITIVE_INFINITY ? cost < 0 ? 1 : 0 : Math.min(1, Math.exp(-beta * cost));
                double reads = counts[0] + counts[1];
                assertThat(surprise(counts[1], reads * p) + surprise(counts[0], reads * (1 - p)))
                        .as("%s of %s alike, beta %s: %s of %s turned", alike, degree, beta, counts[1], reads)
                        .isLessThanOrEqualTo(MOST_SURPRISE);
                if (reads * p < RARE) {
                    rare += counts[1];
                    rareExpected += reads * p;
                }
            }
        }
        assertThat(surprise(rare, rareExpected) + rareExpected - rare)
                .as("%s rare turns, %s expected", rare, rareExpected)
                .isLessThanOrEqualTo(MOST_SURPRISE);
    }

    /**
     * A term {@code k ln(k / expected)}: those of all outcomes add up to how unlikely counts are at most, as a negative
     * logarithm (Chernoff), however few are expected.
     */
    private static double surprise(long count, double expected) {
        return count == 0 ? 0 : count * Math.log(count / expected);
    }

    /**
     * How often each pair of reads agrees in a spin, over time: where reads know nothing of each other the agreements
     * of all pairs are uncorrelated, and their squares add up to what they should. Reads that shared random numbers
     * would meet.
     *
     * @param reads of one group
     */
    static void assertIndependent(double beta, int samples, Many reads) {
        SparseIsing model = circle(12, new int[] {1, 2}, new int[] {1}, new int[] {0}, 1, 9);
        int thin = beta > 0.5 ? 41 : 21;
        double[] betas = new double[thin * (samples + 20)];
        Arrays.fill(betas, beta);
        ReadGroup group = reads.of(model, RANDOM, 10, betas).findFirst().orElseThrow();
        int states = group.reads();
        long[][] history = new long[states][samples / Long.SIZE];
        for (int t = 0; t < betas.length; t++) {
            group.sweep(t);
            int sample = t / thin - 20;
            if (sample >= 0 && t % thin == 0) {
                keepAll(group);
                for (int c = 0; c < states; c++) {
                    history[c][sample >> 6] |= group.kept(c).get(3) > 0 ? 1L << sample : 0;
                }
            }
        }
        double squares = 0;
        double largest = 0;
        int pairs = 0;
        for (int a = 0; a < states; a++) {
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

    /** Temperatures that rise and fall, and one of pure descent. */
    static double[] upAndDown() {
        return new double[] {0.1, 4, 0.5, 2, 0.2, 6, 0.1, 0.1, Double.POSITIVE_INFINITY, 0.3};
    }

    /**
     * Energies are the model's own, and the best state of each read is kept, the start included.
     *
     * @param group that begins, for sweeps at {@link #upAndDown}
     * @param least spins that turn in a sweep, at least
     */
    static void assertBestKept(SparseIsing model, int reads, ReadGroup group, long least, double error) {
        assertThat(group.reads()).isEqualTo(reads);
        double[] lowest = new double[reads];
        for (int t = -1; t < upAndDown().length; t++) {
            if (t >= 0) {
                assertThat(group.sweep(t)).isBetween(least, group.movesPerSweep());
            }
            for (int c = 0; c < reads; c++) {
                if (t < 0 || group.energy(c) < lowest[c]) {
                    lowest[c] = group.energy(c);
                    group.keep(c);
                }
            }
            if (t % 3 == 0) {
                assertThat(model.energy(0, group.kept(reads - 1))).isEqualTo(lowest[reads - 1], within(error));
            }
        }
        for (int c = 0; c < reads; c++) {
            assertThat(model.energy(0, group.kept(c))).isEqualTo(lowest[c], within(error));
        }
    }
}
