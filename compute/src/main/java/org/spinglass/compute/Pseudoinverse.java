// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;

/**
 * The Moore-Penrose inverse of a matrix A, m x n and row-major: the X with {@code A X A = A}, {@code X A X = X}, and
 * {@code A X}, {@code X A} Hermitian. {@code X b} is the shortest of all x for which {@code |A x - b|} is least.
 *
 * <p>All methods return the transposed inverse {@code X'} (not conjugated), which has the shape of A: {@code b' X'} is
 * then {@code (X b)'} for rows b' that lie one below the other.
 *
 * <p>Computed in double precision by OpenBLAS's LAPACK, on native memory: the garbage collector does not wait for it.
 * Each call runs on the calling thread alone and depends on its arguments only. Safe for use from several threads.
 */
public final class Pseudoinverse {
    /** Gram matrices worse conditioned than this are left to the singular values; errors grow as 2^-52 over it. */
    private static final double LEAST_RECIPROCAL_CONDITION = 1e-10;

    private Pseudoinverse() {}

    /**
     * The default tolerance: {@code max(m, n) 2^-52}, relative to the largest singular value. Singular values at most
     * that large are taken for zero.
     */
    public static double tolerance(int m, int n) {
        return Math.max(m, n) * Math.ulp(1.0);
    }

    /**
     * By singular value decomposition with the default {@link #tolerance}.
     *
     * <p>Cost: of the order of {@code 10 m n min(m, n)} floating point operations; 4 m n doubles of memory.
     *
     * @param m rows, at least 1
     * @param n columns, at least 1
     * @param a A, m x n; the array may be longer
     * @return the transposed inverse, m x n
     * @throws IllegalArgumentException when a dimension is not positive or a value not finite
     * @throws IndexOutOfBoundsException when A does not fit in its array
     * @throws ArithmeticException when the singular values do not converge
     */
    public static double[] of(int m, int n, double[] a) {
        return of(m, n, a, tolerance(m, n));
    }

    /**
     * By singular value decomposition; see {@link #of(int, int, double[])}.
     *
     * @param tolerance singular values up to this part of the largest are taken for zero
     */
    public static double[] of(int m, int n, double[] a, double tolerance) {
        return bySingularValues(m, n, false, a, tolerance);
    }

    /**
     * Of a complex matrix, by singular value decomposition; see {@link #of(int, int, double[])}.
     *
     * <p>Cost: about four times that of a real matrix.
     *
     * @param a A, m x n pairs of real and imaginary part
     * @param tolerance singular values up to this part of the largest are taken for zero
     * @return the transposed inverse, m x n pairs, not conjugated
     */
    public static double[] ofComplex(int m, int n, double[] a, double tolerance) {
        return bySingularValues(m, n, true, a, tolerance);
    }

    /**
     * For large matrices: {@code (A' A)^-1 A'} or {@code A' (A A')^-1} by Cholesky's factor of the smaller Gram matrix
     * where A has full rank and is so well conditioned (up to about 10^5) that the result is good to single precision;
     * else by singular value decomposition with the default {@link #tolerance}.
     *
     * <p>Cost, with {@code r = min(m, n)}: {@code 3 m n r} floating point operations at the speed of matrix products, and
     * five to twenty times as long where the singular values are needed.
     *
     * @throws IllegalArgumentException when a dimension is not positive or a value not finite
     * @throws IndexOutOfBoundsException when A does not fit in its array
     * @throws ArithmeticException when the singular values do not converge
     */
    public static double[] ofLarge(int m, int n, double[] a) {
        requireFinite(m, n, 1, a);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment matrix = copy(arena, a, (long) m * n);
            MemorySegment gram = Lapack.gram(arena, m, n, matrix);
            if (Lapack.cholesky(arena, Math.min(m, n), gram) >= LEAST_RECIPROCAL_CONDITION) {
                Lapack.divideByGram(m, n, gram, matrix);
                return matrix.toArray(JAVA_DOUBLE);
            }
        }
        return of(m, n, a);
    }

    private static double[] bySingularValues(int m, int n, boolean isComplex, double[] a, double tolerance) {
        int parts = isComplex ? 2 : 1;
        requireFinite(m, n, parts, a);
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be at least 0, not " + tolerance);
        }
        int r = Math.min(m, n);
        try (Arena arena = Arena.ofConfined()) {
            long length = (long) parts * m * n;
            MemorySegment matrix = copy(arena, a, length);
            Lapack.Svd svd = Lapack.svd(arena, m, n, isComplex, matrix);
            double[] factors = reciprocals(svd.s().asSlice(0, 8L * r).toArray(JAVA_DOUBLE), tolerance);
            scaleColumns(svd.u(), m, r, parts, factors);
            Lapack.multiply(m, n, factors.length, isComplex, svd.u(), r, svd.v(), matrix);
            double[] inverse = matrix.toArray(JAVA_DOUBLE);
            if (isComplex) {
                for (int i = 1; i < inverse.length; i += 2) {
                    inverse[i] = -inverse[i];
                }
            }
            return inverse;
        }
    }

    /** {@code 1 / s} of the singular values above the tolerance, which come first. */
    private static double[] reciprocals(double[] s, double tolerance) {
        int rank = 0;
        while (rank < s.length && s[rank] > tolerance * s[0]) {
            rank++;
        }
        double[] factors = Arrays.copyOf(s, rank);
        for (int i = 0; i < rank; i++) {
            factors[i] = 1 / factors[i];
        }
        return factors;
    }

    private static void scaleColumns(MemorySegment u, int m, int r, int parts, double[] factors) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < parts * factors.length; j++) {
                long at = (long) i * parts * r + j;
                u.setAtIndex(JAVA_DOUBLE, at, u.getAtIndex(JAVA_DOUBLE, at) * factors[j / parts]);
            }
        }
    }

    private static MemorySegment copy(Arena arena, double[] a, long length) {
        MemorySegment segment = Lapack.doubles(arena, length);
        MemorySegment.copy(MemorySegment.ofArray(a), 0, segment, 0, 8 * length);
        return segment;
    }

    private static void requireFinite(int m, int n, int parts, double[] a) {
        if (m < 1 || n < 1) {
            throw new IllegalArgumentException("a matrix needs rows and columns, not " + m + " x " + n);
        }
        long length = (long) parts * m * n;
        if (length > a.length) {
            throw new IndexOutOfBoundsException(
                    String.format(Locale.ROOT, "%d x %d values do not fit in an array of %d", m, parts * n, a.length));
        }
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(a[i])) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "value %s in row %d of a %d x %d matrix", a[i], i / (parts * n), m, n));
            }
        }
    }
}
