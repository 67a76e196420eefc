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
import org.spinglass.ising.internal.arrays.CsrCouplings;
import org.spinglass.ising.internal.arrays.Int16Couplings;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.TwoValuedCouplings;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;
import org.spinglass.ising.sampling.InitialState;

/**
 * At a fixed temperature every kind of group draws states from the exact Boltzmann distribution.
 *
 * <p>States are taken every few sweeps, so that they are close to independent; an odd number, because single spins
 * visited in turn at high temperature nearly alternate.
 */
class BoltzmannTest {
    private static final double LIKELY = 1e-4;
    private static final int THIN = 9;

    /** For single spins, which take long from one valley to another when it is cold. */
    private static final int SLOW = 99;

    private static final int BURN = 60;

    @ParameterizedTest
    @CsvSource({
        "true, false, 0.1",
        "true, false, 0.3",
        "true, false, 0.6",
        "true, true, 0.1",
        "true, true, 0.3",
        "true, true, 0.6",
        "false, false, 0",
        "false, false, 0.1",
        "false, false, 0.3",
        "false, false, 0.6",
        "false, true, 0.1",
        "false, true, 0.3",
        "false, true, 0.6"
    })
    void plainSpins(boolean isSingleSpin, boolean isRandomOrder, double beta) {
        for (int spins : new int[] {1, 2, 6}) {
            DenseIsing model = Models.dense(spins, 0.5, 20 + spins);
            for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
                List<Supplier<ReadGroup>> groups =
                        plainGroups(model, 4, new Moves(isSingleSpin, isRandomOrder), 5, ops);
                assertBoltzmann(model, groups, 4, beta, 1200, SLOW);
            }
        }
    }

    /** Couplings of two values, of many, and in lists, across vectors: 100 pairs of spins, 100 numbers apart. */
    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void pairsOfSpinsWithWholeCouplings(boolean isSingleSpin, boolean isRandomOrder) {
        int pairs = 100;
        int n = 2 * pairs;
        for (Class<? extends IntegerCouplings> kind :
                List.of(TwoValuedCouplings.class, Int16Couplings.class, CsrCouplings.class)) {
            float[] fields = new float[n];
            float[] matrix = new float[n * n];
            float[] couplings = new float[pairs];
            int[] from = new int[pairs];
            int[] to = new int[pairs];
            for (int p = 0; p < pairs; p++) {
                from[p] = p;
                to[p] = p + pairs;
                fields[p] = kind == CsrCouplings.class ? 1.015625f : 1; // no small multiple, so that no read is a bit
                fields[p + pairs] = kind == CsrCouplings.class ? -2 : 0.5f;
                couplings[p] = kind == Int16Couplings.class && p % 2 == 0 ? -1.5f : 1.5f;
                matrix[p * n + p + pairs] = couplings[p];
                matrix[(p + pairs) * n + p] = couplings[p];
            }
            PlainIsing model = kind == CsrCouplings.class
                    ? SparseIsing.of(from, to, couplings, fields, 0)
                    : DenseIsing.of(matrix, fields, 0);
            for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
                assertThat(ModelArrays.of(model).integers(ops))
                        .isPresent()
                        .get()
                        .isInstanceOf(kind);
                for (double beta : new double[] {0.15, 0.8}) {
                    Moves moves = new Moves(isSingleSpin, isRandomOrder);
                    assertPairs(plainGroups(model, 4, moves, 6, ops), couplings, fields, beta);
                    if (kind == CsrCouplings.class && !isRandomOrder) {
                        List<Supplier<ReadGroup>> lanes = plainGroups(model, 32, moves, 7, ops);
                        assertThat(lanes.getFirst().get()).isInstanceOf(LaneGroup.class);
                        assertPairs(lanes, couplings, fields, beta);
                    }
                }
            }
        }
    }

    private static void assertPairs(List<Supplier<ReadGroup>> groups, float[] couplings, float[] fields, double beta) {
        int pairs = couplings.length;
        long[][] counts = new long[pairs][4];
        for (Supplier<ReadGroup> supplier : groups) {
            ReadGroup group = supplier.get();
            sample(group, beta, group.reads() == 1 ? 40 : 5, THIN, (read, spins) -> {
                for (int p = 0; p < pairs; p++) {
                    counts[p][spins.get(p) + 1 + (spins.get(p + pairs) + 1) / 2]++;
                }
            });
        }
        ChiSquared.Statistic all = new ChiSquared.Statistic(0, 0);
        for (int p = 0; p < pairs; p++) {
            double[] probabilities = new double[4];
            for (int state = 0; state < 4; state++) {
                int x = state / 2 * 2 - 1;
                int y = state % 2 * 2 - 1;
                probabilities[state] = Math.exp(-beta * (couplings[p] * x * y + fields[p] * x + fields[p + pairs] * y));
            }
            all = all.plus(ChiSquared.of(counts[p], probabilities));
        }
        assertThat(all.pValue()).as("beta " + beta).isGreaterThan(LIKELY);
    }

    /** Small models of whole numbers against every one of their states. */
    @ParameterizedTest
    @CsvSource({
        "true, false, 0.1", "true, false, 0.4", "true, true, 0.1", "true, true, 0.4",
        "false, false, 0", "false, false, 0.4", "false, true, 0", "false, true, 0.4"
    })
    void wholeSpins(boolean isSingleSpin, boolean isRandomOrder, double beta) {
        float[] frustrated = {0, 1, 1, -1, 1, 0, -1, 1, 1, -1, 0, 1, -1, 1, 1, 0};
        float[] uneven = {0, 2, 0, -1, 2, 0, -1.5f, 3, 0, -1.5f, 0, 1, -1, 3, 1, 0};
        for (float[] matrix : List.of(frustrated, uneven)) {
            DenseIsing model = DenseIsing.of(matrix, new float[] {0.5f, 0, -1, 0}, 1);
            for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
                Moves moves = new Moves(isSingleSpin, isRandomOrder);
                assertBoltzmann(model, plainGroups(model, 4, moves, 7, ops), 4, beta, 600, SLOW);
            }
        }
    }

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
                sample(group, beta, 150, THIN, (read, spins) -> {
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
            assertThat(all.pValue()).as("beta " + beta).isGreaterThan(LIKELY);
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
                    assertBoltzmann(model, groups, 9, cold / deviation, 1200, THIN);
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
                    assertBoltzmann(model, groups, reads, beta, samples, THIN);
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
            assertBoltzmann(model, groups, reads, cold / deviation(model), 5000, THIN);
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

    private static void assertBoltzmann(
            IsingModel model, List<Supplier<ReadGroup>> groups, int reads, double beta, int samples, int thin) {
        long[][] counts = new long[model.instances()][1 << model.spins()];
        int[] first = {0};
        for (Supplier<ReadGroup> supplier : groups) {
            ReadGroup group = supplier.get();
            sample(group, beta, samples, thin, (read, spins) -> {
                int instance = (first[0] + read) / reads;
                counts[instance][(int) spins.toWords()[0]]++;
            });
            first[0] += group.reads();
        }
        assertThat(first[0]).isEqualTo(model.instances() * reads);
        for (int instance = 0; instance < model.instances(); instance++) {
            double least = Models.groundEnergy(model, instance);
            double[] probabilities = new double[1 << model.spins()];
            for (int state = 0; state < probabilities.length; state++) {
                double energy = model.energy(instance, Models.state(model.spins(), state));
                probabilities[state] = Math.exp(beta * (least - energy));
            }
            assertThat(ChiSquared.pValue(counts[instance], probabilities))
                    .as(model + ", instance " + instance + ", beta " + beta + ", " + groups.size() + " groups")
                    .isGreaterThan(LIKELY);
        }
    }

    @FunctionalInterface
    private interface Taker {
        void take(int read, Spins spins);
    }

    private static void sample(ReadGroup group, double beta, int samples, int thin, Taker taker) {
        for (int sweep = 0; sweep < BURN; sweep++) {
            ((ThermalGroup) group).sweepAt(beta);
        }
        for (int sample = 0; sample < samples; sample++) {
            for (int sweep = 0; sweep < thin; sweep++) {
                ((ThermalGroup) group).sweepAt(beta);
            }
            for (int c = 0; c < group.reads(); c++) {
                group.keep(c);
                taker.take(c, group.kept(c));
            }
        }
    }

    private static List<Supplier<ReadGroup>> plainGroups(
            PlainIsing model, int reads, Moves moves, long seed, VectorOps ops) {
        return ReadGroups.of(
                model,
                reads,
                (read, random) -> {
                    byte[] sigma = new byte[model.spins()];
                    for (int i = 0; i < sigma.length; i++) {
                        sigma[i] = (byte) (2 * random.nextInt(2) - 1);
                    }
                    return sigma;
                },
                moves,
                seed,
                ops);
    }
}
