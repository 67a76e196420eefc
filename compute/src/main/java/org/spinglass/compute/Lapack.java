// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Factorisations by OpenBLAS's LAPACK, and the products that go with them, in double precision on native memory.
 *
 * <p>Unlike the calls of {@link Blas} these may take seconds, so they work outside the Java heap and the garbage
 * collector does not wait for them. Matrices are row-major without gaps; complex numbers are pairs of real and imaginary
 * part. Each call runs on the calling thread alone.
 */
final class Lapack {
    /** A cache line, so that results do not depend on where memory happens to lie. */
    private static final long ALIGNMENT = 64;

    private static final byte THIN = 'S';
    private static final byte STORED_UPPER = 'U';

    private static final MethodHandle DGESDD = OpenBlas.onMemory("LAPACKE_dgesdd_work", "i:ibiipippipipip");
    private static final MethodHandle ZGESDD = OpenBlas.onMemory("LAPACKE_zgesdd_work", "i:ibiipippipipipp");
    private static final MethodHandle DPOTRF = OpenBlas.onMemory("LAPACKE_dpotrf_work", "i:ibipi");
    private static final MethodHandle DPOCON = OpenBlas.onMemory("LAPACKE_dpocon_work", "i:ibipidppp");
    private static final MethodHandle DSYRK = OpenBlas.onMemory("cblas_dsyrk", "v:iiiiidpidpi");
    private static final MethodHandle DTRSM = OpenBlas.onMemory("cblas_dtrsm", "v:iiiiiiidpipi");
    private static final MethodHandle DGEMM = OpenBlas.onMemory("cblas_dgemm", "v:iiiiiidpipidpi");
    private static final MethodHandle ZGEMM = OpenBlas.onMemory("cblas_zgemm", "v:iiiiiippipippi");

    private static final MemorySegment ONE = complex(1);
    private static final MemorySegment ZERO = complex(0);

    private Lapack() {}

    /** Native memory for {@code length} doubles, all zero. */
    static MemorySegment doubles(Arena arena, long length) {
        return arena.allocate(8 * Math.max(1, length), ALIGNMENT);
    }

    private static MemorySegment ints(Arena arena, long length) {
        return arena.allocate(4 * Math.max(1, length), ALIGNMENT);
    }

    /**
     * A thin singular value decomposition {@code A = U diag(s) V^H}, with {@code r = min(m, n)}.
     *
     * @param u m x r
     * @param s r real numbers, the largest first
     * @param v V^H, r x n
     */
    record Svd(MemorySegment u, MemorySegment s, MemorySegment v) {}

    /**
     * Decomposes a matrix, which is overwritten.
     *
     * @throws ArithmeticException when the iteration does not converge
     */
    static Svd svd(Arena arena, int m, int n, boolean isComplex, MemorySegment a) {
        int r = Math.min(m, n);
        int parts = isComplex ? 2 : 1;
        Svd svd =
                new Svd(doubles(arena, (long) parts * m * r), doubles(arena, r), doubles(arena, (long) parts * r * n));
        MemorySegment integers = ints(arena, 8L * r);
        MemorySegment reals =
                doubles(arena, isComplex ? r * Math.max(5L * r + 7, 2L * Math.max(m, n) + 2L * r + 1) : 0);
        MemorySegment length = doubles(arena, parts);
        gesdd(m, n, isComplex, a, svd, length, -1, reals, integers);
        long work = (long) length.get(JAVA_DOUBLE, 0);
        MemorySegment space = doubles(arena, parts * work);
        int info = gesdd(m, n, isComplex, a, svd, space, Math.toIntExact(work), reals, integers);
        if (info != 0) {
            throw new ArithmeticException(String.format(
                    Locale.ROOT, "singular values of a %d x %d matrix do not converge (info %d)", m, n, info));
        }
        return svd;
    }

    /** Read by columns, the memory of A holds A', whose decomposition has U and V in each other's places. */
    private static int gesdd(
            int m,
            int n,
            boolean isComplex,
            MemorySegment a,
            Svd svd,
            MemorySegment work,
            int workLength,
            MemorySegment reals,
            MemorySegment integers) {
        int r = Math.min(m, n);
        try {
            return isComplex
                    ? (int) ZGESDD.invokeExact(
                            OpenBlas.COLUMN_MAJOR,
                            THIN,
                            n,
                            m,
                            a,
                            n,
                            svd.s,
                            svd.v,
                            n,
                            svd.u,
                            r,
                            work,
                            workLength,
                            reals,
                            integers)
                    : (int) DGESDD.invokeExact(
                            OpenBlas.COLUMN_MAJOR,
                            THIN,
                            n,
                            m,
                            a,
                            n,
                            svd.s,
                            svd.v,
                            n,
                            svd.u,
                            r,
                            work,
                            workLength,
                            integers);
        } catch (Throwable e) {
            throw new IllegalStateException("gesdd failed", e);
        }
    }

