// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Matrix products by OpenBLAS, straight on Java arrays: in single precision, and one in double precision.
 *
 * <p>All matrices are row-major. A matrix is an array, an offset to its first element and a leading dimension (the
 * distance between the starts of two rows). Nothing is copied between the Java heap and native memory. Each call runs
 * on the calling thread alone, so that the result of a call depends on its arguments and never on how many threads
 * the program uses; work is spread over threads by the callers, in pieces of fixed size.
 *
 * <p>While a call runs, the garbage collector waits for it, so calls should stay within some tens of milliseconds;
 * split larger products by rows.
 *
 * <p>All methods may be called from any number of threads at once. They throw {@link IndexOutOfBoundsException} when
 * a matrix does not fit in its array.
 */
public final class Blas {
    private static final MethodHandle SGEMM = OpenBlas.onArrays("cblas_sgemm", "v:iiiiiifpipifpi");
    private static final MethodHandle SSYRK = OpenBlas.onArrays("cblas_ssyrk", "v:iiiiifpifpi");
    private static final MethodHandle SGEMV = OpenBlas.onArrays("cblas_sgemv", "v:iiiifpipifpi");
    private static final MethodHandle DGEMM = OpenBlas.onArrays("cblas_dgemm", "v:iiiiiidpipidpi");

    private Blas() {}

    /** Whether a factor of a product is used as it is stored or transposed. */
    public enum Op {
        /** As stored. */
        NONE(OpenBlas.PLAIN),
        /** Transposed. */
        TRANSPOSE(OpenBlas.TRANSPOSED);

        private final int code;

        Op(int code) {
            this.code = code;
        }
    }

    /**
     * General matrix product {@code C = alpha op(A) op(B) + beta C}.
     *
     * <p>Cost: 2 m n k floating point operations.
     *
     * @param opA whether A is transposed
     * @param opB whether B is transposed
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param alpha factor of the product
     * @param a A, stored m x k, or k x m when transposed
     * @param aOffset index of A's first element
     * @param lda leading dimension of A as stored
     * @param b B, stored k x n, or n x k when transposed
     * @param bOffset index of B's first element
     * @param ldb leading dimension of B as stored
     * @param beta factor of the old C; with 0 the old C is not read
     * @param c C, m x n
     * @param cOffset index of C's first element
     * @param ldc leading dimension of C
     */
    public static void gemm(
            Op opA,
            Op opB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float beta,
            float[] c,
            int cOffset,
            int ldc) {
        if (m == 0 || n == 0) {
            return;
        }
        MemorySegment sa = opA == Op.NONE ? matrix(a, aOffset, m, k, lda) : matrix(a, aOffset, k, m, lda);
        MemorySegment sb = opB == Op.NONE ? matrix(b, bOffset, k, n, ldb) : matrix(b, bOffset, n, k, ldb);
        MemorySegment sc = matrix(c, cOffset, m, n, ldc);
        try {
            SGEMM.invokeExact(OpenBlas.ROW_MAJOR, opA.code, opB.code, m, n, k, alpha, sa, lda, sb, ldb, beta, sc, ldc);
        } catch (Throwable e) {
            throw new IllegalStateException("sgemm failed", e);
        }
    }

    /**
     * Symmetric product {@code C = alpha op(A) op(A)' + beta C}, with both triangles of C filled.
     *
     * <p>Cost: n^2 k floating point operations.
     *
     * @param op whether A is transposed: {@code NONE} for A A' with A stored n x k, {@code TRANSPOSE} for A' A with A
     *     stored k x n
     * @param n rows and columns of C
     * @param k the other dimension of A
     * @param alpha factor of the product
     * @param a A
     * @param aOffset index of A's first element
     * @param lda leading dimension of A as stored
     * @param beta factor of the old C, of which only the lower triangle is read
     * @param c C, n x n
     * @param cOffset index of C's first element
     * @param ldc leading dimension of C
     */
    public static void syrk(
            Op op,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float beta,
            float[] c,
            int cOffset,
            int ldc) {
        if (n == 0) {
            return;
        }
        MemorySegment sa = op == Op.NONE ? matrix(a, aOffset, n, k, lda) : matrix(a, aOffset, k, n, lda);
        MemorySegment sc = matrix(c, cOffset, n, n, ldc);
        try {
            SSYRK.invokeExact(OpenBlas.ROW_MAJOR, OpenBlas.LOWER, op.code, n, k, alpha, sa, lda, beta, sc, ldc);
        } catch (Throwable e) {
            throw new IllegalStateException("ssyrk failed", e);
        }
        mirrorLowerTriangle(n, c, cOffset, ldc);
    }

