// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuboTest {
    private static double[][] matrix(int n, double density, SplittableRandom random) {
        double[][] matrix = new double[n][n];
        for (double[] row : matrix) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextDouble() < density ? random.nextInt(-50, 51) : 0;
            }
        }
        return matrix;
    }

    /** {@code x' M x}, over values of which the lower is 0 or -1. */
    private static double instance(double[][] matrix, Spins state, int low) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                sum += matrix[i][j] * (state.get(i) > 0 ? 1 : low) * (state.get(j) > 0 ? 1 : low);
            }
        }
        return sum;
    }

    private static Spins state(int n, SplittableRandom random) {
        byte[] sigma = new byte[n];
        for (int i = 0; i < n; i++) {
            sigma[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        return Spins.of(sigma);
    }

    @Property(tries = 60)
    void everyWayToStateAMatrixGivesItsForm(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = matrix(n, random.nextDouble(), random);
        double[] flat = new double[n * n];
        float[] flatSingle = new float[n * n];
        float[][] single = new float[n][n];
        double[] triangle = new double[n * (n - 1) / 2];
        double[] diagonal = new double[n];
        for (int i = 0, at = 0; i < n; i++) {
            diagonal[i] = matrix[i][i];
            for (int j = 0; j < n; j++) {
                flat[i * n + j] = matrix[i][j];
                flatSingle[i * n + j] = (float) matrix[i][j];
                single[i][j] = (float) matrix[i][j];
                if (j > i) {
                    triangle[at++] = matrix[i][j] + matrix[j][i];
                }
            }
        }
        Qubo qubo = Qubo.of(matrix);
        PlainIsing ising = spins(n).addMatrix(matrix).build();
        assertThat(binaries(n).addMatrix(flat).build()).isEqualTo(qubo);
        assertThat(binaries(n).addMatrix(flatSingle).build()).isEqualTo(qubo);
        assertThat(binaries(n).addMatrix(single).build()).isEqualTo(qubo);
        assertThat(spins(n).addMatrix(flat).build()).isEqualTo(ising);
        assertThat(spins(n).addMatrix(flatSingle).build()).isEqualTo(ising);
        assertThat(spins(n).addMatrix(single).build()).isEqualTo(ising);
        assertThat(PlainIsing.ofTriangle(new double[n], triangle.clone(), ising.offset()))
                .isEqualTo(ising);
        assertThat(Qubo.ofTriangle(diagonal, triangle, 0)).isEqualTo(qubo);
        for (int trial = 0; trial < 5; trial++) {
            Spins state = state(n, random);
            assertThat(qubo.value(state)).isEqualTo(instance(matrix, state, 0));
            assertThat(qubo.toIsing().energy(0, state)).isEqualTo(instance(matrix, state, 0));
            assertThat(ising.energy(0, state)).isEqualTo(instance(matrix, state, -1));
        }
    }

    private static QuboBuilder binaries(int n) {
        return new QuboBuilder(n, Duplicates.REJECT);
    }

    private static IsingBuilder spins(int n) {
        return new IsingBuilder(n, Duplicates.REJECT);
    }

    @Property(tries = 60)
    void elementsInAnyOrderAddUp(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = matrix(n, 1, random);
        int[] cells = new int[n * n];
        for (int k = 0; k < cells.length; k++) {
            int other = random.nextInt(k + 1);
            cells[k] = cells[other];
            cells[other] = k;
        }
        QuboBuilder builder = new QuboBuilder(n, Duplicates.SUM);
        for (int cell : cells) {
            builder.add(cell / n, cell % n, matrix[cell / n][cell % n]);
        }
        assertThat(builder.interactions()).isEqualTo(n * n - n);
        Qubo qubo = builder.build();
        assertThat(qubo.interactions()).isEqualTo(n * (n - 1) / 2);
        Spins state = state(n, random);
        assertThat(qubo.value(state)).isEqualTo(instance(matrix, state, 0));
        int[] visited = {0};
        int[] before = {-1};
        qubo.forEach((i, j, value) -> {
            assertThat(i * n + j).isGreaterThan(before[0]);
            assertThat(value).isEqualTo(matrix[i][j] + matrix[j][i]).isEqualTo(qubo.quadratic(j, i));
            before[0] = i * n + j;
            visited[0]++;
        });
        assertThat(visited[0]).isEqualTo(qubo.interactions());
    }

    @Property(tries = 40)
    void aModelAndItsQuboHaveTheSameValues(@ForAll @IntRange(min = 1, max = 24) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DenseIsing dense = Models.dense(n, 0.7, seed);
        Qubo qubo = Qubo.of(dense);
        Spins state = state(n, random);
        assertThat(qubo.value(state)).isCloseTo(dense.energy(0, state), within(1e-9));
        assertThat(qubo.value(state)).isEqualTo(dense.energy(0, state));
        assertThat(qubo.toIsing().energy(0, state)).isEqualTo(qubo.value(state));
        assertThat(qubo.toSparseIsing().toDense()).isEqualTo(qubo.toDenseIsing());
    }

    @Test
    void sumsLoseNothing() {
        // 1e16 + 1 is 1e16 in double precision
        Qubo qubo = new QuboBuilder(3, Duplicates.SUM)
                .add(0, 2, 1)
                .add(1, 2, 1e16)
                .add(2, 1, 1)
                .add(1, 2, -1e16)
                .add(1, 1, 2)
                .addLinear(1, 3)
                .addOffset(1)
                .addOffset(2)
                .build();
        assertThat(qubo.quadratic(1, 2)).isEqualTo(1);
        assertThat(qubo.quadratic(0, 2)).isEqualTo(1);
        assertThat(qubo.quadratic(0, 1)).isZero();
        assertThat(qubo.linear(1)).isEqualTo(5);
        assertThat(qubo.offset()).isEqualTo(3);
        assertThat(qubo.interactions()).isEqualTo(2);
        assertThat(qubo).hasToString("Qubo[3 variables, 2 interactions]");
    }

    @Test
    void whatIsRepeatedIsNamed() {
        QuboBuilder builder = binaries(4).add(2, 1, 5).add(0, 3, 1).add(1, 2, 5).add(1, 2, 5);
        assertThatExceptionOfType(DuplicateTermException.class)
                .isThrownBy(builder::build)
                .withMessage("variables 1 and 2 are paired twice; expected each pair once")
                .satisfies(twice -> assertThat(twice.position()).isEqualTo(2));
        assertThatExceptionOfType(DuplicateTermException.class)
                .isThrownBy(() -> spins(3).addField(1, 0).addField(1, 0))
                .withMessage("variable 1 has two linear coefficients; expected one at most");
    }

    @Test
    void densityDecidesOnTheKindOfModel() {
        IsingBuilder sparse = spins(17);
        IsingBuilder dense = spins(17);
        for (int e = 0; e < 34; e++) {
            int to = (e % 17 + 1 + e / 17) % 17;
            dense.addCoupling(e % 17, to, 1);
            if (e > 0) {
                sparse.addCoupling(e % 17, to, 1);
            }
        }
        // of 136 pairs 34 are one in four
        assertThat(dense.build()).isInstanceOf(DenseIsing.class);
        assertThat(sparse.build()).isInstanceOf(SparseIsing.class);
        assertThat(DenseIsing.suits(16_385, 134_000_000)).isFalse();
    }

    @Test
    void sumsThatNoDoubleHoldsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binaries(3)
                        .add(0, 2, 1.5e308)
                        .addLinear(0, 1.5e308)
                        .build()
                        .toIsing())
                .withMessage(
                        "field and couplings of spin 0 sum up to more than a double holds; expected at most 4e307");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        spins(2).addCoupling(0, 1, 1e308).addField(0, -1e308).build())
                .withMessage(
                        "field and couplings of spin 0 sum up to more than a double holds; expected at most 4e307");
    }

    @Test
    void badTermsAreRefused() {
        QuboBuilder builder = binaries(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(0, 3, 1))
                .withMessage("variable 3; expected 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(0, 1, Double.NaN))
                .withMessage("coefficient of variables 0 and 1 is NaN; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addLinear(1, Double.POSITIVE_INFINITY))
                .withMessage("linear coefficient of variable 1 is Infinity; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addOffset(Double.NaN))
                .withMessage("offset is NaN; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spins(3).addCoupling(1, 1, 1))
                .withMessage("variable 1 is paired with itself; expected two different ones");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addMatrix(new double[8]))
                .withMessage("a matrix of 8 elements for 3 variables; expected 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addMatrix(new float[][] {{1, 2, 3}, {1, 2}, {1, 2, 3}}))
                .withMessage("row 1 of a matrix has 2 elements; expected 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addInteractions(new int[1], new int[2], new double[2]))
                .withMessage("1 and 2 ends of 2 interactions; expected two ends each");
        assertThatIllegalArgumentException().isThrownBy(() -> Qubo.of(new double[0][0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuboBuilder(2, Duplicates.SUM)
                        .add(0, 1, 1e308)
                        .add(0, 1, 1e308)
                        .build())
                .withMessage("sum of variables 0 and 1 is Infinity; it must be finite");
    }
}
