// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.sampling.ChiSquared;

class RandomStreamTest {
    private static final int MANY = 1 << 20;

    /** xoshiro256++ 1.0 as its authors publish it (David Blackman and Sebastiano Vigna, 2019, public domain). */
    private static final class Xoshiro256PlusPlus {
        private final long[] s;

        Xoshiro256PlusPlus(long... s) {
            this.s = s;
        }

        long next() {
            long result = rotl(s[0] + s[3], 23) + s[0];
            long t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = rotl(s[3], 45);
            return result;
        }

        private static long rotl(long x, int k) {
            return (x << k) | (x >>> (64 - k));
        }
    }

    @Test
    void theReferenceGivesThePublishedNumbers() {
        // From the state 1, 2, 3, 4, as in the test vectors of the Rust crate rand_xoshiro.
        Xoshiro256PlusPlus reference = new Xoshiro256PlusPlus(1, 2, 3, 4);
        long[] expected = {41943041L, 58720359L, 3588806011781223L, 3591011842654386L, 0x8012a2019ac433cdL};
        for (long value : expected) {
            assertThat(reference.next()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE})
    void aStreamIsEightInterleavedGenerators(long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        long[] words = seeds.longs(32).toArray();
        Xoshiro256PlusPlus[] generators = new Xoshiro256PlusPlus[8];
        for (int g = 0; g < 8; g++) {
            generators[g] = new Xoshiro256PlusPlus(words[g], words[8 + g], words[16 + g], words[24 + g]);
        }
        RandomStream scalar = new RandomStream(seed, VectorOps.scalar());
        RandomStream vector = new RandomStream(seed, VectorOps.best());
        for (int i = 0; i < 3000; i++) {
            long expected = generators[i % 8].next();
            assertThat(scalar.nextLong()).isEqualTo(expected);
            assertThat(vector.nextLong()).isEqualTo(expected);
        }
    }

    @Test
    void bytesAreEvenInEveryPlace() {
        RandomStream random = new RandomStream(11, VectorOps.best());
        long[][] counts = new long[8][256];
        for (int i = 0; i < MANY; i++) {
            long bits = random.nextLong();
            for (int place = 0; place < 8; place++) {
                counts[place][(int) (bits >>> (8 * place)) & 255]++;
            }
        }
        for (long[] place : counts) {
            assertThat(ChiSquared.pValue(place, even(256))).isBetween(1e-4, 1 - 1e-4);
        }
    }

    @Test
    void uniformNumbersAreEvenAloneAndInPairs() {
        RandomStream random = new RandomStream(12, VectorOps.best());
        long[] single = new long[1000];
        long[] pairs = new long[32 * 32];
        for (int i = 0; i < MANY; i++) {
            double u = random.nextDouble();
            double v = random.nextDouble();
            assertThat(u >= 0 && u < 1).isTrue();
            single[(int) (u * 1000)]++;
            pairs[(int) (u * 32) * 32 + (int) (v * 32)]++;
        }
        assertThat(ChiSquared.pValue(single, even(1000))).isBetween(1e-4, 1 - 1e-4);
        assertThat(ChiSquared.pValue(pairs, even(1024))).isBetween(1e-4, 1 - 1e-4);
    }

    @Test
    void integersBelowABoundAreEven() {
        RandomStream random = new RandomStream(13, VectorOps.best());
        for (int bound : new int[] {1, 2, 3, 7, 10, 1000}) {
            long[] counts = new long[bound];
            for (int i = 0; i < MANY / 4; i++) {
                counts[random.nextInt(bound)]++;
            }
            assertThat(ChiSquared.pValue(counts, even(bound))).isGreaterThan(1e-4);
        }
        long below = 0;
        for (int i = 0; i < 1000; i++) {
            int value = random.nextInt(Integer.MAX_VALUE);
            assertThat(value).isBetween(0, Integer.MAX_VALUE - 1);
            below += value < Integer.MAX_VALUE / 2 ? 1 : 0;
        }
        assertThat(below).isBetween(420L, 580L);
    }

    @Test
    void lanesNeighboursAndStreamsOfNeighbouringSeedsAreUncorrelated() {
        double[] x = new double[MANY];
        RandomStream random = new RandomStream(14, VectorOps.best());
        for (int i = 0; i < MANY; i++) {
            x[i] = random.nextDouble() - 0.5;
        }
        // Lags 1 to 7 are between the lanes, 8 and 16 between successive numbers of one.
        for (int lag = 1; lag <= 17; lag++) {
            assertUncorrelated("lag " + lag, x, x, lag);
        }
        for (long seed : new long[] {15, 16, -14, 14L << 32}) {
            RandomStream other = new RandomStream(seed, VectorOps.best());
            double[] y = new double[MANY];
            for (int i = 0; i < MANY; i++) {
                y[i] = other.nextDouble() - 0.5;
            }
            assertUncorrelated("seed " + seed, x, y, 0);
        }
    }

    @Test
    void bitsOfNeighbouringSeedsDifferInHalfTheirPlaces() {
        for (long seed = 0; seed < 64; seed++) {
            RandomStream one = new RandomStream(seed, VectorOps.best());
            RandomStream next = new RandomStream(seed + 1, VectorOps.best());
            int different = 0;
            for (int i = 0; i < 256; i++) {
                different += Long.bitCount(one.nextLong() ^ next.nextLong());
            }
            // Six standard deviations of 16,384 fair bits.
            assertThat(Math.abs(different - 8192)).isLessThan(384);
        }
    }

    @Test
    void exponentialAndNormalNumbersFollowTheirDistributions() {
        RandomStream random = new RandomStream(17, VectorOps.best());
        long[] exponential = new long[64];
        long[] normal = new long[64];
        for (int i = 0; i < MANY; i++) {
            exponential[Math.min(63, (int) (64 * -Math.expm1(-random.nextExponential())))]++;
            normal[Math.min(63, (int) (64 * NORMAL.applyAsDouble(random.nextGaussian())))]++;
        }
        assertThat(ChiSquared.pValue(exponential, even(64))).isGreaterThan(1e-4);
        assertThat(ChiSquared.pValue(normal, even(64))).isGreaterThan(1e-4);
    }

    @Test
    void shufflesReachEveryOrderEquallyOften() {
        RandomStream random = new RandomStream(18, VectorOps.best());
        long[] counts = new long[4 * 4 * 4 * 4];
        double[] probabilities = new double[counts.length];
        for (int i = 0; i < 240_000; i++) {
            int[] order = {0, 1, 2, 3};
            random.shuffle(order);
            int code = order[0] + 4 * (order[1] + 4 * (order[2] + 4 * order[3]));
            counts[code]++;
            probabilities[code] = 1;
        }
        assertThat(Arrays.stream(probabilities).sum()).isEqualTo(24);
        assertThat(ChiSquared.pValue(counts, probabilities)).isGreaterThan(1e-4);
    }

    /** The normal distribution function, by its series or continued fraction. */
    private static final DoubleUnaryOperator NORMAL = z -> {
        double tail = 0.5 * new ChiSquared.Statistic(z * z, 1).pValue();
        return z < 0 ? tail : 1 - tail;
    };

    private static double[] even(int bins) {
        double[] probabilities = new double[bins];
        Arrays.fill(probabilities, 1.0 / bins);
        return probabilities;
    }

    /** Against five standard deviations; uniform numbers on -1/2 to 1/2 have the variance 1/12. */
    private static void assertUncorrelated(String what, double[] x, double[] y, int lag) {
        double sum = 0;
        for (int i = lag; i < x.length; i++) {
            sum += x[i] * y[i - lag];
        }
        double correlation = 12 * sum / (x.length - lag);
        assertThat(Math.abs(correlation)).as(what).isLessThan(5 / Math.sqrt(x.length));
    }
}
