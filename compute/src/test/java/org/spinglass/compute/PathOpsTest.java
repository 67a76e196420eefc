// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both implementations' paths against the plainest way to draw them, slice by slice. */
class PathOpsTest {
    private static final VectorOps[] KERNELS = {VectorOps.scalar(), new SimdOps()};
    private static final int PATHS = VectorOps.PATHS;
    private static final int SLICES = PathRows.SLICES;

    /** A ring with chords, fields on every third spin. */
    private static PathRows rows(int n, SplittableRandom random) {
        float[][] matrix = new float[n][n];
        for (int i = 0; i < n; i++) {
            for (int j : new int[] {(i + 1) % n, (i + n / 3) % n}) {
                if (i != j) {
                    matrix[i][j] = matrix[j][i] = (float) random.nextDouble(-1, 1);
                }
            }
        }
        int[] starts = new int[n + 1];
        int[] neighbours = new int[n * n];
        float[] couplings = new float[n * n];
        float[] external = new float[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            external[i] = i % 3 == 0 ? (float) random.nextDouble(-0.5, 0.5) : 0;
            for (int j = 0; j < n; j++) {
                if (matrix[i][j] != 0) {
                    neighbours[count] = j;
                    couplings[count++] = matrix[i][j];
                }
            }
            starts[i + 1] = count;
        }
        return PathRows.of(starts, neighbours, couplings, external);
    }

    /** Paths with few, many and no turns. */
    private static long[] paths(int n, SplittableRandom random) {
        long[] paths = new long[PATHS * n];
        for (int at = 0; at < paths.length; at++) {
            paths[at] = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> -1;
                case 2 -> random.nextLong();
                default -> Long.rotateLeft((1L << random.nextInt(63) + 1) - 1, random.nextInt(64));
            };
        }
        return paths;
    }

    /** Slice by slice from the first cut on; where the sum is near what decides, either value is right. */
    private static void requireDrawn(PathRows rows, long[] old, long[] cuts, long[] found, float strength, long seed) {
        PathNoise noise = new PathNoise(seed, VectorOps.scalar());
        for (int i = 0; i < rows.spins(); i++) {
            int logistic = noise.logistic();
            int most = 0;
            for (int r = 0; r < PATHS; r++) {
                int at = PATHS * i + r;
                boolean[] isCut = new boolean[SLICES];
                int first = -1;
                for (int k = SLICES - 1; k >= 0; k--) {
                    isCut[k] = (cuts[at] >>> k & 1) == 1 || (old[at] >>> k & 1) != (old[at] >>> (k + 63) % 64 & 1);
                    first = isCut[k] ? k : first;
                }
                int pieces = 0;
                for (int from = Math.max(0, first); from < Math.max(0, first) + SLICES; ) {
                    double sum = 0;
                    int to = from;
                    do {
                        sum += rows.bases()[i];
                        for (int e = rows.starts()[i]; e < rows.starts()[i + 1]; e++) {
                            int j = rows.neighbours()[e];
                            long path = j < i ? found[PATHS * j + r] : old[PATHS * j + r];
                            sum += (path >>> to % SLICES & 1) * rows.twice()[e];
                        }
                        to++;
                    } while (to < Math.max(0, first) + SLICES && !isCut[to % SLICES]);
                    double limit = noise.logistics()[logistic + PATHS * pieces++ + r];
                    for (int k = from; k < to; k++) {
                        if (Math.abs(strength * sum - limit) > 1e-4) {
                            assertThat(found[at] >>> k % SLICES & 1)
                                    .as("spin %s, state %s, slice %s", i, r, k % SLICES)
                                    .isEqualTo(strength * sum < limit ? 1 : 0);
                        }
                    }
                    from = to;
                }
                most = Math.max(most, pieces);
            }
            noise.takeLogistics(logistic + PATHS * most);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30, 101})
    void pathsAreDrawnPieceByPiece(int n) {
        SplittableRandom random = new SplittableRandom(n);
        PathRows rows = rows(n, random);
        long[] start = paths(n, random);
        for (double rate : new double[] {1e-6, 0.01, 0.1, 3, PathRows.MOST_RATE}) {
            long[] cuts = new long[PATHS * n];
            KERNELS[0].cutPaths(rate, new PathNoise(n, KERNELS[0]), cuts, n);
            long[][] all = new long[KERNELS.length][];
            for (int k = 0; k < KERNELS.length; k++) {
                long[] same = new long[PATHS * n];
                KERNELS[k].cutPaths(rate, new PathNoise(n, KERNELS[k]), same, n);
                assertThat(same).as(KERNELS[k].name()).isEqualTo(cuts);
                all[k] = start.clone();
                long[] moved = new long[PATHS];
                KERNELS[k].drawPaths(rows, all[k], cuts, 0.4f, new PathNoise(7, KERNELS[k]), moved);
                assertThat(all[k]).as(KERNELS[k].name()).isEqualTo(all[0]);
                for (int r = 0; r < PATHS; r++) {
                    long changed = 0;
                    for (int i = 0; i < n; i++) {
                        changed += (start[PATHS * i + r] ^ all[k][PATHS * i + r]) & 1;
                    }
                    assertThat(moved[r]).isEqualTo(changed);
                }
            }
            requireDrawn(rows, start, cuts, all[0], 0.4f, 7);
        }
    }

    /** Every slice of every state as often as any other. */
    @ParameterizedTest
    @ValueSource(doubles = {0.002, 0.05, 0.3, 2})
    void cutsAreMadeWithTheirProbability(double rate) {
        int n = 4000;
        long[] cuts = new long[PATHS * n];
        VectorOps.best().cutPaths(rate, new PathNoise(3, VectorOps.best()), cuts, n);
        double p = -Math.expm1(-rate);
        for (int r = 0; r < PATHS; r++) {
            double squares = 0;
            for (int k = 0; k < SLICES; k++) {
                long count = 0;
                for (int i = 0; i < n; i++) {
                    count += cuts[PATHS * i + r] >>> k & 1;
                }
                double z = (count - n * p) / Math.sqrt(n * p * (1 - p));
                assertThat(z).as("slice %s of state %s", k, r).isBetween(-5.0, 5.5);
                squares += z * z;
            }
            assertThat(squares / SLICES).isCloseTo(1, within(5 * Math.sqrt(2.0 / SLICES)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 200})
    void differencesAreCountedInTheMask(int couplings) {
        SplittableRandom random = new SplittableRandom(couplings);
        long[] paths = paths(20, random);
        int[] ends = random.ints(2L * couplings + 2, 0, 20).toArray();
        double[] weights = random.doubles(couplings + 1, -1, 1).toArray();
        for (long mask : new long[] {-1, 1, 0x00ff00ff00ff00ffL}) {
            double[] first = new double[PATHS];
            for (VectorOps ops : KERNELS) {
                double[] out = new double[PATHS];
                ops.addDifferences(ends, weights, 1, couplings + 1, mask, paths, out);
                for (int r = 0; r < PATHS; r++) {
                    double expected = 0;
                    for (int c = 1; c <= couplings; c++) {
                        long both = paths[PATHS * ends[2 * c] + r] ^ paths[PATHS * ends[2 * c + 1] + r];
                        expected += weights[c] * Long.bitCount(both & mask);
                    }
                    assertThat(out[r]).isCloseTo(expected, within(1e-9));
                }
                first = ops == KERNELS[0] ? out : first;
                assertThat(out).as(ops.name()).isEqualTo(first);
            }
        }
    }
}
