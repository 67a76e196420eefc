// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Chains of variables that may overlap, as they are while an embedding is looked for, and which of them share each qubit. Not
 * safe for use from several threads.
 */
final class ChainSet {
    private static final int[] NONE = {};

    private final WorkingGraph graph;
    private final int[][] neighbours;
    private final int[][] chains;
    /** Variables whose chains hold a qubit, the first {@code weights[q]} of a row. */
    private final int[][] holders;

    private final int[] weights;
    /** While a chain is pruned: its couplers to each neighbour's chain, those of one qubit, and who is a neighbour. */
    private final int[] joints;

    private final int[] own;
    private final boolean[] isNeighbour;

    /**
     * No chains.
     *
     * @param neighbours of each variable
     */
    ChainSet(WorkingGraph graph, int[][] neighbours) {
        this.graph = graph;
        this.neighbours = neighbours;
        this.chains = new int[neighbours.length][];
        Arrays.fill(chains, NONE);
        this.holders = new int[graph.labels()][];
        Arrays.fill(holders, NONE);
        this.weights = new int[graph.labels()];
        this.joints = new int[neighbours.length];
        this.own = new int[neighbours.length];
        this.isNeighbour = new boolean[neighbours.length];
    }

    /** The qubits of a variable; none where it has not been placed. */
    int[] chain(int variable) {
        return chains[variable];
    }

    /** Chains that hold a qubit. */
    int weight(int qubit) {
        return weights[qubit];
    }

    void set(int variable, int[] chain) {
        for (int q : chains[variable]) {
            int at = 0;
            while (holders[q][at] != variable) {
                at++;
            }
            holders[q][at] = holders[q][--weights[q]];
        }
        chains[variable] = chain;
        for (int q : chain) {
            if (weights[q] == holders[q].length) {
                holders[q] = Arrays.copyOf(holders[q], Math.max(2, 2 * weights[q]));
            }
            holders[q][weights[q]++] = variable;
        }
    }

    /** Takes a variable's chain away. */
    void clear(int variable) {
        set(variable, NONE);
    }

    void setAll(int[][] all) {
        for (int v = 0; v < all.length; v++) {
            set(v, all[v]);
        }
    }

    /** The chains as they are; the arrays of single chains are never written to. */
    int[][] copy() {
        return chains.clone();
    }

    /** Qubits in more than one chain, each counted for every chain beyond the first. */
    int overlaps() {
        int overlaps = 0;
        for (int q : graph.qubits()) {
            overlaps += Math.max(0, weights[q] - 1);
        }
        return overlaps;
    }

    /**
     * Takes qubits from the ends of a chain as long as it stays coupled to all placed neighbours that it is coupled to,
     * those in most chains first.
     */
    void prune(int variable) {
        int[] chain = chains[variable];
        if (chain.length < 2) {
            return;
        }
        for (int v : neighbours[variable]) {
            isNeighbour[v] = true;
        }
        for (int q : chain) {
            add(joints, q, 1);
        }
        int[] left = chain.clone();
        int size = left.length;
        boolean isDone = false;
        while (!isDone && size > 1) {
            int end = -1;
            for (int i = 0; i < size; i++) {
                boolean isBetter = end < 0 || weights[left[i]] > weights[left[end]];
                if (isBetter && isEnd(left, size, left[i]) && isSpare(left[i])) {
                    end = i;
                }
            }
            isDone = end < 0;
            if (!isDone) {
                add(joints, left[end], -1);
                left[end] = left[--size];
            }
        }
        for (int v : neighbours[variable]) {
            isNeighbour[v] = false;
            joints[v] = 0;
        }
        if (size < chain.length) {
            set(variable, Arrays.copyOf(left, size));
        }
    }

    /** Counts the couplers from a qubit to the chains of neighbours. */
    private void add(int[] counts, int qubit, int by) {
        for (int e = graph.start(qubit); e < graph.start(qubit + 1); e++) {
            int other = graph.neighbours()[e];
            for (int i = 0; i < weights[other]; i++) {
                if (isNeighbour[holders[other][i]]) {
                    counts[holders[other][i]] += by;
                }
            }
        }
    }

    /** Whether all neighbours stay coupled without a qubit. */
    private boolean isSpare(int qubit) {
        add(own, qubit, 1);
        boolean isSpare = true;
        for (int e = graph.start(qubit); e < graph.start(qubit + 1); e++) {
            int other = graph.neighbours()[e];
            for (int i = 0; i < weights[other]; i++) {
                int v = holders[other][i];
                isSpare &= !isNeighbour[v] || own[v] == 0 || own[v] < joints[v];
            }
        }
        add(own, qubit, -1);
        return isSpare;
    }

    private boolean isEnd(int[] chain, int size, int qubit) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += graph.isCoupled(qubit, chain[i]) ? 1 : 0;
        }
        return count == 1;
    }
}
