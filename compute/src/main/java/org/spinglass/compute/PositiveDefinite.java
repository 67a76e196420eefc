// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Systems of equations with a symmetric positive definite matrix, by Cholesky decomposition (LAPACK's dposv). */
public final class PositiveDefinite {
    private static final byte LOWER = 'L';

    private static final MethodHandle DPOSV = OpenBlas.onArrays("LAPACKE_dposv_work", "i:ibiipipi");
    private static final MethodHandle DPOTRF = OpenBlas.onArrays("LAPACKE_dpotrf_work", "i:ibipi");

    private PositiveDefinite() {}

    /**
     * Whether A has a Cholesky decomposition in double precision (LAPACK's dpotrf): A is then positive definite but for rounding,
     * no eigenvalue being below some {@code -n 2^-53} of the largest diagonal element.
     *
     * <p>Cost: n^3 / 3 floating point operations. The garbage collector waits for the call. Safe for several threads on
     * separate arrays.
     *
     * @param n rows and columns of A
     * @param a A, n x n, symmetric; overwritten
     * @throws IllegalArgumentException when the array is too short
     */
    public static boolean hasRoot(int n, double[] a) {
        if (n < 1 || a.length < (long) n * n) {
            throw new IllegalArgumentException(a.length + " elements for a matrix of " + n + " rows");
        }
        try {
            return (int) DPOTRF.invokeExact(OpenBlas.COLUMN_MAJOR, LOWER, n, MemorySegment.ofArray(a), n) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("dpotrf failed", e);
        }
    }

    /**
     * Solves {@code A x = b}. Meant for small matrices: the garbage collector waits for the call.
     *
     * <p>Cost: n^3 / 3 floating point operations. Safe for several threads on separate arrays.
     *
     * @param n rows and columns of A
     * @param a A, n x n, symmetric; overwritten
     * @param b the right side, length n; overwritten with x
     * @throws IllegalArgumentException when an array is too short
     * @throws ArithmeticException when A is not positive definite
     */
    public static void solve(int n, double[] a, double[] b) {
        if (n < 1 || a.length < (long) n * n || b.length < n) {
            throw new IllegalArgumentException(
                    a.length + " elements and a right side of " + b.length + " for " + n + " equations");
        }
        int info;
        try {
            info = (int) DPOSV.invokeExact(
                    OpenBlas.COLUMN_MAJOR, LOWER, n, 1, MemorySegment.ofArray(a), n, MemorySegment.ofArray(b), n);
        } catch (Throwable e) {
            throw new IllegalStateException("dposv failed", e);
        }
        if (info != 0) {
            throw new ArithmeticException("the matrix is not positive definite: leading minor " + info);
        }
    }
}
