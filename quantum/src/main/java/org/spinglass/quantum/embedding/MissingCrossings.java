// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/** Couplers between crossing wires that are missing though both of their qubits work. Immutable. */
final class MissingCrossings {
    private final WorkingGraph graph;
    private final List<int[]> couplers = new ArrayList<>();

    /**
     * Those of a graph. Cost: the couplers of the topology.
     *
     * @throws IllegalArgumentException when the graph has a qubit or coupler that the topology has not
     */
    MissingCrossings(Topology topology, WorkingGraph graph) {
        this.graph = graph;
        WorkingGraph whole = topology.graph();
        requireWithin(topology, whole, graph);
        for (int c = 0; c < whole.couplers().length; c += 2) {
            int p = whole.couplers()[c];
            int q = whole.couplers()[c + 1];
            if (graph.has(p)
                    && graph.has(q)
                    && topology.isHorizontal(p) != topology.isHorizontal(q)
                    && !graph.isCoupled(p, q)) {
                couplers.add(new int[] {p, q});
            }
        }
    }

    /** Whether none is missing. */
    boolean isEmpty() {
        return couplers.isEmpty();
    }

    /** Missing couplers for want of which two chains are not joined, or one falls in two. */
    List<int[]> conflicts(Embedding embedding) {
        int[] owner = embedding.owners(graph.labels());
        List<int[]> found = new ArrayList<>();
        for (int[] ends : couplers) {
            int one = owner[ends[0]];
            int other = owner[ends[1]];
            if (one >= 0 && other >= 0 && (one == other || !isJoined(embedding.chain(one), owner, other))) {
                found.add(ends);
            }
        }
        return found;
    }

    /** The embedding without the chains that conflicts strike, the most struck first; null where none is left. */
    @Nullable
    Embedding withoutConflicts(Embedding embedding) {
        List<int[]> open = conflicts(embedding);
        int[] owner = embedding.owners(graph.labels());
        boolean[] isGone = new boolean[embedding.variables()];
        while (!open.isEmpty()) {
            int worst = mostFrequent(open, owner, embedding.variables());
            isGone[worst] = true;
            open.removeIf(ends -> owner[ends[0]] == worst || owner[ends[1]] == worst);
        }
        List<int[]> chains = new ArrayList<>();
        for (int v = 0; v < embedding.variables(); v++) {
            if (!isGone[v]) {
                chains.add(embedding.chain(v));
            }
        }
        return chains.isEmpty() ? null : Embedding.of(chains.toArray(int[][]::new));
    }

    private static int mostFrequent(List<int[]> pairs, int[] name, int names) {
        int[] counts = new int[names];
        int most = name[pairs.getFirst()[0]];
        for (int[] pair : pairs) {
            for (int end : pair) {
                counts[name[end]]++;
                most = counts[name[end]] > counts[most] ? name[end] : most;
            }
        }
        return most;
    }

    private boolean isJoined(int[] chain, int[] owner, int other) {
        for (int q : chain) {
            for (int e = graph.start(q); e < graph.start(q + 1); e++) {
                if (owner[graph.neighbours()[e]] == other) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void requireWithin(Topology topology, WorkingGraph whole, WorkingGraph graph) {
        if (graph.labels() > whole.labels()) {
            throw new IllegalArgumentException("a graph of " + graph.labels() + " labels; expected at most "
                    + whole.labels() + ", those of " + topology);
        }
        for (int q : graph.qubits()) {
            if (!whole.has(q)) {
                throw new IllegalArgumentException("qubit " + q + " is none of " + topology);
            }
        }
        for (int c = 0; c < graph.couplers().length; c += 2) {
            if (!whole.isCoupled(graph.couplers()[c], graph.couplers()[c + 1])) {
                throw new IllegalArgumentException("coupler (" + graph.couplers()[c] + ", " + graph.couplers()[c + 1]
                        + ") is none of " + topology);
            }
        }
    }
}
