// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The qubits and couplers of a graph that is being made. */
final class GraphParts {
    private final boolean[] works;
    /** Couplers as {@code p labels + q}, p below q. */
    private long[] couplers = new long[1024];

    private int count;

    GraphParts(int labels) {
        works = new boolean[labels];
    }

    void addQubit(int label) {
        works[label] = true;
    }

    /** A coupler, which counts if both of its qubits have been or will be added. */
    void addCoupler(int p, int q) {
        if (count == couplers.length) {
            couplers = Arrays.copyOf(couplers, 2 * count);
        }
        couplers[count++] = Math.min(p, q) * (long) works.length + Math.max(p, q);
    }

    WorkingGraph graph() {
        Arrays.sort(couplers, 0, count);
        int[] ends = new int[2 * count];
        int kept = 0;
        for (int c = 0; c < count; c++) {
            int p = (int) (couplers[c] / works.length);
            int q = (int) (couplers[c] % works.length);
            if (works[p] && works[q]) {
                ends[kept++] = p;
                ends[kept++] = q;
            }
        }
        int[] qubits =
                IntStream.range(0, works.length).filter(label -> works[label]).toArray();
        return new WorkingGraph(works.length, qubits, Arrays.copyOf(ends, kept));
    }
}
