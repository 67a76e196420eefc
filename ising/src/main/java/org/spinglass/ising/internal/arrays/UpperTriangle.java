// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Arrays;

/**
 * The coefficients of pairs i &lt; j in compressed rows: those of row i stand from {@code starts[i]} to
 * {@code starts[i + 1] - 1}, by ascending column j. Memory: 12 bytes a pair and 4 a row.
 *
 * @param starts length N + 1
 * @param columns j of each pair
 * @param values its coefficient, finite
 */
public record UpperTriangle(int[] starts, int[] columns, double[] values) {

    public int size() {
        return starts.length - 1;
    }

    public int pairs() {
        return starts[starts.length - 1];
    }

    /** The position of a pair i &lt; j, or a negative number where it is not stored. Cost: log(degree). */
    public int find(int i, int j) {
        return Arrays.binarySearch(columns, starts[i], starts[i + 1], j);
    }

    /**
     * The triangle of a matrix that is stored whole, without its zeros.
     *
     * @param n rows
     * @param packed the coefficients of pairs i &lt; j, row-major, {@code n (n - 1) / 2} of them; used up
     * @throws IllegalArgumentException when there is no row, the length does not fit, or a value is not finite
     */
    public static UpperTriangle ofPacked(int n, double[] packed) {
        if (n < 1 || packed.length != (long) n * (n - 1) / 2) {
            throw new IllegalArgumentException(packed.length + " pairs of " + n + " variables; expected "
                    + (long) n * (n - 1) / 2 + ", of at least one variable");
        }
        int pairs = 0;
        for (double value : packed) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a coefficient is " + value + "; it must be finite");
            }
            pairs += value != 0 ? 1 : 0;
        }
        int[] starts = new int[n + 1];
        int[] columns = new int[pairs];
        int next = 0;
        for (int i = 0, at = 0; i < n; i++) {
            starts[i] = next;
            for (int j = i + 1; j < n; j++, at++) {
                if (packed[at] != 0) {
                    columns[next] = j;
                    packed[next++] = packed[at];
                }
            }
        }
        starts[n] = next;
        return new UpperTriangle(starts, columns, next == packed.length ? packed : Arrays.copyOf(packed, next));
    }

    /** The same pairs with each coefficient multiplied. */
    public UpperTriangle times(double factor) {
        double[] scaled = new double[values.length];
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = factor * values[k];
        }
        return new UpperTriangle(starts, columns, scaled);
    }

    /** The coupled pairs of a model, so many, and their couplings in the model's own numbers. */
    public static UpperTriangle of(ModelArrays model, int pairs) {
        int n = model.spins();
        int[] starts = new int[n + 1];
        int[] columns = new int[pairs];
        double[] values = new double[pairs];
        int[] count = {0};
        model.forEachPair((i, j, value) -> {
            columns[count[0]] = j;
            values[count[0]++] = value;
            starts[i + 1]++;
        });
        for (int i = 0; i < n; i++) {
            starts[i + 1] += starts[i];
        }
        return new UpperTriangle(starts, columns, values);
    }

    /** Whether another triangle stores the same pairs. */
    public boolean samePairs(UpperTriangle that) {
        return Arrays.equals(starts, that.starts) && Arrays.equals(columns, that.columns);
    }
}
