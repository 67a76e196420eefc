// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.bifurcation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;

class FieldProductTest {
    private static final float[] NONE = new float[6];

    /** A ring of six: neighbours in compressed rows. */
    private static FieldProduct ring(float coupling, float... external) {
        int[] starts = {0, 2, 4, 6, 8, 10, 12};
        int[] neighbours = {1, 5, 0, 2, 1, 3, 2, 4, 3, 5, 0, 4};
        float[] couplings = new float[12];
        Arrays.fill(couplings, coupling);
        return FieldProduct.sparse(starts, neighbours, couplings, external, VectorOps.best());
    }

    @Test
    void fieldsAreThoseOfTheCouplingsAndOfOnePositionMore() {
        SplittableRandom random = new SplittableRandom(1);
        for (VectorOps ops : new VectorOps[] {VectorOps.scalar(), VectorOps.best()}) {
            for (int n : new int[] {1, 5, 37}) {
                for (int columns : new int[] {1, 3, 16}) {
                    for (boolean hasFields : new boolean[] {false, true}) {
                        float[] couplings = new float[n * n];
                        float[] external = new float[n];
                        for (int i = 0; i < n; i++) {
                            external[i] = hasFields && i % 3 != 1 ? (float) random.nextGaussian() : 0;
                            for (int j = 0; j < i; j++) {
                                couplings[i * n + j] = (float) random.nextGaussian();
                                couplings[j * n + i] = couplings[i * n + j];
                            }
                        }
                        FieldProduct product = FieldProduct.dense(couplings, external, ops);
                        int rows = n + (hasFields ? 1 : 0);
                        assertThat(product.positions()).isEqualTo(rows);
                        float[] x = new float[rows * columns];
                        for (int e = 0; e < x.length; e++) {
                            x[e] = (float) random.nextGaussian();
                        }
                        float[] fields = new float[x.length];
                        Arrays.fill(fields, 99);
                        product.multiply(x, columns, fields);
                        for (int i = 0; i < rows; i++) {
                            for (int c = 0; c < columns; c++) {
                                double expected = 0;
                                for (int j = 0; j < rows; j++) {
                                    expected += coupling(couplings, external, i, j) * x[j * columns + c];
                                }
                                assertThat((double) fields[i * columns + c]).isCloseTo(expected, within(1e-4));
                            }
                        }
                    }
                }
            }
        }
    }

    private static double coupling(float[] couplings, float[] external, int i, int j) {
        int n = external.length;
        if (i == j) {
            return 0;
        }
        if (i == n || j == n) {
            return external[Math.min(i, j)];
        }
        return couplings[i * n + j];
    }

    @Test
    void sparseRowsGiveTheSameFields() {
        float[] dense = new float[36];
        for (int i = 0; i < 6; i++) {
            dense[i * 6 + (i + 1) % 6] = 0.5f;
            dense[(i + 1) % 6 * 6 + i] = 0.5f;
        }
        float[] external = {1, 0, -2, 0, 0.5f, 0};
        float[] x = new float[7 * 5];
        for (int e = 0; e < x.length; e++) {
            x[e] = (float) Math.sin(e);
        }
        float[] one = new float[x.length];
        float[] other = new float[x.length];
        FieldProduct sparse = ring(0.5f, external);
        FieldProduct full = FieldProduct.dense(dense, external, VectorOps.best());
        sparse.multiply(x, 5, one);
        full.multiply(x, 5, other);
        for (int e = 0; e < x.length; e++) {
            assertThat(one[e]).isCloseTo(other[e], within(1e-5f));
        }
        assertThat(sparse.strength()).isCloseTo(full.strength(), within(1e-12));
        // 12 couplings of 1/2 and twice three fields: 3 + 2 (1 + 4 + 1/4) = 13.5 over 7 positions
        assertThat(sparse.strength()).isCloseTo(0.5 / Math.sqrt(13.5 / 7), within(1e-12));
    }

    /** Rings have the eigenvalues {@code 2 J cos(2 pi k / 6)}; both signs of J have 2 |J| on an even ring. */
    @Test
    void theTimeStepFollowsTheLargestEigenvalue() {
        double strength = 0.5 / Math.sqrt(2);
        assertThat(ring(1, NONE).strength()).isCloseTo(strength, within(1e-9));
        assertThat(ring(1, NONE).longestTimeStep()).isCloseTo(2 / Math.sqrt(1 + strength * 2), within(1e-4));
        assertThat(ring(-3, NONE).longestTimeStep()).isCloseTo(2 / Math.sqrt(1 + strength * 2), within(1e-4));
        int n = 9;
        float[] all = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                all[i * n + j] = i == j ? 0 : 1;
            }
        }
        // antiferromagnetic pairs: n - 1; ferromagnetic ones: 1
        FieldProduct antiferromagnet = FieldProduct.dense(all, new float[n], VectorOps.best());
        double c0 = 0.5 / Math.sqrt(n - 1);
        assertThat(antiferromagnet.longestTimeStep()).isCloseTo(2 / Math.sqrt(1 + c0 * (n - 1)), within(1e-4));
        for (int e = 0; e < all.length; e++) {
            all[e] = -all[e];
        }
        assertThat(FieldProduct.dense(all, new float[n], VectorOps.best()).longestTimeStep())
                .isCloseTo(2 / Math.sqrt(1 + c0), within(1e-4));
        assertThat(FieldProduct.dense(new float[4], new float[2], VectorOps.best())
                        .longestTimeStep())
                .isEqualTo(2);
    }
}
