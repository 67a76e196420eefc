// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;

/** Blocks, backbones, paths and pools. */
class RecombinationTest {
    private static final VectorOps KERNEL = VectorOps.best();

    private static SparseIsing sparse(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        float[] couplings = new float[2 * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            from[2 * i] = i;
            to[2 * i] = (i + 1) % n;
            from[2 * i + 1] = i;
            to[2 * i + 1] = (i + 3) % n;
            fields[i] = (float) random.nextGaussian();
        }
        for (int e = 0; e < couplings.length; e++) {
            couplings[e] = (float) random.nextGaussian();
        }
        return SparseIsing.of(from, to, couplings, fields, 0.75);
    }

    private static byte[] state(int n, SplittableRandom random) {
        byte[] state = new byte[n];
        for (int i = 0; i < n; i++) {
            state[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        return state;
    }

    @Test
    void blocksHaveTheEnergiesOfTheStatesTheyExpandTo() {
        for (PlainIsing model : new PlainIsing[] {Models.dense(20, 0.5, 1), sparse(20, 2)}) {
            SplittableRandom random = new SplittableRandom(3);
            int[] block = new int[20];
            for (int i = 0; i < 20; i++) {
                block[i] = i < 6 ? i : random.nextInt(6);
            }
            BlockModel blocks = new BlockModel(state(20, random), block, 6);
            LocalFields fields = blocks.fields(model, new byte[] {1, 1, 1, 1, 1, 1}, KERNEL);
            for (int step = 0; step < 100; step++) {
                Spins expanded = Spins.of(blocks.expand(fields.spins()));
                assertThat(fields.energy()).isCloseTo(model.energy(0, expanded), within(1e-4));
                fields.flip(random.nextInt(6));
            }
        }
    }

    @Test
    void theBackboneIsTheHeaviestSpanningForest() {
        SparseIsing lists = sparse(30, 4);
        float[] matrix = new float[30 * 30];
        for (int i = 0; i < 30; i++) {
            for (int k = 0; k < lists.degree(i); k++) {
                matrix[i * 30 + lists.neighbour(i, k)] = (float) lists.coupling(i, k);
            }
        }
        DenseIsing dense = DenseIsing.of(matrix, new float[30], 0);
        Backbone ofLists = new Backbone(lists);
        Backbone ofMatrix = new Backbone(dense);
        SplittableRandom random = new SplittableRandom(5);
        byte[] up = new byte[30];
        Arrays.fill(up, (byte) 1);
        for (int round = 0; round < 200; round++) {
            byte[][] states = {up, state(30, random), up.clone()};
            states[2][random.nextInt(30)] = -1;
            int[] a = new int[30];
            int[] b = new int[30];
            int parts = ofLists.divide(states, a);
            assertThat(ofMatrix.divide(states, b)).isEqualTo(parts);
            assertThat(a).isEqualTo(b);
            for (int i = 0; i < 30; i++) {
                for (int j = 0; j < i; j++) {
                    if (a[i] == a[j]) {
                        assertThat(states[1][i]).isEqualTo(states[1][j]);
                        assertThat(states[2][i]).isEqualTo(states[2][j]);
                    }
                }
            }
        }
        // no coupling between two parts is stronger than the weakest one that was cut
        int[] whole = new int[30];
        assertThat(ofLists.divide(new byte[][] {up}, whole)).isEqualTo(1);
        byte[] strongest = up.clone();
        int[] ends = strongest(lists);
        strongest[ends[0]] = -1;
        int[] block = new int[30];
        ofLists.divide(new byte[][] {up, strongest}, block);
        strongest[ends[1]] = -1;
        int[] together = new int[30];
        ofLists.divide(new byte[][] {up, strongest}, together);
        assertThat(block[ends[0]]).isNotEqualTo(block[ends[1]]);
        assertThat(together[ends[0]]).as("joined by the strongest coupling").isEqualTo(together[ends[1]]);
    }

    private static int[] strongest(SparseIsing model) {
        int[] ends = new int[2];
        float most = 0;
        for (int i = 0; i < model.spins(); i++) {
            for (int k = 0; k < model.degree(i); k++) {
                if (Math.abs(model.coupling(i, k)) > most) {
                    most = (float) Math.abs(model.coupling(i, k));
                    ends = new int[] {i, model.neighbour(i, k)};
                }
            }
        }
        return ends;
    }

    @Test
    void spinsWithoutCouplingsArePartsOfTheirOwn() {
        SparseIsing model = SparseIsing.of(new int[] {0, 2}, new int[] {1, 3}, new float[] {1, -2}, new float[6], 0);
        int[] block = new int[6];
        assertThat(new Backbone(model).divide(new byte[][] {{1, 1, 1, 1, 1, 1}}, block))
                .isEqualTo(4);
        assertThat(block).containsExactly(0, 0, 1, 1, 2, 3);
    }

    @Test
    void pathsEndInTheMiddleThirdOnSpinsThatDiffer() {
        for (boolean isSymmetric : new boolean[] {false, true}) {
            PlainIsing model = Models.dense(60, isSymmetric ? 0 : 0.5, 6);
            RandomStream random = new RandomStream(7, KERNEL);
            SplittableRandom states = new SplittableRandom(8);
            for (int round = 0; round < 50; round++) {
                byte[] from = state(60, states);
                byte[] to = state(60, states);
                LocalFields state = ModelFields.of(model, from.clone(), KERNEL);
                new PathRelinking(60, isSymmetric, random).between(state, from, to);
                int distance = 0;
                int opposite = 0;
                int walked = 0;
                int astray = 0;
                for (int i = 0; i < 60; i++) {
                    distance += from[i] == to[i] ? 0 : 1;
                    walked += from[i] == state.spin(i) ? 0 : 1;
                    astray += from[i] == to[i] && from[i] != state.spin(i) ? 1 : 0;
                    opposite += from[i] != to[i] && from[i] != state.spin(i) ? 1 : 0;
                }
                boolean isToOpposite = isSymmetric && distance > 30;
                int length = isToOpposite ? 60 - distance : distance;
                assertThat(isToOpposite ? opposite : astray).isZero();
                assertThat(walked).isBetween(length / 3, length - length / 3);
                assertThat(state.energy()).isCloseTo(model.energy(0, state.toSpins()), within(1e-3));
            }
        }
    }

    @Test
    void poolsKeepTheBestThatDiffer() {
        ElitePool pool = new ElitePool(3, 2, true);
        byte[] a = {1, 1, 1, 1, 1, 1};
        byte[] nearA = {1, 1, 1, 1, 1, -1};
        byte[] notA = {-1, -1, -1, -1, -1, -1};
        byte[] b = {1, 1, 1, -1, -1, -1};
        byte[] c = {1, -1, 1, -1, 1, 1};
        byte[] d = {1, -1, -1, 1, -1, 1};
        assertThat(pool.offer(-1, a)).isTrue();
        assertThat(pool.offer(-1, notA)).as("the opposite is the same").isFalse();
        assertThat(pool.offer(-2, nearA)).as("better, in place of one too near").isTrue();
        assertThat(pool.size()).isEqualTo(1);
        assertThat(pool.offer(-0.5, b)).isTrue();
        assertThat(pool.offer(-3, c)).isTrue();
        assertThat(pool.isFull()).isTrue();
        assertThat(pool.offer(-0.4, d)).as("worse than all").isFalse();
        assertThat(pool.offer(-2.5, d)).isTrue();
        assertThat(pool.get(0).spins()).isEqualTo(c);
        assertThat(pool.get(1).spins()).isEqualTo(d);
        assertThat(pool.get(2).spins()).isEqualTo(nearA);
        pool.keepBest();
        assertThat(pool.size()).isEqualTo(1);
        assertThat(new ElitePool(3, 2, false).distance(a, notA)).isEqualTo(6);
    }
}
