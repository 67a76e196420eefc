// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.function.ToIntFunction;

/** Checks of the shape of matrices that users pass. */
final class Matrices {
    private Matrices() {}

    static int requireSquare(int elements, int n) {
        if (elements != (long) n * n) {
            throw new IllegalArgumentException(
                    "a matrix of " + elements + " elements for " + n + " variables; expected " + (long) n * n);
        }
        return n;
    }

    static <T> void requireSquare(T[] rows, ToIntFunction<T> length, int n) {
        if (rows.length != n) {
            throw new IllegalArgumentException("a matrix of " + rows.length + " rows for " + n + " variables");
        }
        for (int i = 0; i < n; i++) {
            if (length.applyAsInt(rows[i]) != n) {
                throw new IllegalArgumentException(
                        "row " + i + " of a matrix has " + length.applyAsInt(rows[i]) + " elements; expected " + n);
            }
        }
    }
}
