// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import org.jgrapht.alg.flow.BoykovKolmogorovMFImpl;
import org.jgrapht.alg.interfaces.MaximumFlowAlgorithm.MaximumFlow;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Qubo;

/**
 * The roof dual of a QUBO: a bound on its value, and bits that have one value in every state of least value (Hammer,
 * Hansen and Simeone 1984; Boros and Hammer 2002, section 5). Both come from a maximum flow from the literal "true" to
 * the literal "false" in the network of implications, in which a term {@code c u v} of two literals, c being positive,
 * is an arc from u to not v and one from v to not u, each of capacity c; the literals that the flow leaves within reach
 * of "true" are true.
 *
 * @param bound that no value is below
 * @param values of the bits: 0 or 1, and -1 where nothing is known
 */
public record RoofDuality(double bound, byte[] values) {
    /** Couplings at most: the flow of more would take longer than it is worth. */
    private static final int MOST_COUPLINGS = 20_000;

    private static final double[] POWERS = {1, 16, 10, 160, 100, 1600, 1000, 16_000, 1e6, 16e6};
    private static final double LARGEST = 1e12;
    private static final double ROUNDING = 1e-12;

    /**
     * Computes it; null where the QUBO has more than {@value #MOST_COUPLINGS} couplings, or coefficients that are not
     * whole multiples of a unit of some decimals, with which a flow would not be exact.
     */
    public static @Nullable RoofDuality of(Qubo qubo) {
        double scale = qubo.interactions() > MOST_COUPLINGS ? 0 : scale(qubo);
        return scale == 0 ? null : new Network(qubo, scale).dual();
    }

    /** What makes all coefficients whole; 0 where nothing does. */
    private static double scale(Qubo qubo) {
        for (double scale : POWERS) {
            boolean[] isWhole = {true};
            for (int k = 0; k < qubo.variables(); k++) {
                isWhole[0] &= isWhole(scale * qubo.linear(k));
            }
            qubo.forEach((i, j, value) -> isWhole[0] &= isWhole(scale * value));
            if (isWhole[0]) {
                return scale;
            }
        }
        return 0;
    }

    private static boolean isWhole(double value) {
        return Math.abs(value) < LARGEST && Math.abs(value - Math.rint(value)) <= ROUNDING * Math.abs(value);
    }

    /** The literals of bit k are the nodes 2k (it is 1) and 2k + 1 (it is 0); true and false are the last two. */
    private static final class Network {
        private final Qubo qubo;
        private final double scale;
        private final int truth;
        private final SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> graph =
                new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        private double constant;

        Network(Qubo qubo, double scale) {
            this.qubo = qubo;
            this.scale = scale;
            this.truth = 2 * qubo.variables();
            double[] linear = new double[qubo.variables()];
            Arrays.setAll(linear, k -> Math.rint(scale * qubo.linear(k)));
            for (int node = 0; node <= truth + 1; node++) {
                graph.addVertex(node);
            }
            qubo.forEach((i, j, value) -> {
                double c = Math.rint(scale * value);
                if (c > 0) {
                    term(c, 2 * i, 2 * j);
                } else if (c < 0) { // c x y = c x + |c| x (1 - y)
                    linear[i] += c;
                    term(-c, 2 * i, 2 * j + 1);
                }
            });
            for (int k = 0; k < linear.length; k++) {
                if (linear[k] > 0) {
                    term(linear[k], 2 * k, truth);
                } else if (linear[k] < 0) {
                    constant += linear[k];
                    term(-linear[k], 2 * k + 1, truth);
                }
            }
        }

        private void term(double c, int u, int v) {
            graph.setEdgeWeight(graph.addEdge(u, v ^ 1), c);
            graph.setEdgeWeight(graph.addEdge(v, u ^ 1), c);
        }

        RoofDuality dual() {
            MaximumFlow<DefaultWeightedEdge> flow =
                    new BoykovKolmogorovMFImpl<>(graph).getMaximumFlow(truth, truth + 1);
            boolean[] isTrue = reached(flow.getFlowMap());
            byte[] values = new byte[qubo.variables()];
            for (int k = 0; k < values.length; k++) {
                values[k] = (byte) (isTrue[2 * k] ? 1 : isTrue[2 * k + 1] ? 0 : -1);
            }
            return new RoofDuality(qubo.offset() + (constant + flow.getValue() / 2) / scale, values);
        }

        /** What can be reached from "true" by arcs with capacity left, and back along those with flow. */
        private boolean[] reached(Map<DefaultWeightedEdge, Double> flow) {
            boolean[] isReached = new boolean[truth + 2];
            Deque<Integer> open = new ArrayDeque<>();
            isReached[truth] = true;
            open.add(truth);
            while (!open.isEmpty()) {
                int node = open.remove();
                for (DefaultWeightedEdge arc : graph.outgoingEdgesOf(node)) {
                    int to = graph.getEdgeTarget(arc);
                    if (!isReached[to] && flow.getOrDefault(arc, 0.0) < graph.getEdgeWeight(arc) - 0.5) {
                        isReached[to] = true;
                        open.add(to);
                    }
                }
                for (DefaultWeightedEdge arc : graph.incomingEdgesOf(node)) {
                    int from = graph.getEdgeSource(arc);
                    if (!isReached[from] && flow.getOrDefault(arc, 0.0) > 0.5) {
                        isReached[from] = true;
                        open.add(from);
                    }
                }
            }
            return isReached;
        }
    }
}
