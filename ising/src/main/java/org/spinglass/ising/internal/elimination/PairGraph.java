// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.elimination;

import java.util.Arrays;

/**
 * Coupled pairs that come and go: lists of half edges a spin, where half edges {@code 2 e} and {@code 2 e + 1} are the
 * two ends of edge e. What is removed stays in the lists until it is met. Belongs to one thread.
 */
final class PairGraph {
    private static final int NONE = -1;

    private final int[] first;
    private final int[] degree;
    private int[] next;
    private int[] target;
    private double[] value;
    private boolean[] isGone;
    private int edges;

    PairGraph(int spins, int expectedEdges) {
        this.first = new int[spins];
        this.degree = new int[spins];
        Arrays.fill(first, NONE);
        int room = Math.max(16, expectedEdges);
        this.next = new int[2 * room];
        this.target = new int[2 * room];
        this.value = new double[room];
        this.isGone = new boolean[room];
    }

    int degree(int i) {
        return degree[i];
    }

    /** Adds an edge between two spins that have none. */
    void add(int i, int j, double coupling) {
        if (edges == value.length) {
            int room = Math.addExact(edges, edges >> 1);
            next = Arrays.copyOf(next, Math.multiplyExact(2, room));
            target = Arrays.copyOf(target, 2 * room);
            value = Arrays.copyOf(value, room);
            isGone = Arrays.copyOf(isGone, room);
        }
        value[edges] = coupling;
        link(2 * edges, i, j);
        link(2 * edges + 1, j, i);
        edges++;
    }

    private void link(int half, int from, int to) {
        target[half] = to;
        next[half] = first[from];
        first[from] = half;
        degree[from]++;
    }

    /** The first half edge of a spin that is still there; -1 where there is none. */
    int first(int i) {
        while (first[i] != NONE && isGone[first[i] >> 1]) {
            first[i] = next[first[i]];
        }
        return first[i];
    }

    /** The half edge of the same spin behind one that is there; -1 where there is none. */
    int next(int half) {
        while (next[half] != NONE && isGone[next[half] >> 1]) {
            next[half] = next[next[half]];
        }
        return next[half];
    }

    int target(int half) {
        return target[half];
    }

    double coupling(int half) {
        return value[half >> 1];
    }

    void setCoupling(int half, double coupling) {
        value[half >> 1] = coupling;
    }

    /** Takes an edge out. */
    void remove(int half) {
        isGone[half >> 1] = true;
        degree[target[half]]--;
        degree[target[half ^ 1]]--;
    }

    /**
     * The half edge between two spins, from the one of fewer neighbours; -1 where they are not coupled. Cost: its
     * neighbours.
     */
    int between(int i, int j) {
        int from = degree[i] <= degree[j] ? i : j;
        int to = from == i ? j : i;
        int half = first(from);
        while (half != NONE && target[half] != to) {
            half = next(half);
        }
        return half;
    }
}
