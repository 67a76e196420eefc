// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import java.util.Optional;
import org.spinglass.quantum.topology.WorkingGraph;

/** Up to four qubits that are all coupled with each other, which need no chains. */
final class SmallClique {
    private static final int MOST = 4;

    private SmallClique() {}

    /** The first such qubits; empty where there are none, and for more than four variables. */
    static Optional<Embedding> find(WorkingGraph graph, int variables, boolean[] used) {
        int[] clique = new int[Math.min(variables, MOST)];
        if (variables > MOST) {
            return Optional.empty();
        }
        for (int q : graph.qubits()) {
            if (!used[q]) {
                clique[0] = q;
                if (grow(graph, used, clique, 1)) {
                    return Optional.of(Embedding.of(Arrays.stream(clique)
                            .mapToObj(one -> new int[] {one})
                            .toArray(int[][]::new)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean grow(WorkingGraph graph, boolean[] used, int[] clique, int count) {
        if (count == clique.length) {
            return true;
        }
        int last = clique[count - 1];
        for (int e = graph.start(last); e < graph.start(last + 1); e++) {
            int q = graph.neighbours()[e];
            if (q > last && !used[q] && isCoupledWithAll(graph, clique, count - 1, q)) {
                clique[count] = q;
                if (grow(graph, used, clique, count + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCoupledWithAll(WorkingGraph graph, int[] clique, int count, int q) {
        for (int i = 0; i < count; i++) {
            if (!graph.isCoupled(clique[i], q)) {
                return false;
            }
        }
        return true;
    }
}
