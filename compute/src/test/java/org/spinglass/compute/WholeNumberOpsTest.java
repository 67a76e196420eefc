// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both implementations' 16-bit loops against plain ones, at sizes around the vector lengths and at odd offsets. */
class WholeNumberOpsTest {
    private static final VectorOps[] KERNELS = {VectorOps.scalar(), new SimdOps()};
    private static final int PAD = 19;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 13, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 1001})
    void rowsAreAddedModulo65536(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int offset : new int[] {0, 1, 7, 16}) {
            short[] x = shorts(random, size + PAD);
            short[] y = shorts(random, size + PAD);
            int yo = (offset * 5 + 2) % PAD;
            for (short factor : new short[] {-2, 2, 1, 0, 300, Short.MIN_VALUE}) {
                short[] expected = y.clone();
                for (int i = 0; i < size; i++) {
                    expected[yo + i] = (short) (y[yo + i] + factor * x[offset + i]);
                }
                for (VectorOps ops : KERNELS) {
                    short[] found = y.clone();
                    ops.add(factor, x, offset, found, yo, size);
                    assertThat(found).as(ops.name()).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 13, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 1001})
    void bitsChooseWhatIsAdded(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int offset : new int[] {0, 3}) {
            long[] words = random.longs(offset + (size + 63) / 64).toArray();
            short[] y = shorts(random, size + PAD);
            for (short[] values : new short[][] {{2, -2}, {0, 5}, {Short.MAX_VALUE, Short.MIN_VALUE}, {7, 7}}) {
                short[] expected = y.clone();
                for (int i = 0; i < size; i++) {
                    boolean isSet = (words[offset + i / 64] >>> i % 64 & 1) == 1;
                    expected[i] = (short) (y[i] + (isSet ? values[0] : values[1]));
                }
                for (VectorOps ops : KERNELS) {
                    short[] found = y.clone();
                    ops.addBits(values[0], values[1], words, offset, found, size);
                    assertThat(found).as(ops.name()).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 13, 31, 32, 33, 64, 65, 100, 129})
    void theFirstThatReachesItsLimitIsFound(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int chance : new int[] {1, 3, 40, 1_000_000}) {
            short[] x = new short[size];
            short[] y = new short[size];
            short[] limit = new short[size];
            for (int i = 0; i < size; i++) {
                x[i] = (short) (random.nextBoolean() ? 1 : -1);
                y[i] = (short) random.nextInt(-32767, 32768);
                int product = x[i] * y[i];
                boolean isReached = random.nextInt(chance) == 0;
                limit[i] = (short) (isReached ? product : Math.min(Short.MAX_VALUE, product + 1));
            }
            for (int from = 0; from <= size; from++) {
                int expected = from;
                while (expected < size && x[expected] * y[expected] < limit[expected]) {
                    expected++;
                }
                for (VectorOps ops : KERNELS) {
                    assertThat(ops.firstAtLeast(x, y, limit, from, size))
                            .as(ops.name() + " from " + from + ", one in " + chance)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 13, 15, 16, 17, 33, 64, 65, 1001})
    void floorsAreThoseOfDoublePrecision(int size) {
        SplittableRandom random = new SplittableRandom(size);
        float[] x = new float[size + 3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-3, 4)));
        }
        float[] edges = {0, -0f, 1, -1, 0.5f, -0.5f, 40_000, -40_000, 32766.5f, -32767.5f};
        System.arraycopy(edges, 0, x, 0, Math.min(edges.length, size));
        for (float scale : new float[] {1, 0.37f, 1e30f, 1e-30f, 0}) {
            short[] expected = new short[size + 3];
            Arrays.fill(expected, (short) 99);
            for (int i = 0; i < size; i++) {
                double value = scale * x[i];
                expected[i] = (short) -Math.floor(Math.max(-32767, Math.min(32767, value)));
            }
            for (VectorOps ops : KERNELS) {
                short[] found = new short[size + 3];
                Arrays.fill(found, (short) 99);
                ops.negatedFloors(scale, x, found, size);
                assertThat(found).as(ops.name() + ", scale " + scale).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 13, 15, 16, 17, 33, 64, 65, 5001})
    void randomNumbersAreTheSameToTheBitAndThoseOfDoublePrecision(int size) {
        long[] random = new SplittableRandom(size).longs((size + 15) / 16 * 8).toArray();
        long[] extremes = {0, -1, 0x1_0000_0000L, 0x8000_0000_7fff_ffffL, 0xffff_fffe_0000_0001L};
        System.arraycopy(extremes, 0, random, 0, Math.min(extremes.length, random.length));
        for (VectorOps ops : KERNELS) {
            float[] exponential = new float[size];
            float[] logistic = new float[size];
            ops.exponential(random, exponential);
            ops.logistic(random, logistic);
            float[] scalar = new float[size];
            VectorOps.scalar().exponential(random, scalar);
            assertThat(exponential).as(ops.name()).isEqualTo(scalar);
            VectorOps.scalar().logistic(random, scalar);
            assertThat(logistic).as(ops.name()).isEqualTo(scalar);
            for (int i = 0; i < size; i++) {
                long half = i % 2 == 0 ? random[i / 2] & 0xffff_ffffL : random[i / 2] >>> 32;
                double u = ((half >>> 1) * 2 + 1) * 0x1.0p-32;
                assertThat(exponential[i]).isPositive();
                assertThat(Math.abs(exponential[i] + Math.log(u))).isLessThan(2e-7 * (1 - Math.log(u)));
                double expected = Math.log1p(-u) - Math.log(u);
                double scale = 1 - Math.log(u) - Math.log1p(-u);
                assertThat(Math.abs(logistic[i] - expected)).isLessThan(2e-7 * scale);
            }
        }
    }

    /** Rings with chords, one state a lane, against one state after the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 70})
    void statesSideBySideMoveAsEachAlone(int n) {
        SplittableRandom random = new SplittableRandom(n);
        int[] starts = new int[n + 1];
        int[] neighbours = new int[2 * n];
        short[] couplings = new short[2 * n];
        for (int i = 0; i < n; i++) {
            starts[i] = 2 * i;
            neighbours[2 * i] = (i + 1) % n;
            neighbours[2 * i + 1] = (i + 3) % n;
            couplings[2 * i] = (short) random.nextInt(-300, 301);
            couplings[2 * i + 1] = (short) random.nextInt();
        }
        starts[n] = 2 * n;
        int states = VectorOps.STATES;
        short[] fields = shorts(random, n * states);
        short[] limits = shorts(random, n * states);
        short[] spins = new short[n * states];
        for (int at = 0; at < spins.length; at++) {
            // the last state is none
            boolean isNone = at % states == states - 1;
            spins[at] = (short) (isNone ? 0 : random.nextBoolean() ? 1 : -1);
            limits[at] = isNone ? Short.MAX_VALUE : limits[at];
        }
        short[] expectedFields = fields.clone();
        short[] expectedSpins = spins.clone();
        int[] expectedGains = new int[states];
        long expectedFlips = 0;
        for (int r = 0; r < states; r++) {
            for (int i = 0; i < n; i++) {
                int at = states * i + r;
                short gain = (short) (expectedSpins[at] * expectedFields[at]);
                if (gain >= limits[at]) {
                    expectedFlips++;
                    expectedGains[r] += gain;
                    for (int k = starts[i]; k < starts[i + 1]; k++) {
                        expectedFields[states * neighbours[k] + r] -= (short) (2 * expectedSpins[at] * couplings[k]);
                    }
                    expectedSpins[at] = (short) -expectedSpins[at];
                }
            }
        }
        for (VectorOps ops : KERNELS) {
            short[] foundFields = fields.clone();
            short[] foundSpins = spins.clone();
            int[] gains = new int[states];
            long flips = ops.sweepLanes(starts, neighbours, couplings, foundSpins, foundFields, limits, gains);
            assertThat(flips).as(ops.name()).isEqualTo(expectedFlips).isPositive();
            assertThat(foundSpins).as(ops.name()).isEqualTo(expectedSpins);
            assertThat(foundFields).as(ops.name()).isEqualTo(expectedFields);
            assertThat(gains).as(ops.name()).isEqualTo(expectedGains);
        }
    }

    private static short[] shorts(SplittableRandom random, int size) {
        short[] values = new short[size];
        for (int i = 0; i < size; i++) {
            values[i] = (short) random.nextInt();
        }
        return values;
    }
}
