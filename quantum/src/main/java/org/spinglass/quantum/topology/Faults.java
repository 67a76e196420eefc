// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What of a graph does not work. Immutable; arrays are taken over and must not change afterwards.
 *
 * @param qubits labels; their couplers are missing too
 * @param couplers pairs of labels, one after the other
 */
@SuppressWarnings("ArrayRecordComponent")
public record Faults(int[] qubits, int[] couplers) {

    /**
     * Random faults: the given parts of all qubits, and of the couplers between those that are left, rounded to whole
     * numbers.
     *
     * @param qubitPart from 0 to below 1
     * @param couplerPart from 0 to below 1
     * @throws IllegalArgumentException when a part is out of range
     */
    public static Faults random(WorkingGraph graph, double qubitPart, double couplerPart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] qubits = drawn(graph.qubits(), part("qubits", qubitPart), random);
        boolean[] fails = new boolean[graph.labels()];
        for (int q : qubits) {
            fails[q] = true;
        }
        int[] whole = new int[graph.couplers().length / 2];
        int count = 0;
        for (int c = 0; c < whole.length; c++) {
            if (!fails[graph.couplers()[2 * c]] && !fails[graph.couplers()[2 * c + 1]]) {
                whole[count++] = c;
            }
        }
        int[] chosen = drawn(Arrays.copyOf(whole, count), part("couplers", couplerPart), random);
        int[] couplers = new int[2 * chosen.length];
        for (int i = 0; i < couplers.length; i++) {
            couplers[i] = graph.couplers()[2 * chosen[i / 2] + i % 2];
        }
        return new Faults(qubits, couplers);
    }

    private static double part(String name, double part) {
        if (!(part >= 0 && part < 1)) {
            throw new IllegalArgumentException(
                    "the part of missing " + name + " is " + part + "; expected a number from 0 to below 1");
        }
        return part;
    }

    /** A part of the elements, ascending. */
    private static int[] drawn(int[] elements, double part, SplittableRandom random) {
        int count = (int) Math.round(part * elements.length);
        int[] order = elements.clone();
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(order.length - i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        int[] drawn = Arrays.copyOf(order, count);
        Arrays.sort(drawn);
        return drawn;
    }

    /**
     * A graph without its faults. Cost: its couplers.
     *
     * @throws IllegalArgumentException when a fault is no working qubit or coupler of the graph
     */
    public WorkingGraph removedFrom(WorkingGraph graph) {
        boolean[] fails = new boolean[graph.labels()];
        for (int q : qubits) {
            if (!graph.has(q)) {
                throw new IllegalArgumentException("missing qubit " + q + "; expected a qubit of the graph");
            }
            fails[q] = true;
        }
        long[] gone = new long[couplers.length / 2];
        for (int c = 0; c < gone.length; c++) {
            int p = couplers[2 * c];
            int q = couplers[2 * c + 1];
            if (!graph.isCoupled(p, q)) {
                throw new IllegalArgumentException(
                        "missing coupler (" + p + ", " + q + "); expected a coupler of the graph");
            }
            gone[c] = key(graph, p, q);
        }
        Arrays.sort(gone);
        int[] ends = new int[graph.couplers().length];
        int count = 0;
        for (int c = 0; c < ends.length; c += 2) {
            int p = graph.couplers()[c];
            int q = graph.couplers()[c + 1];
            if (!fails[p] && !fails[q] && Arrays.binarySearch(gone, key(graph, p, q)) < 0) {
                ends[count++] = p;
                ends[count++] = q;
            }
        }
        int[] left = Arrays.stream(graph.qubits()).filter(q -> !fails[q]).toArray();
        return new WorkingGraph(graph.labels(), left, Arrays.copyOf(ends, count));
    }

    private static long key(WorkingGraph graph, int p, int q) {
        return (long) Math.min(p, q) * graph.labels() + Math.max(p, q);
    }
}
