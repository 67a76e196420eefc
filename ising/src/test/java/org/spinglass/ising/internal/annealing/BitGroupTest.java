// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;

/** Reads as bits: their distribution, their independence, their energies and their best states. */
class BitGroupTest {
    private static final int STATES = BitGroup.STATES;

    private static Stream<BitGroup> many(
            int reads, SparseIsing model, ReadGroups.Start start, long seed, double... betas) {
        return BitReads.groups(model, reads, start, seed, VectorOps.best(), betas).stream()
                .map(group -> (BitGroup) group.get());
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.5", "0.9"})
    void drawsTheBoltzmannDistribution(double beta) {
        BitReads.assertBoltzmann(beta, (model, start, seed, betas) -> many(60 * STATES, model, start, seed, betas));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 9, 13, 16, 17, 31, 40, 63})
    void acceptsByMetropolis(int degree) {
        BitReads.assertMetropolis(degree, (model, start, seed, betas) -> many(8 * STATES, model, start, seed, betas));
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.35", "0.7"})
    void pairsOfReadsAreIndependent(double beta) {
        BitReads.assertIndependent(beta, 1024, (model, start, seed, betas) -> many(STATES, model, start, seed, betas));
    }

    @ParameterizedTest
    @ValueSource(ints = {130, 200, 512})
    void keepsTheBestState(int reads) {
        SparseIsing model =
                BitReads.circle(90, new int[] {1, 4, 11}, new int[] {1, 1, 2}, new int[] {0, 0, 1}, 0.3f, 11);
        ReadGroup group = many(reads, model, BitReads.RANDOM, 12, BitReads.upAndDown())
                .findFirst()
                .orElseThrow();
        BitReads.assertBestKept(model, reads, group, 0, 1e-5);
    }

    /** Vector and scalar code take the same steps. */
    @Test
    void allOperationsGiveTheSameStates() {
        for (int[] steps : new int[][] {{1}, {1, 2}, {1, 2, 3, 4}, {1, 2, 3, 4, 5, 6, 7, 8}}) {
            SparseIsing model = BitReads.circle(150, steps, new int[] {1}, new int[] {0, 1}, 1, 13);
            double[] betas = {0.05, 0.2, 0.5, 1, 3, Double.POSITIVE_INFINITY};
            List<List<Spins>> found = new ArrayList<>();
            for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
                ReadGroup group = BitReads.groups(model, 200, BitReads.RANDOM, 14, ops, betas)
                        .getFirst()
                        .get();
                List<Spins> states = new ArrayList<>();
                for (int t = 0; t < betas.length; t++) {
                    group.sweep(t);
                    BitReads.keepAll(group);
                    for (int c = 0; c < 200; c++) {
                        states.add(group.kept(c));
                    }
                }
                found.add(states);
            }
            assertThat(found.get(0)).isEqualTo(found.get(1));
        }
    }

    /** Which models and requests it takes. */
    @Test
    void leavesToOthersWhatItCannotDo() {
        int[] sixteen = {1, 2, 3, 4, 5, 6, 7, 8};
        int[] many = new int[32];
        Arrays.setAll(many, k -> k + 1);
        int[] one = {1};
        int[] none = {0};
        assertThat(kind(BitReads.circle(80, sixteen, one, none, 0.7f, 1), 200, true, false))
                .isEqualTo(BitGroup.class);
        assertThat(kind(BitReads.circle(80, sixteen, one, none, 0.7f, 1), 129, true, false))
                .isEqualTo(BitGroup.class);
        assertThat(kind(BitReads.circle(80, sixteen, one, none, 0.7f, 1), 128, true, false))
                .isEqualTo(WordGroup.class);
        assertThat(kind(BitReads.circle(80, sixteen, one, none, 1, 1), 12, true, false))
                .isEqualTo(WordGroup.class);
        assertThat(kind(BitReads.circle(80, sixteen, one, none, 1, 1), 11, true, false))
                .isEqualTo(SpinGroup.class);
        for (int reads : new int[] {63, 200}) {
            assertThat(kind(BitReads.circle(80, many, one, none, 1, 1), reads, true, false))
                    .isEqualTo(LaneGroup.class);
            assertThat(kind(BitReads.circle(80, sixteen, one, none, 1, 1), reads, true, true))
                    .isEqualTo(SpinGroup.class);
            assertThat(kind(BitReads.circle(80, sixteen, one, none, 1, 1), reads, false, false))
                    .isEqualTo(LaneGroup.class);
            assertThat(kind(BitReads.circle(80, one, new int[] {7, 30, 100}, none, 1, 1), reads, true, false))
                    .isEqualTo(LaneGroup.class);
        }
        SparseIsing uneven =
                SparseIsing.of(new int[] {0, 1}, new int[] {1, 2}, new float[] {0.1f, 0.3f}, new float[3], 0);
        assertThat(kind(uneven, 64, true, false)).isEqualTo(SpinGroup.class);
        SparseIsing nothing = SparseIsing.of(new int[0], new int[0], new float[0], new float[3], 0);
        assertThat(kind(nothing, 64, true, false)).isEqualTo(LaneGroup.class);
    }

    private static Class<?> kind(SparseIsing model, int reads, boolean isSingleSpin, boolean isRandomOrder) {
        byte[] start = new byte[model.spins()];
        Arrays.fill(start, (byte) 1);
        return ReadGroups.of(
                        model,
                        reads,
                        (r, random) -> start.clone(),
                        new Moves(isSingleSpin, isRandomOrder, 1.0),
                        1,
                        VectorOps.best())
                .getFirst()
                .get()
                .getClass();
    }
}
