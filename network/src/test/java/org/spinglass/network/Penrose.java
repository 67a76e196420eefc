// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The four conditions that make a matrix the Moore-Penrose inverse of another. */
public final class Penrose {
    private Penrose() {}

    /**
     * Checks a transposed inverse.
     *
     * @param a m x n
     * @param transposedInverse m x n
     */
    public static void assertInverse(int m, int n, double[] a, float[] transposedInverse, double tolerance) {
        assertThat(transposedInverse).hasSize(m * n);
        double[] x = new double[n * m];
        double largest = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                x[j * m + i] = transposedInverse[i * n + j];
                largest = Math.max(largest, Math.abs(x[j * m + i]));
            }
        }
        double[] ax = product(m, n, m, a, x);
        double[] xa = product(n, m, n, x, a);
        assertThat(product(m, m, n, ax, a)).containsExactly(a, within(tolerance * (1 + largest)));
        assertThat(product(n, n, m, xa, x)).containsExactly(x, within(tolerance * (1 + largest) * (1 + largest)));
        assertSymmetric(m, ax, tolerance * (1 + largest));
        assertSymmetric(n, xa, tolerance * (1 + largest));
    }

    private static void assertSymmetric(int n, double[] a, double tolerance) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(a[i * n + j]).isCloseTo(a[j * n + i], within(tolerance));
            }
        }
    }

    public static double[] product(int m, int k, int n, double[] a, double[] b) {
        double[] c = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += a[i * k + p] * b[p * n + j];
                }
            }
        }
        return c;
    }

    public static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /** {@code rows T} for rows that lie one below the other. */
    public static double[] apply(float[] rows, int outputs, int inputs, float[] matrix) {
        double[] result = new double[rows.length / outputs * inputs];
        for (int i = 0; i < result.length; i++) {
            for (int k = 0; k < outputs; k++) {
                result[i] += (double) rows[i / inputs * outputs + k] * matrix[k * inputs + i % inputs];
            }
        }
        return result;
    }
}
