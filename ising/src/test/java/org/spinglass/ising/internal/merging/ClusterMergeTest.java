// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.merging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaRange;

class ClusterMergeTest {
    private static final int SPINS = 70;

    private static SparseIsing glass(double field, SplittableRandom random) {
        IsingBuilder builder = new IsingBuilder(SPINS, Duplicates.SUM);
        for (int i = 0; i < SPINS; i++) {
            builder.addField(i, field * random.nextGaussian());
            builder.addCoupling(i, (i + 1) % SPINS, random.nextGaussian());
            builder.addCoupling(i, (i + 7) % SPINS, random.nextGaussian());
        }
        return (SparseIsing) builder.build();
    }

    private static ClusterMerge merge(SparseIsing model, boolean isSymmetric, boolean coin) {
        return new ClusterMerge(
                new MergeModel(model, new BetaRange(0.1, 3), isSymmetric, 32, VectorOps.scalar()), () -> coin);
    }

    private static long[] random(SplittableRandom random) {
        return Spins.ofWords(SPINS, new long[] {random.nextLong(), random.nextLong()})
                .toWords();
    }

    /** The clusters of marked spins, by search of each from scratch. */
    private static List<long[]> clusters(SparseIsing model, long[] marked) {
        List<long[]> found = new ArrayList<>();
        boolean[] isDone = new boolean[SPINS];
        for (int seed = 0; seed < SPINS; seed++) {
            if (isDone[seed] || !has(marked, seed)) {
                continue;
            }
            long[] cluster = new long[2];
            List<Integer> next = new ArrayList<>(List.of(seed));
            isDone[seed] = true;
            while (!next.isEmpty()) {
                int i = next.removeLast();
                cluster[i >>> 6] |= 1L << i;
                for (int k = 0; k < model.degree(i); k++) {
                    int j = model.neighbour(i, k);
                    if (!isDone[j] && has(marked, j)) {
                        isDone[j] = true;
                        next.add(j);
                    }
                }
            }
            found.add(cluster);
        }
        return found;
    }

    private static boolean has(long[] words, int i) {
        return (words[i >>> 6] >>> i & 1) == 1;
    }

    private static double energy(SparseIsing model, long[] words) {
        return model.energy(0, Spins.ofWords(SPINS, words));
    }

    @Test
    void theResultIsTheLowestOfAllCombinationsOfClusters() {
        SplittableRandom random = new SplittableRandom(1);
        int most = 0;
        for (int trial = 0; trial < 60; trial++) {
            SparseIsing model = glass(trial % 2, random);
            long[] a = random(random);
            long[] b = random(random);
            long[] unlike = {a[0] ^ b[0], a[1] ^ b[1]};
            List<long[]> clusters = clusters(model, unlike);
            most = Math.max(most, clusters.size());
            double lowest = Double.POSITIVE_INFINITY;
            for (int taken = 0; taken < 1 << clusters.size(); taken++) {
                long[] state = a.clone();
                for (int c = 0; c < clusters.size(); c++) {
                    for (int w = 0; w < 2 && (taken >>> c & 1) == 1; w++) {
                        state[w] ^= clusters.get(c)[w];
                    }
                }
                lowest = Math.min(lowest, energy(model, state));
            }
            merge(model, trial % 2 == 0, false).merge(a, b, ClusterMerge.Of.UNLIKE);
            assertThat(energy(model, a)).isCloseTo(lowest, org.assertj.core.api.Assertions.within(1e-9));
        }
        assertThat(most).isGreaterThan(3);
    }

    @Test
    void withoutFieldsTheOtherStateMayBeUpsideDown() {
        SplittableRandom random = new SplittableRandom(2);
        int changed = 0;
        for (int trial = 0; trial < 20; trial++) {
            SparseIsing model = glass(0, random);
            long[] a = random(random);
            long[] b = random(random);
            long[] turned = Spins.ofWords(SPINS, new long[] {~b[0], ~b[1]}).toWords();
            long[] first = a.clone();
            merge(model, true, false).merge(first, b, ClusterMerge.Of.LIKE);
            long[] second = a.clone();
            merge(model, true, false).merge(second, turned, ClusterMerge.Of.UNLIKE);
            assertThat(first).isEqualTo(second);
            changed += Arrays.equals(first, a) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(5);
        SparseIsing model = glass(0, random);
        long[] a = random(random);
        // of few equal spins and of few unlike ones, the few are looked at
        long[] few = {~a[0] ^ 1, ~a[1]};
        long[] third = a.clone();
        merge(model, true, true).merge(third, Spins.ofWords(SPINS, few).toWords(), ClusterMerge.Of.FEWER);
        assertThat(third[1]).isEqualTo(a[1]);
    }

    @Test
    void aCoinDecidesOnClustersThatKeepTheEnergy() {
        IsingBuilder builder = new IsingBuilder(SPINS, Duplicates.SUM);
        builder.addCoupling(0, 1, -1);
        builder.addCoupling(1, 2, 1);
        for (int i = 3; i < SPINS; i++) {
            builder.addCoupling(2, i, -1);
        }
        SparseIsing model = (SparseIsing) builder.build();
        long[] state = {-1L, (1L << SPINS - 64) - 1};
        long[] other = {state[0] ^ 2, state[1]}; // spin 1 is free
        long[] kept = state.clone();
        merge(model, true, false).merge(kept, other, ClusterMerge.Of.UNLIKE);
        assertThat(kept).isEqualTo(state);
        merge(model, true, true).merge(kept, other, ClusterMerge.Of.UNLIKE);
        assertThat(kept).isEqualTo(other);
    }
}
