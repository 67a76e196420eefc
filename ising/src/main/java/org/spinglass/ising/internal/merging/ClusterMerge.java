// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.merging;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.SparseArrays;

/**
 * Takes over from one state into another whatever is better there.
 *
 * <p>Where two states of a sparse model differ, the spins fall into clusters that hang together by couplings. Turning
 * one of them changes the energy of the first state by
 *
 * <pre>  -2 sum_{i in C} h_i s_i - 2 sum_{i in C, j not in C} J_ij s_i s_j,</pre>
 *
 * <p>whether others are turned or not, as no two are coupled. So all that lower the energy are turned; of those that
 * keep it, each with a probability of a half. The result is the lowest state that has each cluster from one of the two.
 * On a model without fields the second state upside down is as good, and its clusters are those of equal spins.
 *
 * <p>Where all spins are coupled, there is one cluster: the lower state is the result.
 *
 * <p>Cost: one step a coupling of the clusters. Belongs to one thread.
 */
final class ClusterMerge {
    private final MergeModel problem;
    private final @Nullable SparseArrays rows;
    private final BooleanSupplier coin;
    private final long[] clusters;
    private final long[] left;
    private final int[] queue;

    /** Which spins clusters are made of. */
    enum Of {
        /** Spins that differ. */
        UNLIKE,
        /** Spins that are equal. */
        LIKE,
        /** Those that differ; where turning all spins keeps the energy, the rarer kind. */
        FEWER
    }

    /**
     * Merges states of a model.
     *
     * @param coin decides on clusters that keep the energy
     */
    ClusterMerge(MergeModel problem, BooleanSupplier coin) {
        this.problem = problem;
        this.rows = ModelArrays.of(problem.model()) instanceof SparseArrays sparse ? sparse : null;
        this.coin = coin;
        int n = problem.model().spins();
        this.clusters = new long[n + 63 >>> 6];
        this.left = new long[clusters.length];
        this.queue = new int[n];
    }

    /** Merges all clusters of both kinds where that can be of use, else of spins that differ. */
    void all(long[] state, long[] other) {
        merge(state, other, Of.UNLIKE);
        if (problem.isSymmetric()) {
            merge(state, other, Of.LIKE);
        }
    }

    /**
     * Merges the clusters of one kind.
     *
     * @param state packed bits, written to
     * @param other packed bits
     */
    void merge(long[] state, long[] other, Of kind) {
        if (rows == null) {
            if (problem.energy(other) < problem.energy(state)) {
                System.arraycopy(other, 0, state, 0, state.length);
            }
            return;
        }
        mark(state, other, kind);
        System.arraycopy(clusters, 0, left, 0, left.length);
        for (int w = 0; w < left.length; w++) {
            while (left[w] != 0) {
                int seed = (w << 6) + Long.numberOfTrailingZeros(left[w]);
                left[w] &= left[w] - 1;
                cluster(rows, state, seed);
            }
        }
    }

    private void mark(long[] state, long[] other, Of kind) {
        int unlike = 0;
        for (int w = 0; w < clusters.length; w++) {
            clusters[w] = state[w] ^ other[w];
            unlike += Long.bitCount(clusters[w]);
        }
        int n = queue.length;
        boolean isRarer = kind == Of.FEWER && problem.isSymmetric() && 2 * unlike > n;
        if (kind == Of.LIKE || isRarer) {
            for (int w = 0; w < clusters.length; w++) {
                clusters[w] = ~clusters[w];
            }
            if ((n & 63) != 0) {
                clusters[clusters.length - 1] &= (1L << n) - 1;
            }
        }
    }

    /** Turns the cluster of a spin where that is of use. */
    private void cluster(SparseArrays from, long[] state, int seed) {
        int[] starts = from.starts();
        int[] neighbours = from.neighbours();
        double change = 0;
        int size = 1;
        queue[0] = seed;
        for (int next = 0; next < size; next++) {
            int i = queue[next];
            double field = from.numbers().field(i);
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                int j = neighbours[k];
                long bit = 1L << j;
                if ((clusters[j >>> 6] & bit) == 0) {
                    double coupling = from.numbers().coupling(k);
                    field += (state[j >>> 6] & bit) == 0 ? -coupling : coupling;
                } else if ((left[j >>> 6] & bit) != 0) {
                    left[j >>> 6] &= ~bit;
                    queue[size++] = j;
                }
            }
            change += (state[i >>> 6] & 1L << i) == 0 ? field : -field;
        }
        if (change < 0 || change == 0 && coin.getAsBoolean()) {
            for (int m = 0; m < size; m++) {
                state[queue[m] >>> 6] ^= 1L << queue[m];
            }
        }
    }
}
