// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.CsrCouplings;
import org.spinglass.ising.internal.arrays.Int16Couplings;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.TwoValuedCouplings;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.sampling.ChiSquared;

/** Groups of reads of plain models draw from the Boltzmann distribution. */
final class PlainBoltzmannTest {
    /** For single spins, which take long from one valley to another when it is cold. */
    private static final int SLOW = 99;

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
                Boltzmann.assertIsFollowed(model, groups, 4, beta, 1200, SLOW);
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
            Boltzmann.sample(group, beta, group.reads() == 1 ? 40 : 5, Boltzmann.THIN, (read, spins) -> {
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
        assertThat(all.pValue()).as("beta " + beta).isGreaterThan(Boltzmann.LIKELY);
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
                Boltzmann.assertIsFollowed(model, plainGroups(model, 4, moves, 7, ops), 4, beta, 600, SLOW);
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
