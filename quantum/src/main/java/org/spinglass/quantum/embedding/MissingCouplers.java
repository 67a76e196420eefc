package org.spinglass.quantum.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/** Qubits to do without where couplers between crossing wires are missing. */
final class MissingCouplers {
    /** Choices that are tried. */
    private static final int COVERS = 4;

    private MissingCouplers() {}

    /**
     * Sets of qubits to use, without one end of every missing coupler between vertical and horizontal qubits that work. All
     * choices are greedy, of a qubit with the most missing couplers first, with ties at random. One set where none is missing.
     *
     * @throws IllegalArgumentException when the graph has a qubit or coupler that the topology has not
     */
    static List<boolean[]> covers(Topology topology, WorkingGraph graph) {
        WorkingGraph whole = topology.graph();
        requireWithin(topology, whole, graph);
        List<int[]> missing = new ArrayList<>();
        for (int c = 0; c < whole.couplers().length; c += 2) {
            int p = whole.couplers()[c];
            int q = whole.couplers()[c + 1];
            if (graph.has(p)
                    && graph.has(q)
                    && topology.isHorizontal(p) != topology.isHorizontal(q)
                    && !graph.isCoupled(p, q)) {
                missing.add(new int[] {p, q});
            }
        }
        List<boolean[]> covers = new ArrayList<>();
        for (int seed = 0; seed < (missing.isEmpty() ? 1 : COVERS); seed++) {
            covers.add(cover(graph, missing, new SplittableRandom(seed)));
        }
        return covers;
    }

    private static boolean[] cover(WorkingGraph graph, List<int[]> missing, SplittableRandom random) {
        boolean[] left = new boolean[graph.labels()];
        int[] degrees = new int[graph.labels()];
        for (int q : graph.qubits()) {
            left[q] = true;
        }
        List<int[]> open = new ArrayList<>(missing);
        for (int[] ends : open) {
            degrees[ends[0]]++;
            degrees[ends[1]]++;
        }
        while (!open.isEmpty()) {
            int most = -1;
            int ties = 0;
            for (int[] ends : open) {
                for (int q : ends) {
                    ties = most < 0 || degrees[q] > degrees[most] ? 0 : ties;
                    if ((most < 0 || degrees[q] >= degrees[most]) && random.nextInt(++ties) == 0) {
                        most = q;
                    }
                }
            }
            int gone = most;
            left[gone] = false;
            for (int[] ends : open) {
                if (ends[0] == gone || ends[1] == gone) {
                    degrees[ends[0]]--;
                    degrees[ends[1]]--;
                }
            }
            open.removeIf(ends -> ends[0] == gone || ends[1] == gone);
        }
        return left;
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
