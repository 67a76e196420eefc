// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both implementations against plain sums in double precision, at sizes around the vector lengths and at odd offsets. */
class VectorOpsTest {
    private static final VectorOps[] KERNELS = {VectorOps.scalar(), new SimdOps()};
    private static final int PAD = 19;

    @Test
    void vectorCodeIsChosenWhereItsModuleIsPresent() {
        assertThat(VectorOps.best().name()).startsWith("vector-");
        assertThat(VectorOps.scalar().name()).isEqualTo("scalar");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 13, 16, 17, 31, 33, 64, 65, 100, 1024, 4098})
    void sumsAndUpdatesAreThoseOfDoublePrecision(int size) {
        for (int offset : new int[] {0, 1, 3, 7}) {
            float[] x = numbers(1, size + PAD);
            float[] y = numbers(2, size + PAD);
            float[] c = numbers(3, size + PAD);
            int xo = offset;
            int yo = (offset * 5 + 2) % PAD;
            int co = (offset * 3 + 1) % PAD;
            double dot = 0;
            double dotScale = 1e-30;
            double squares = 0;
            double squaresScale = 1e-30;
            float[] added = y.clone();
            float[] weighted = y.clone();
            for (int i = 0; i < size; i++) {
                dot += (double) x[xo + i] * y[yo + i];
                dotScale += Math.abs((double) x[xo + i] * y[yo + i]);
                squares += (double) c[co + i] * x[xo + i] * x[xo + i];
                squaresScale += Math.abs((double) c[co + i] * x[xo + i] * x[xo + i]);
                added[yo + i] = (float) (y[yo + i] + 1.7f * (double) x[xo + i]);
                weighted[yo + i] = (float) (y[yo + i] + 1.7f * (double) c[co + i] * x[xo + i]);
            }
            for (VectorOps ops : KERNELS) {
                String what = ops.name() + ", size " + size + ", offset " + offset;
                assertThat(Math.abs(ops.dot(x, xo, y, yo, size) - dot)).as(what).isLessThanOrEqualTo(2e-6 * dotScale);
                assertThat(Math.abs(ops.weightedSquares(c, co, x, xo, size) - squares))
                        .as(what)
                        .isLessThanOrEqualTo(2e-6 * squaresScale);
                float[] z = y.clone();
                ops.add(1.7f, x, xo, z, yo, size);
                assertClose(what, z, added, yo, size);
                z = y.clone();
                ops.addWeighted(1.7f, c, co, x, xo, z, yo, size);
                assertClose(what, z, weighted, yo, size);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 13, 16, 17, 31, 33, 64, 65, 100, 1024})
    void sumsAreAddedAndTheLeastIsReturned(int size) {
        for (VectorOps ops : KERNELS) {
            float[] x = numbers(1, size + PAD);
            float[] y = numbers(2, size + PAD);
            float[] expected = y.clone();
            ops.add(-1.5f, x, 3, expected, 5, size);
            float least = ops.addAndLeast(-1.5f, x, 3, y, 5, size);
            assertClose(ops.name(), y, expected, 5, size);
            float found = Float.POSITIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                found = Math.min(found, y[5 + i]);
            }
            assertThat(least).as(ops.name()).isEqualTo(found);
            assertThat(Arrays.copyOf(y, 5)).isEqualTo(Arrays.copyOf(expected, 5));
            assertThat(Arrays.copyOfRange(y, 5 + size, y.length))
                    .isEqualTo(Arrays.copyOfRange(expected, 5 + size, y.length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 13, 16, 17, 31, 33, 64, 65, 100, 1024})
    void theGreatestProductIsFoundAmongThoseAllowed(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int round = 0; round < 20; round++) {
            float[] x = new float[size];
            float[] y = new float[size];
            int[] until = new int[size];
            for (int i = 0; i < size; i++) {
                x[i] = random.nextBoolean() ? 1 : -1;
                y[i] = random.nextInt(-20, 5);
                until[i] = random.nextInt(10);
            }
            int now = random.nextInt(-1, 10);
            float greatest = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                greatest = until[i] <= now ? Math.max(greatest, x[i] * y[i]) : greatest;
            }
            int from = random.nextInt(size);
            int first = -1;
            for (int i = size - 1; i >= from; i--) {
                first = until[i] <= now && x[i] * y[i] == greatest ? i : first;
            }
            for (VectorOps ops : KERNELS) {
                assertThat(ops.greatestProduct(x, y, until, now, size))
                        .as(ops.name())
                        .isEqualTo(greatest);
                assertThat(ops.indexOfProduct(greatest, x, y, until, now, from, size))
                        .as(ops.name())
                        .isEqualTo(first);
                assertThat(ops.greatestProduct(wide(x), wide(y), until, now, size))
                        .as(ops.name())
                        .isEqualTo((double) greatest);
                assertThat(ops.indexOfProduct((double) greatest, wide(x), wide(y), until, now, from, size))
                        .as(ops.name())
                        .isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 13, 16, 17, 31, 33, 64, 65, 100})
    void readsAndWritesStayInTheRangeEvenAtTheEndsOfTheArrays(int size) {
        for (VectorOps ops : KERNELS) {
            float[] x = framed(size);
            float[] y = framed(size);
            assertThat(ops.dot(x, 2, y, 2, size)).isEqualTo(size);
            assertThat(ops.weightedSquares(x, 2, y, 2, size)).isEqualTo(size);
            ops.add(2, x, 2, y, 2, size);
            ops.addWeighted(3, x, 2, x, 2, y, 2, size);
            float[] expected = framed(size);
            Arrays.fill(expected, 2, 2 + size, 6);
            assertThat(y).isEqualTo(expected);
            assertThat(x).isEqualTo(framed(size));
            float[] tight = new float[size];
            Arrays.fill(tight, 1);
            ops.add(1, tight, 0, tight.clone(), 0, size);
            assertThat(ops.dot(tight, 0, tight, 0, size)).isEqualTo(size);
        }
    }

    /** Long enough for the compiler to replace the interpreter under way; the order of a sum must not change with it. */
    @Test
    void sumsAreTheSameToTheBitInterpretedAndCompiled() {
        float[] x = numbers(6, 1000);
        float[] y = numbers(7, 1000);
        for (VectorOps ops : KERNELS) {
            int lanes = ops.name().equals("scalar")
                    ? 0
                    : Integer.parseInt(ops.name().substring(7)) / 32;
            for (int size : new int[] {7, 100, 777}) {
                float dot = ops.dot(x, 3, y, 5, size);
                float squares = ops.weightedSquares(x, 3, y, 5, size);
                if (lanes > 0) {
                    assertThat(dot).isEqualTo(dotInLanes(x, 3, y, 5, size, lanes));
                }
                for (int i = 0; i < 30_000; i++) {
                    if (ops.dot(x, 3, y, 5, size) != dot || ops.weightedSquares(x, 3, y, 5, size) != squares) {
                        throw new AssertionError(ops.name() + ", size " + size + ": another sum in call " + i);
                    }
                }
            }
        }
    }

    /** Two rows of lanes, each summed by fused steps; then the rows and the halves of what remains are added. */
    private static float dotInLanes(float[] x, int xo, float[] y, int yo, int size, int lanes) {
        float[][] sums = new float[2][lanes];
        int paired = size / (2 * lanes) * (2 * lanes);
        for (int i = 0; i < size; i++) {
            int row = i < paired ? i / lanes % 2 : 0;
            sums[row][i % lanes] = Math.fma(x[xo + i], y[yo + i], sums[row][i % lanes]);
        }
        float[] sum = new float[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            sum[lane] = sums[0][lane] + sums[1][lane];
        }
        for (int half = lanes / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                sum[lane] += sum[lane + half];
            }
        }
        return sum[0];
    }

    @Test
    void randomNumbersAreTheSameToTheBit() {
        long[] start = new SplittableRandom(5).longs(32).toArray();
        for (int length : new int[] {0, 8, 16, 256, 1000}) {
            long[] state = start.clone();
            long[] out = new long[length];
            VectorOps.scalar().random(state, out);
            long[] vectorState = start.clone();
            long[] vectorOut = new long[length];
            new SimdOps().random(vectorState, vectorOut);
            assertThat(vectorOut).isEqualTo(out);
            assertThat(vectorState).isEqualTo(state);
        }
    }

    /** Ones between two frames of NaN, which would spread to any sum or element that took them in. */
    private static float[] framed(int size) {
        float[] values = new float[size + 4];
        Arrays.fill(values, Float.NaN);
        Arrays.fill(values, 2, 2 + size, 1);
        return values;
    }

    private static float[] numbers(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
        }
        return values;
    }

    private static void assertClose(String what, float[] found, float[] expected, int from, int size) {
        for (int i = 0; i < found.length; i++) {
            if (i < from || i >= from + size) {
                assertThat(found[i]).as(what).isEqualTo(expected[i]);
            } else {
                assertThat(Math.abs(found[i] - expected[i]))
                        .as(what + ", element " + i)
                        .isLessThanOrEqualTo((float) (1e-6 * (1 + 50 * Math.abs(expected[i]))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 13, 15, 16, 17, 31, 64, 127, 1001})
    void leakyGivesTheSameBits(int size) {
        float[] x = numbers(4, size + PAD);
        float[] from = numbers(5, size + PAD);
        for (int i = 0; i < 4 && i < size; i++) {
            x[3 + i] = new float[] {0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY}[i];
        }
        float[] expected = numbers(6, size + PAD);
        for (int i = 0; i < size; i++) {
            expected[4 + i] = x[3 + i] > 0 ? from[1 + i] : 0.25f * from[1 + i];
        }
        for (VectorOps ops : KERNELS) {
            float[] to = numbers(6, size + PAD);
            ops.leaky(0.25f, x, 3, from, 1, to, 4, size);
            assertThat(to).as(ops.name()).isEqualTo(expected);
        }
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 13, 16, 17, 31, 33, 64, 65, 100})
    void rowsInDoublePrecisionAreAddedToTheBit(int size) {
        SplittableRandom random = new SplittableRandom(size);
        double[] x = random.doubles(size + 5, -1, 1).toArray();
        double[] y = random.doubles(size + 7, -1, 1).toArray();
        double[] expected = y.clone();
        for (int i = 0; i < size; i++) {
            expected[3 + i] += 0.3 * x[2 + i];
        }
        for (VectorOps ops : KERNELS) {
            double[] sum = y.clone();
            ops.add(0.3, x, 2, sum, 3, size);
            assertThat(sum).as(ops.name()).isEqualTo(expected);
        }
    }
}
