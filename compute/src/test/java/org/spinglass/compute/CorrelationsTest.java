// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of all lengths around a vector's, channels and rows around a block's, at odd places of the arrays. */
class CorrelationsTest {
    private static final List<Correlations> KERNELS = List.of(Correlations.scalar(), Correlations.best());
    private static final int[] SHIFTS = {0, 3, 1, 40, 41, 7, 90};
    private static final int PAD = 20;

    private static float[] numbers(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 15, 16, 17, 28, 31, 32, 33, 63, 64, 136})
    void runsAreCorrelatedToTheSameBits(int length) {
        float[] x = numbers(11, 2 + length + 90);
        for (int channels : new int[] {1, 2, 3, 6, 7, 9, 14}) {
            float[] w = numbers(12, SHIFTS.length * channels);
            int stride = length + 2;
            float[] expected = numbers(16, channels * stride + PAD);
            float[] before = expected.clone();
            for (int c = 0; c < channels; c++) {
                for (int p = 0; p < length; p++) {
                    float sum = 0;
                    for (int j = 0; j < SHIFTS.length; j++) {
                        sum = Math.fma(w[j * channels + c], x[2 + SHIFTS[j] + p], sum);
                    }
                    expected[3 + c * stride + p] = sum;
                }
            }
            for (Correlations kernel : KERNELS) {
                float[] out = before.clone();
                kernel.correlate(x, 2, SHIFTS, w, channels, out, 3, stride, length);
                assertThat(out).as("%s, channels %s", kernel, channels).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 16, 17, 32, 33, 136, 892})
    void rowsAreMultipliedWithShiftedRuns(int length) {
        float[] x = numbers(13, 2 + length + 90);
        for (int count = 1; count <= 5; count++) {
            float[] rows = numbers(14, count * length);
            float[] before = numbers(15, count * 9);
            double[] expected = new double[before.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = before[i];
            }
            for (int r = 0; r < count; r++) {
                for (int j = 0; j < SHIFTS.length; j++) {
                    for (int p = 0; p < length; p++) {
                        expected[r * 9 + j] += (double) rows[r * length + p] * x[2 + SHIFTS[j] + p];
                    }
                }
            }
            for (Correlations kernel : KERNELS) {
                float[] out = before.clone();
                kernel.addDots(rows, count, x, 2, SHIFTS, length, out, 9);
                assertClose(kernel, out, expected, length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 9, 10, 28})
    void channelsAreSummedOverWindows(int width) {
        int height = 3;
        int stride = width + 4;
        float[] x = numbers(17, 2 + 90 + height * stride);
        for (int channels : new int[] {16, 48}) {
            float[] b = numbers(18, height * width * channels);
            float[] before = numbers(19, SHIFTS.length * channels);
            double[] expected = new double[before.length];
            for (int j = 0; j < SHIFTS.length; j++) {
                for (int c = 0; c < channels; c++) {
                    expected[j * channels + c] = before[j * channels + c];
                    for (int p = 0; p < height * width; p++) {
                        float seen = x[2 + SHIFTS[j] + p / width * stride + p % width];
                        expected[j * channels + c] += (double) b[p * channels + c] * seen;
                    }
                }
            }
            float[][] found = new float[KERNELS.size()][];
            for (int k = 0; k < found.length; k++) {
                found[k] = before.clone();
                KERNELS.get(k).addWindows(b, channels, x, 2, SHIFTS, height, width, stride, found[k]);
                assertClose(KERNELS.get(k), found[k], expected, height * width);
            }
            assertThat(found[1]).isEqualTo(found[0]);
        }
    }

    private static void assertClose(Correlations kernel, float[] found, double[] expected, int terms) {
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).as("%s at %s", kernel, i).isCloseTo(expected[i], within(1e-6 * (1 + terms)));
        }
    }
}