    private static void mirrorLowerTriangle(int n, float[] c, int cOffset, int ldc) {
        int block = 32;
        for (int i0 = 0; i0 < n; i0 += block) {
            int i1 = Math.min(n, i0 + block);
            for (int j0 = 0; j0 <= i0; j0 += block) {
                for (int i = i0; i < i1; i++) {
                    int j1 = Math.min(i, j0 + block);
                    for (int j = j0; j < j1; j++) {
                        c[cOffset + j * ldc + i] = c[cOffset + i * ldc + j];
                    }
                }
            }
        }
    }

    /**
     * Matrix-vector product {@code y = alpha op(A) x + beta y}.
     *
     * <p>Cost: 2 m n floating point operations, bound by reading A once.
     *
     * @param op whether A is transposed
     * @param m rows of A as stored
     * @param n columns of A as stored
     * @param alpha factor of the product
     * @param a A
     * @param aOffset index of A's first element
     * @param lda leading dimension of A as stored
     * @param x the vector, of length n, or m when transposed
     * @param xOffset index of x's first element
     * @param beta factor of the old y
     * @param y the result, of length m, or n when transposed
     * @param yOffset index of y's first element
     */
    public static void gemv(
            Op op,
            int m,
            int n,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] x,
            int xOffset,
            float beta,
            float[] y,
            int yOffset) {
        if (m == 0 || n == 0) {
            return;
        }
        MemorySegment sa = matrix(a, aOffset, m, n, lda);
        MemorySegment sx = matrix(x, xOffset, 1, op == Op.NONE ? n : m, op == Op.NONE ? n : m);
        MemorySegment sy = matrix(y, yOffset, 1, op == Op.NONE ? m : n, op == Op.NONE ? m : n);
        try {
            SGEMV.invokeExact(OpenBlas.ROW_MAJOR, op.code, m, n, alpha, sa, lda, sx, 1, beta, sy, 1);
        } catch (Throwable e) {
            throw new IllegalStateException("sgemv failed", e);
        }
    }

    /**
     * {@code C += alpha A' B} in double precision; all matrices are stored without gaps.
     *
     * @param m columns of A, rows of C
     * @param n columns of B and C
     * @param k rows of A and B
     * @param alpha factor of the product
     * @param a A, k x m
     * @param b B, k x n
     * @param c C, m x n
     */
    public static void addProduct(int m, int n, int k, double alpha, double[] a, double[] b, double[] c) {
        if (m == 0 || n == 0) {
            return;
        }
        MemorySegment sa = matrix(a, k, m);
        MemorySegment sb = matrix(b, k, n);
        MemorySegment sc = matrix(c, m, n);
        try {
            DGEMM.invokeExact(
                    OpenBlas.ROW_MAJOR, OpenBlas.TRANSPOSED, OpenBlas.PLAIN, m, n, k, alpha, sa, m, sb, n, 1.0, sc, n);
        } catch (Throwable e) {
            throw new IllegalStateException("dgemm failed", e);
        }
    }

    /**
     * {@code C = A' A} in the lower triangle of C only; both matrices are stored without gaps.
     *
     * @param n columns of A, rows and columns of C
     * @param k rows of A
     * @param a A, k x n
     * @param c C, n x n; the rest is left as it is
     */
    public static void square(int n, int k, float[] a, float[] c) {
        if (n == 0) {
            return;
        }
        MemorySegment sa = matrix(a, 0, k, n, n);
        MemorySegment sc = matrix(c, 0, n, n, n);
        try {
            SSYRK.invokeExact(OpenBlas.ROW_MAJOR, OpenBlas.LOWER, OpenBlas.TRANSPOSED, n, k, 1f, sa, n, 0f, sc, n);
        } catch (Throwable e) {
            throw new IllegalStateException("ssyrk failed", e);
        }
    }

    private static MemorySegment matrix(double[] array, int rows, int columns) {
        return MemorySegment.ofArray(array).asSlice(0, 8L * rows * columns);
    }

    private static MemorySegment matrix(float[] array, int offset, int rows, int columns, int leading) {
        if (leading < columns || offset < 0) {
            throw new IndexOutOfBoundsException(
                    "offset " + offset + ", leading dimension " + leading + " for " + columns + " columns");
        }
        long length = rows == 0 ? 0 : (long) (rows - 1) * leading + columns;
        return MemorySegment.ofArray(array).asSlice(4L * offset, 4L * length);
    }
}
