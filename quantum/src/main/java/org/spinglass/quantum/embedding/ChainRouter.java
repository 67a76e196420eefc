// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Makes the chain of one variable anew: from the qubits where shortest paths from the chains of its neighbours meet, those
 * paths, joined to a tree. Not safe for use from several threads.
 */
final class ChainRouter {
    /** The cost of a free qubit, without the random part of it. */
    static final int FREE = 8;

    private static final int FURTHER = 3 * FREE / 2;
    private static final int ROOTS = 12;
    private static final int HISTORY = 2;
    private static final int SHARED = -1;

    private final WorkingGraph graph;
    private final int[][] neighbours;
    private final ChainSet chains;
    private final MeetingSearch search;
    private final SplittableRandom random;
    private final int[] costs;
    /** What a qubit costs more because several wanted it in earlier passes. */
    private final int[] history;

    private final int[] roots = new int[ROOTS];
    private final boolean[] isInTree;
    /** The search that alone goes through a qubit of the tree, and the qubit before it on the way from the root. */
    private final int[] users;

    private final int[] back;

    ChainRouter(WorkingGraph graph, int[][] neighbours, ChainSet chains, SplittableRandom random) {
        this.graph = graph;
        this.neighbours = neighbours;
        this.chains = chains;
        this.search = new MeetingSearch(graph);
        this.random = random;
        this.costs = new int[graph.labels()];
        this.history = new int[graph.labels()];
        this.isInTree = new boolean[graph.labels()];
        this.users = new int[graph.labels()];
        this.back = new int[graph.labels()];
        Arrays.fill(costs, MeetingSearch.FORBIDDEN);
    }

    /** Makes qubits that are in several chains dearer for good. */
    void remember() {
        for (int q : graph.qubits()) {
            history[q] += HISTORY * Math.max(0, chains.weight(q) - 1);
        }
    }

    /**
     * Lays a chain for a variable without one, coupled with all neighbours that are placed. Ends of the new chain that serve
     * one neighbour alone are given to that neighbour as long as its chain is the shorter one.
     *
     * @param penalty by how many times its cost a qubit is dearer for each chain that holds it; 0 to forbid those
     * @return whether there is such a chain
     */
    boolean route(int variable, double penalty) {
        int placed = 0;
        for (int v : neighbours[variable]) {
            placed += chains.chain(v).length > 0 ? 1 : 0;
        }
        setCosts(penalty);
        if (placed == 0) {
            return anywhere(variable);
        }
        int[][] sources = new int[placed][];
        int[] targets = new int[placed];
        int count = 0;
        for (int v : neighbours[variable]) {
            if (chains.chain(v).length > 0) {
                targets[count] = v;
                sources[count++] = chains.chain(v);
            }
        }
        if (!search.run(sources, costs, FURTHER)) {
            return false;
        }
        int found = chooseRoots();
        int best = roots[0];
        long bestCost = Long.MAX_VALUE;
        for (int i = 0; i < found; i++) {
            long cost = 0;
            for (int q : tree(roots[i], placed)) {
                cost += costs[q];
            }
            if (cost < bestCost) {
                best = roots[i];
                bestCost = cost;
            }
        }
        share(variable, tree(best, placed), targets);
        return true;
    }

    /** Sets a chain, and gives ends of it to the neighbours that alone need them. */
    private void share(int variable, int[] tree, int[] targets) {
        int[] left = tree;
        int size = left.length;
        boolean isDone = false;
        while (!isDone) {
            isDone = true;
            for (int s = 0; s < targets.length; s++) {
                int[] own = chains.chain(targets[s]);
                // paths are laid from the tree outwards, so that the last qubit of a path is the one beside the
                // neighbour
                int end = size - 1;
                while (end > 0 && users[left[end]] != s) {
                    end--;
                }
                if (end > 0 && own.length + 1 < size) {
                    int[] longer = Arrays.copyOf(own, own.length + 1);
                    longer[own.length] = left[end];
                    chains.set(targets[s], longer);
                    System.arraycopy(left, end + 1, left, end, size - end - 1);
                    size--;
                    isDone = false;
                }
            }
        }
        chains.set(variable, Arrays.copyOf(left, size));
    }

    private void setCosts(double penalty) {
        long noise = random.nextLong();
        for (int q : graph.qubits()) {
            int weight = chains.weight(q);
            if (penalty == 0) {
                costs[q] = weight > 0 ? MeetingSearch.FORBIDDEN : FREE;
            } else {
                double cost = (FREE + history[q]) * (1 + penalty * weight);
                costs[q] = (int) Math.min(cost, MeetingSearch.MOST_COST - 1);
            }
            if (costs[q] != MeetingSearch.FORBIDDEN) {
                costs[q] += (int) (((q + 1) * 0x9E3779B97F4A7C15L ^ noise) * 0xBF58476D1CE4E5B9L >>> 63);
            }
        }
    }

    private boolean anywhere(int variable) {
        int found = -1;
        int ties = 0;
        for (int q : graph.qubits()) {
            if (costs[q] != MeetingSearch.FORBIDDEN && graph.start(q + 1) > graph.start(q)) {
                ties = found < 0 || costs[q] < costs[found] ? 0 : ties;
                if ((found < 0 || costs[q] <= costs[found]) && random.nextInt(++ties) == 0) {
                    found = q;
                }
            }
        }
        if (found >= 0) {
            chains.set(variable, new int[] {found});
        }
        return found >= 0;
    }

    /** The meeting qubits of the least sums of distances, the least first. */
    private int chooseRoots() {
        int count = 0;
        for (int i = 0; i < search.reachedCount(); i++) {
            int q = search.reached(i);
            int at = count < ROOTS ? count++ : ROOTS;
            while (at > 0 && search.total(roots[at - 1]) > search.total(q)) {
                if (at < ROOTS) {
                    roots[at] = roots[at - 1];
                }
                at--;
            }
            if (at < ROOTS) {
                roots[at] = q;
            }
        }
        return count;
    }

    /** A root and paths from the tree so far to every chain, the furthest first. */
    private int[] tree(int root, int searches) {
        int[] order = new int[searches];
        long[] keys = new long[searches];
        for (int s = 0; s < searches; s++) {
            keys[s] = (long) -search.distance(s, root) * searches + s;
        }
        Arrays.sort(keys);
        for (int i = 0; i < searches; i++) {
            order[i] = (int) Math.floorMod(keys[i], (long) searches);
        }
        int[] tree = new int[16];
        tree[0] = root;
        int size = 1;
        isInTree[root] = true;
        users[root] = SHARED;
        for (int s : order) {
            int nearest = tree[0];
            for (int i = 1; i < size; i++) {
                nearest = search.distance(s, tree[i]) < search.distance(s, nearest) ? tree[i] : nearest;
            }
            if (search.distance(s, nearest) == 0) {
                continue; // within that chain, or beside it: an overlap that costs are to take away
            }
            // what lies between the root and the branch serves two chains from now on
            for (int q = nearest; q != root; q = back[q]) {
                users[q] = SHARED;
            }
            int last = nearest;
            int q = search.parent(s, nearest);
            while (search.distance(s, q) > 0) {
                if (!isInTree[q]) {
                    if (size == tree.length) {
                        tree = Arrays.copyOf(tree, 2 * size);
                    }
                    tree[size++] = q;
                    isInTree[q] = true;
                    users[q] = s;
                    back[q] = last;
                }
                last = q;
                q = search.parent(s, q);
            }
        }
        for (int i = 0; i < size; i++) {
            isInTree[tree[i]] = false;
        }
        return Arrays.copyOf(tree, size);
    }
}
