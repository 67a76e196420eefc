// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.tempering;

import org.spinglass.ising.internal.annealing.SpinWalk;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.SparseIsing;

/**
 * Isoenergetic cluster moves (Houdayer 2001; Zhu, Ochoa and Katzgraber 2015) between two states a and b at one temperature:
 * where they differ, {@code a_i b_i = -1}, a random spin is taken with all coupled ones that differ too, and theirs, and the
 * two states exchange this cluster. The sum of their energies stays as it is, so that every move is accepted.
 *
 * <p>On models without fields, clusters of equal spins serve as well, and the rarer kind is taken. Where clusters take up
 * all that differs (the graph percolates) a move only renames the states: temperatures at which nearly all of
 * the first moves are so are left alone from then on. Cost: N, and one step a coupling of the cluster. Belongs to one read.
 */
public final class ClusterExchange {
    private static final int TRIALS = 64;
    private static final double PERCOLATES = 0.95;

    private final SparseIsing model;
    private final boolean isSymmetric;
    private final double[] share;
    private final int[] trials;
    private final int[] queue;
    private final boolean[] isIn;

    /**
     * For a number of temperatures.
     *
     * @param isSymmetric whether the model has no fields
     */
    public ClusterExchange(SparseIsing model, boolean isSymmetric, int temperatures) {
        this.model = model;
        this.isSymmetric = isSymmetric;
        this.share = new double[temperatures];
        this.trials = new int[temperatures];
        this.queue = new int[model.spins()];
        this.isIn = new boolean[model.spins()];
    }

    /** Exchanges one cluster at temperature k; returns its size, 0 where the states are equal or moves are of no use. */
    int exchange(int k, SpinWalk a, SpinWalk b, RandomStream random) {
        if (trials[k] == TRIALS && share[k] > PERCOLATES * TRIALS) {
            return 0;
        }
        int n = queue.length;
        int different = 0;
        for (int i = 0; i < n; i++) {
            different += a.spin(i) == b.spin(i) ? 0 : 1;
        }
        boolean isOfEqual = isSymmetric && 2 * different > n;
        int candidates = isOfEqual ? n - different : different;
        if (candidates == 0) {
            return 0;
        }
        int size = cluster(seed(random.nextInt(candidates), isOfEqual, a, b), isOfEqual, a, b);
        for (int m = 0; m < size; m++) {
            isIn[queue[m]] = false;
            a.flip(queue[m]);
            b.flip(queue[m]);
        }
        if (trials[k] < TRIALS) {
            trials[k]++;
            share[k] += (double) size / candidates;
        }
        return size;
    }

    private static int seed(int rank, boolean isOfEqual, SpinWalk a, SpinWalk b) {
        int i = -1;
        for (int left = rank; left >= 0; ) {
            i++;
            left -= (a.spin(i) == b.spin(i)) == isOfEqual ? 1 : 0;
        }
        return i;
    }

    private int cluster(int seed, boolean isOfEqual, SpinWalk a, SpinWalk b) {
        int size = 1;
        queue[0] = seed;
        isIn[seed] = true;
        for (int m = 0; m < size; m++) {
            int i = queue[m];
            for (int c = 0; c < model.degree(i); c++) {
                int j = model.neighbour(i, c);
                if (!isIn[j] && (a.spin(j) == b.spin(j)) == isOfEqual) {
                    isIn[j] = true;
                    queue[size++] = j;
                }
            }
        }
        return size;
    }
}
