// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlasTest {
    private static float[] random(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    private static double at(float[] a, int offset, int ld, boolean transposed, int i, int j) {
        return transposed ? a[offset + j * ld + i] : a[offset + i * ld + j];
    }

    @Property(tries = 100)
    void gemmAgreesWithTheDefinition(
            @ForAll @IntRange(min = 1, max = 40) int m,
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll boolean ta,
            @ForAll boolean tb,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int lda = (ta ? m : k) + 3;
        int ldb = (tb ? k : n) + 2;
        int ldc = n + 1;
        float[] a = random(random, 5 + lda * (ta ? k : m));
        float[] b = random(random, 7 + ldb * (tb ? n : k));
        float[] c = random(random, 2 + ldc * m);
        float[] old = c.clone();
        Blas.gemm(
                ta ? Blas.Op.TRANSPOSE : Blas.Op.NONE,
                tb ? Blas.Op.TRANSPOSE : Blas.Op.NONE,
                m,
                n,
                k,
                0.5f,
                a,
                5,
                lda,
                b,
                7,
                ldb,
                2f,
                c,
                2,
                ldc);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 2.0 * old[2 + i * ldc + j];
                for (int p = 0; p < k; p++) {
                    sum += 0.5 * at(a, 5, lda, ta, i, p) * at(b, 7, ldb, tb, p, j);
                }
                assertThat((double) c[2 + i * ldc + j]).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-5));
            }
            if (n < ldc && i + 1 < m) {
                assertThat(c[2 + i * ldc + n]).isEqualTo(old[2 + i * ldc + n]);
            }
        }
    }

    @Property(tries = 50)
    void syrkFillsBothTriangles(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(min = 1, max = 30) int k,
            @ForAll boolean transposed,
            @ForAll long seed) {
        float[] a = random(new SplittableRandom(seed), n * k);
        float[] c = new float[n * n];
        int lda = transposed ? n : k;
        Blas.syrk(transposed ? Blas.Op.TRANSPOSE : Blas.Op.NONE, n, k, 1f, a, 0, lda, 0f, c, 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += at(a, 0, lda, transposed, i, p) * at(a, 0, lda, transposed, j, p);
                }
                assertThat((double) c[i * n + j]).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-5));
            }
        }
    }

    @Property(tries = 50)
    void gemvAgreesWithTheDefinition(
            @ForAll @IntRange(min = 1, max = 50) int m,
            @ForAll @IntRange(min = 1, max = 50) int n,
            @ForAll boolean transposed,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] a = random(random, m * n);
        float[] x = random(random, transposed ? m : n);
        float[] y = new float[transposed ? n : m];
        Blas.gemv(transposed ? Blas.Op.TRANSPOSE : Blas.Op.NONE, m, n, 3f, a, 0, n, x, 0, 0f, y, 0);
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (int p = 0; p < x.length; p++) {
                sum += 3.0 * at(a, 0, n, transposed, i, p) * x[p];
            }
            assertThat((double) y[i]).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    @Property(tries = 50)
    void theDoublePrecisionProductAgreesWithTheDefinition(
            @ForAll @IntRange(min = 1, max = 30) int m,
            @ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 30) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = random.doubles((long) k * m, -1, 1).toArray();
        double[] b = random.doubles((long) k * n, -1, 1).toArray();
        double[] product = random.doubles((long) m * n, -1, 1).toArray();
        double[] oldProduct = product.clone();
        Blas.addProduct(m, n, k, -2, a, b, product);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = oldProduct[i * n + j];
                for (int p = 0; p < k; p++) {
                    sum -= 2 * a[p * m + i] * b[p * n + j];
                }
                assertThat(product[i * n + j]).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-12));
            }
        }
    }

    @Property(tries = 50)
    void squareFillsTheLowerTriangle(
            @ForAll @IntRange(min = 1, max = 70) int n, @ForAll @IntRange(min = 1, max = 30) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] a = random(random, k * n + 3);
        float[] c = random(random, n * n);
        float[] old = c.clone();
        Blas.square(n, k, a, c);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += (double) a[p * n + i] * a[p * n + j];
                }
                assertThat((double) c[i * n + j])
                        .isCloseTo(j <= i ? sum : old[i * n + j], org.assertj.core.data.Offset.offset(1e-5));
            }
        }
    }

    @Test
    void aMatrixThatDoesNotFitIsRefused() {
        float[] a = new float[6];
        float[] c = new float[9];
        assertThatThrownBy(() ->
                        Blas.gemm(Blas.Op.NONE, Blas.Op.NONE, 3, 3, 3, 1f, a, 0, 3, new float[9], 0, 3, 0f, c, 0, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Blas.syrk(Blas.Op.NONE, 3, 2, 1f, a, 0, 1, 0f, c, 0, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
