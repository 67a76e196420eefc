// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.sampling.ChiSquared;
import org.spinglass.ising.sampling.InitialState;

/** Groups of reads of weights in bits draw from the Boltzmann distribution. */
final class EncodedBoltzmannTest {
    @ParameterizedTest
    @CsvSource({"1, 6", "2, 3", "3, 2", "4, 1"})
    void oneReadOfAStoredMatrix(int bits, int weights) {
        EncodedQuadratic model =
                Models.parts(1, weights, bits, 6, true, 40 + bits).dense();
        assertEveryMove(model, 1, 20_000, RowGroup.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 6", "2, 3", "3, 2"})
    void formsWithMatricesOfTheirOwn(int bits, int weights) {
        EncodedQuadratic model =
                Models.parts(2, weights, bits, 6, false, 50 + bits).dense();
        assertEveryMove(model, 3, 5000, RowGroup.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 6", "2, 3", "3, 2"})
    void readsThatShareAMatrixProduct(int bits, int weights) {
        EncodedQuadratic model =
                Models.parts(2, weights, bits, 6, true, 60 + bits).dense();
        assertEveryMove(model, 9, 1200, BlockGroup.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 6, true", "2, 3, false", "3, 2, true", "3, 2, false"})
    void gramMatrices(int bits, int weights, boolean isShared) {
        EncodedQuadratic model =
                Models.parts(2, weights, bits, 4, isShared, 70 + bits).gram();
        assertEveryMove(model, 2, 5000, GramGroup.class);
    }

    @Test
    void concaveFormsToo() {
        float[] matrix = {-0.5f, 0.7f, 0.7f, -0.3f};
        EncodedQuadratic model = new EncodedQuadratic(
                3,
                new Coupling.Dense(2, matrix, true, false),
                new float[] {0.2f, -0.1f},
                new float[2],
                new float[] {1, 1},
                new double[1]);
        assertEveryMove(model, 1, 20_000, RowGroup.class);
    }

    /** Pairs of weights that lie in different blocks are coupled, so that every product between blocks counts. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void blocksOfWeightsThatAreCoupledAcrossBlocks(boolean isSingleSpin, boolean isRandomOrder) {
        int pairs = 75;
        int n = 2 * pairs;
        SplittableRandom random = new SplittableRandom(8);
        float[] matrix = new float[n * n];
        float[] fields = new float[n];
        float[] ranges = new float[n];
        Arrays.fill(ranges, 1);
        for (int j = 0; j < n; j++) {
            matrix[j * n + j] = 1.1f;
            fields[j] = (float) random.nextGaussian();
        }
        for (int p = 0; p < pairs; p++) {
            float value = random.nextBoolean() ? 0.8f : -0.8f;
            matrix[p * n + p + pairs] = value;
            matrix[(p + pairs) * n + p] = value;
        }
        EncodedQuadratic model = new EncodedQuadratic(
                2, new Coupling.Dense(n, matrix, true, true), fields, new float[n], ranges, new double[1]);
        int reads = 20;
        for (double beta : new double[] {0.2, 1, 3}) {
            List<Supplier<ReadGroup>> groups = ReadGroups.of(
                    model, reads, InitialState.random(), new Moves(isSingleSpin, isRandomOrder), 3, VectorOps.best());
            assertThat(groups).hasSize(2);
            long[][] counts = new long[pairs][16];
            for (Supplier<ReadGroup> supplier : groups) {
                ReadGroup group = supplier.get();
                assertThat(group).isInstanceOf(BlockGroup.class);
                Boltzmann.sample(group, beta, 150, Boltzmann.THIN, (read, spins) -> {
                    int[] levels = spins.toLevels(2);
                    for (int p = 0; p < pairs; p++) {
                        counts[p][levels[p] + 4 * levels[p + pairs]]++;
                    }
                });
            }
            ChiSquared.Statistic all = new ChiSquared.Statistic(0, 0);
            for (int p = 0; p < pairs; p++) {
                double[] probabilities = new double[16];
                for (int state = 0; state < 16; state++) {
                    double x = (2 * (state & 3) - 3) / 3.0;
                    double y = (2 * (state >> 2) - 3) / 3.0;
                    double energy = 1.1f * (x * x + y * y)
                            + 2 * matrix[p * n + p + pairs] * x * y
                            + fields[p] * x
                            + fields[p + pairs] * y;
                    probabilities[state] = Math.exp(-beta * energy);
                }
                all = all.plus(ChiSquared.of(counts[p], probabilities));
            }
            assertThat(all.pValue()).as("beta " + beta).isGreaterThan(Boltzmann.LIKELY);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 6", "2, 3", "3, 2"})
    void readsThatShareAGramMatrix(int bits, int weights) {
        EncodedQuadratic model =
                Models.parts(2, weights, bits, 4, true, 70 + bits).gram();
        double deviation = deviation(model);
        for (boolean isSingleSpin : new boolean[] {false, true}) {
            for (boolean isRandomOrder : new boolean[] {false, true}) {
                for (double cold : new double[] {0.7, 1.5}) {
                    Moves moves = new Moves(isSingleSpin, isRandomOrder);
                    List<Supplier<ReadGroup>> groups = new ArrayList<>();
                    for (ReadGroup group : EncodedGroupsTest.gramBlocks(
                            model, (Coupling.Gram) model.coupling(), 9, moves, 6, VectorOps.best())) {
                        groups.add(() -> group);
                    }
                    Boltzmann.assertIsFollowed(model, groups, 9, cold / deviation, 1200, Boltzmann.THIN);
                }
            }
        }
    }

    private static void assertEveryMove(
            EncodedQuadratic model, int reads, int samples, Class<? extends ReadGroup> kind) {
        double deviation = deviation(model);
        for (boolean isSingleSpin : new boolean[] {false, true}) {
            for (boolean isRandomOrder : new boolean[] {false, true}) {
                // Single spins mix slowly where the low bits cost nothing, and where they meet walls.
                for (double cold : isSingleSpin ? new double[] {0.7, 1.5} : new double[] {0, 0.2, 1, 2}) {
                    double beta = cold / deviation;
                    Moves moves = new Moves(isSingleSpin, isRandomOrder);
                    List<Supplier<ReadGroup>> groups =
                            ReadGroups.of(model, reads, InitialState.random(), moves, 6, VectorOps.best());
                    assertThat(groups.getFirst().get()).isInstanceOf(kind);
                    Boltzmann.assertIsFollowed(model, groups, reads, beta, samples, Boltzmann.THIN);
                }
            }
        }
    }

    /** All spins in one random order, on every kind of coupling. */
    @ParameterizedTest
    @CsvSource({"2, 3, true, false", "3, 2, false, false", "2, 3, false, true", "3, 2, true, true"})
    void spinsByThemselves(int bits, int weights, boolean isShared, boolean isGram) {
        Models.Parts parts = Models.parts(2, weights, bits, 6, isShared, 80 + bits);
        EncodedQuadratic model = isGram ? parts.gram() : parts.dense();
        int reads = 3;
        for (double cold : new double[] {0.7, 1.5}) {
            List<Supplier<ReadGroup>> groups = ReadGroups.of(
                    model, reads, InitialState.random(), new Moves(true, true, true), 6, VectorOps.best());
            assertThat(groups.getFirst().get()).isInstanceOf(isGram ? GramGroup.class : RowGroup.class);
            assertThat(groups.getFirst().get().movesPerSweep()).isEqualTo((long) weights * bits);
            Boltzmann.assertIsFollowed(model, groups, reads, cold / deviation(model), 5000, Boltzmann.THIN);
        }
    }

    /** The standard deviation of the first instance's energy over all states: the scale of its temperatures. */
    private static double deviation(EncodedQuadratic model) {
        double sum = 0;
        double squares = 0;
        int states = 1 << model.spins();
        for (int state = 0; state < states; state++) {
            double energy = model.energy(0, Models.state(model.spins(), state));
            sum += energy;
            squares += energy * energy;
        }
        return Math.sqrt(squares / states - sum / states * sum / states);
    }
}
