// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PseudoinverseTest {
    /** Products of complex matrices, as pairs; op 'n' plain, 'h' Hermitian transpose. */
    private record Matrix(int rows, int columns, double[] re, double[] im) {
        Matrix times(Matrix other) {
            Matrix product = zero(rows, other.columns);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < other.columns; j++) {
                    for (int k = 0; k < columns; k++) {
                        double a = re[i * columns + k];
                        double b = im[i * columns + k];
                        double c = other.re[k * other.columns + j];
                        double d = other.im[k * other.columns + j];
                        product.re[i * other.columns + j] += a * c - b * d;
                        product.im[i * other.columns + j] += a * d + b * c;
                    }
                }
            }
            return product;
        }

        Matrix transposed(int sign) {
            Matrix result = zero(columns, rows);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    result.re[j * rows + i] = re[i * columns + j];
                    result.im[j * rows + i] = sign * im[i * columns + j];
                }
            }
            return result;
        }

        static Matrix zero(int rows, int columns) {
            return new Matrix(rows, columns, new double[rows * columns], new double[rows * columns]);
        }

        static Matrix ofPairs(int rows, int columns, double[] pairs) {
            Matrix matrix = zero(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                matrix.re[i] = pairs[2 * i];
                matrix.im[i] = pairs[2 * i + 1];
            }
            return matrix;
        }

        static Matrix ofReals(int rows, int columns, double[] values) {
            return new Matrix(rows, columns, values, new double[rows * columns]);
        }

        /** A random matrix of at most the given rank. */
        static Matrix random(int rows, int columns, int rank, boolean isComplex, SplittableRandom random) {
            Matrix left = zero(rows, rank);
            Matrix right = zero(rank, columns);
            for (Matrix factor : new Matrix[] {left, right}) {
                for (int i = 0; i < factor.re.length; i++) {
                    factor.re[i] = random.nextDouble(-1, 1);
                    factor.im[i] = isComplex ? random.nextDouble(-1, 1) : 0;
                }
            }
            return left.times(right);
        }

        double[] pairs() {
            double[] pairs = new double[2 * re.length];
            for (int i = 0; i < re.length; i++) {
                pairs[2 * i] = re[i];
                pairs[2 * i + 1] = im[i];
            }
            return pairs;
        }

        double largest() {
            double largest = 0;
            for (int i = 0; i < re.length; i++) {
                largest = Math.max(largest, Math.hypot(re[i], im[i]));
            }
            return largest;
        }

        void assertClose(Matrix other, double tolerance) {
            assertThat(re).containsExactly(other.re, within(tolerance));
            assertThat(im).containsExactly(other.im, within(tolerance));
        }
    }

    private static void assertPenrose(Matrix a, Matrix transposedInverse) {
        Matrix x = transposedInverse.transposed(1);
        double large = 1e-9 * (1 + a.largest()) * (1 + x.largest());
        Matrix ax = a.times(x);
        Matrix xa = x.times(a);
        ax.times(a).assertClose(a, large * (1 + a.largest()));
        xa.times(x).assertClose(x, large * (1 + x.largest()));
        ax.assertClose(ax.transposed(-1), large);
        xa.assertClose(xa.transposed(-1), large);
    }

    @Property(tries = 150)
    void realInversesSatisfyPenrosesConditions(
            @ForAll @IntRange(min = 1, max = 24) int m,
            @ForAll @IntRange(min = 1, max = 24) int n,
            @ForAll @IntRange(max = 24) int rank,
            @ForAll long seed) {
        Matrix a = Matrix.random(m, n, rank, false, new SplittableRandom(seed));
        double[] before = a.re.clone();
        double tolerance = 1e-10;
        assertPenrose(a, Matrix.ofReals(m, n, Pseudoinverse.of(m, n, a.re, tolerance)));
        assertThat(a.re).isEqualTo(before);
    }

    @Property(tries = 150)
    void complexInversesSatisfyPenrosesConditions(
            @ForAll @IntRange(min = 1, max = 20) int m,
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(max = 20) int rank,
            @ForAll long seed) {
        Matrix a = Matrix.random(m, n, rank, true, new SplittableRandom(seed));
        assertPenrose(a, Matrix.ofPairs(m, n, Pseudoinverse.ofComplex(m, n, a.pairs(), 1e-10)));
    }

    /** By Cholesky's factor where the rank is full, by singular values where it is not: the same inverse. */
    @Property(tries = 150)
    void bothWaysGiveTheSameInverse(
            @ForAll @IntRange(min = 1, max = 30) int m, @ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        Matrix a = Matrix.random(m, n, Math.min(m, n) + 3, false, new SplittableRandom(seed));
        double[] expected = Pseudoinverse.of(m, n, a.re);
        double largest = Matrix.ofReals(m, n, expected).largest();
        assertThat(Pseudoinverse.ofLarge(m, n, a.re)).containsExactly(expected, within(1e-6 * largest));
    }

    @Test
    void largeMatricesMayLackRank() {
        // columns 0 and 2 are equal; whole numbers, so that the Gram matrix is exactly singular
        double[] a = {1, 2, 1, 3, 0, 3, -1, 4, -1, 2, 2, 2};
        Matrix matrix = Matrix.ofReals(4, 3, a);
        assertPenrose(matrix, Matrix.ofReals(4, 3, Pseudoinverse.ofLarge(4, 3, a)));
        assertThat(Pseudoinverse.ofLarge(2, 3, new double[6])).containsOnly(0);
    }

    @Test
    void smallSingularValuesAreTakenForZero() {
        double[] a = {2, 0, 0, 1e-3};
        assertThat(Pseudoinverse.of(2, 2, a)).containsExactly(new double[] {0.5, 0, 0, 1000}, within(1e-9));
        assertThat(Pseudoinverse.of(2, 2, a, 1e-3)).containsExactly(new double[] {0.5, 0, 0, 0}, within(1e-9));
        assertThat(Pseudoinverse.of(2, 2, new double[] {2, 0, 0, 3e-16})).containsExactly(0.5, 0, 0, 0);
    }

    @Test
    void whatIsNoMatrixIsRefused() {
        assertThatThrownBy(() -> Pseudoinverse.of(2, 2, new double[3]))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("2 x 2 values do not fit in an array of 3");
        assertThatThrownBy(() -> Pseudoinverse.ofLarge(0, 2, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a matrix needs rows and columns, not 0 x 2");
        assertThatThrownBy(() -> Pseudoinverse.of(2, 2, new double[] {1, 2, Double.NaN, 4}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value NaN in row 1 of a 2 x 2 matrix");
        assertThatThrownBy(() -> Pseudoinverse.of(1, 1, new double[] {1}, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance must be at least 0, not NaN");
    }
}