    /**
     * The Gram matrix of the shorter side of A, {@code A A'} or {@code A' A}, in its lower triangle.
     *
     * @return {@code min(m, n)} rows and columns, the upper triangle zero
     */
    static MemorySegment gram(Arena arena, int m, int n, MemorySegment a) {
        int r = Math.min(m, n);
        MemorySegment gram = doubles(arena, (long) r * r);
        try {
            DSYRK.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    OpenBlas.LOWER,
                    m <= n ? OpenBlas.PLAIN : OpenBlas.TRANSPOSED,
                    r,
                    Math.max(m, n),
                    1.0,
                    a,
                    n,
                    0.0,
                    gram,
                    r);
        } catch (Throwable e) {
            throw new IllegalStateException("dsyrk failed", e);
        }
        return gram;
    }

    /**
     * Cholesky's factor L of a symmetric matrix {@code G = L L'}, of which the lower triangle is read and overwritten.
     *
     * @return an estimate of the reciprocal of G's condition number in the 1-norm; 0 when G is not positive definite
     */
    static double cholesky(Arena arena, int n, MemorySegment g) {
        double norm = symmetricNorm(n, g);
        MemorySegment reciprocal = doubles(arena, 1);
        MemorySegment work = doubles(arena, 3L * n);
        MemorySegment integers = ints(arena, n);
        try {
            int info = (int) DPOTRF.invokeExact(OpenBlas.COLUMN_MAJOR, STORED_UPPER, n, g, n);
            if (info != 0) {
                return 0;
            }
            info = (int)
                    DPOCON.invokeExact(OpenBlas.COLUMN_MAJOR, STORED_UPPER, n, g, n, norm, reciprocal, work, integers);
            return info == 0 ? reciprocal.get(JAVA_DOUBLE, 0) : 0;
        } catch (Throwable e) {
            throw new IllegalStateException("Cholesky's decomposition failed", e);
        }
    }

    /** The largest sum of absolute values in a row of a symmetric matrix given by its lower triangle. */
    private static double symmetricNorm(int n, MemorySegment g) {
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = Math.abs(g.getAtIndex(JAVA_DOUBLE, (long) i * n + j));
                sums[i] += value;
                if (j < i) {
                    sums[j] += value;
                }
            }
        }
        double norm = 0;
        for (double sum : sums) {
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    /**
     * Divides a matrix by the Gram matrix of its shorter side, given by Cholesky's factor: {@code A = (A A')^-1 A} or
     * {@code A = A (A' A)^-1}.
     */
    static void divideByGram(int m, int n, MemorySegment factor, MemorySegment a) {
        boolean isWide = m <= n;
        solve(isWide ? OpenBlas.LEFT : OpenBlas.RIGHT, isWide ? OpenBlas.PLAIN : OpenBlas.TRANSPOSED, m, n, factor, a);
        solve(isWide ? OpenBlas.LEFT : OpenBlas.RIGHT, isWide ? OpenBlas.TRANSPOSED : OpenBlas.PLAIN, m, n, factor, a);
    }

    private static void solve(int side, int op, int m, int n, MemorySegment factor, MemorySegment a) {
        int r = Math.min(m, n);
        try {
            DTRSM.invokeExact(
                    OpenBlas.ROW_MAJOR, side, OpenBlas.LOWER, op, OpenBlas.NON_UNIT, m, n, 1.0, factor, r, a, n);
        } catch (Throwable e) {
            throw new IllegalStateException("dtrsm failed", e);
        }
    }

    /** {@code C = A B}, with the first k of A's {@code lda} columns and the first k rows of B. */
    static void multiply(
            int m, int n, int k, boolean isComplex, MemorySegment a, int lda, MemorySegment b, MemorySegment c) {
        if (k == 0) {
            c.fill((byte) 0);
            return;
        }
        try {
            if (isComplex) {
                ZGEMM.invokeExact(
                        OpenBlas.ROW_MAJOR, OpenBlas.PLAIN, OpenBlas.PLAIN, m, n, k, ONE, a, lda, b, n, ZERO, c, n);
            } else {
                DGEMM.invokeExact(
                        OpenBlas.ROW_MAJOR, OpenBlas.PLAIN, OpenBlas.PLAIN, m, n, k, 1.0, a, lda, b, n, 0.0, c, n);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("gemm failed", e);
        }
    }

    private static MemorySegment complex(double real) {
        MemorySegment value = Arena.global().allocate(16, ALIGNMENT);
        value.set(JAVA_DOUBLE, 0, real);
        return value;
    }
}
