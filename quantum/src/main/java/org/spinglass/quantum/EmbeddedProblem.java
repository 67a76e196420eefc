// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * A model spread over the qubits of its chains, and the way back:
 *
 * <ul>
 *   <li>{@code h_v} is divided evenly over the qubits of the chain of v;
 *   <li>{@code J_uv} evenly over all couplers between the chains of u and v;
 *   <li>every coupler within a chain gets {@code -s}, s the chain strength, and the offset {@code +s} for each, so that
 *       states without broken chains have the energy of the model.
 * </ul>
 *
 * <p>Immutable.
 */
final class EmbeddedProblem {
    private final PlainIsing model;
    private final Embedding embedding;
    private final double chainStrength;
    private final QubitProblem problem;

    private EmbeddedProblem(PlainIsing model, Embedding embedding, double chainStrength, QubitProblem problem) {
        this.model = model;
        this.embedding = embedding;
        this.chainStrength = chainStrength;
        this.problem = problem;
    }

    /**
     * Spreads a model over chains. Cost: the couplers of all chains, times the logarithm of the model's couplings.
     *
     * @param embedding at least one chain a spin of the model; chains of more are not used
     * @throws IllegalArgumentException when a chain does not suit the graph, or no coupler joins two that the model
     *     couples
     */
    public static EmbeddedProblem of(
            PlainIsing model, Embedding embedding, WorkingGraph graph, ChainStrength strength) {
        if (embedding.variables() < model.spins()) {
            throw new IllegalArgumentException("an embedding of " + embedding.variables() + " variables for "
                    + model.spins() + " spins; expected a chain for each");
        }
        Embedding used = embedding.variables() == model.spins() ? embedding : embedding.first(model.spins());
        used.fault(graph).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        double chainStrength = strength.of(model);
        return new EmbeddedProblem(model, used, chainStrength, new Spread(model, used, graph).problem(chainStrength));
    }

    /** The model. */
    public PlainIsing model() {
        return model;
    }

    /** One chain a spin of the model. */
    public Embedding embedding() {
        return embedding;
    }

    /** The size of the couplings within chains. */
    public double chainStrength() {
        return chainStrength;
    }

    /** The model on qubits. */
    public QubitProblem problem() {
        return problem;
    }

    /**
     * The spins of the model in a processor's answer, with energies computed anew from the model.
     *
     * @param answer its qubits are those of the chains, or more
     * @throws IllegalArgumentException when a qubit of a chain is not in the answer
     */
    public ModelAnswer unembed(QubitAnswer answer, Unembedding method) {
        int[][] places = new int[embedding.variables()][];
        for (int v = 0; v < places.length; v++) {
            int[] chain = embedding.chain(v);
            places[v] = new int[chain.length];
            for (int i = 0; i < chain.length; i++) {
                places[v][i] = Arrays.binarySearch(answer.qubits(), chain[i]);
                if (places[v][i] < 0) {
                    throw new IllegalArgumentException(
                            "qubit " + chain[i] + " of variable " + v + " is not in the answer");
                }
            }
        }
        return new ChainReader(model, places).read(answer, method);
    }

    /** Coefficients of one model by qubits and couplers. */
    private static final class Spread {
        private final PlainIsing model;
        private final Embedding embedding;
        private final WorkingGraph graph;
        private final int[] owner;
        private final int[] qubits;
        /** Coupled pairs {@code i n + j}, i below j, ascending, and their couplings. */
        private final long[] pairs;

        private final double[] values;
        /** Couplers between the chains of each pair. */
        private final int[] joints;

        Spread(PlainIsing model, Embedding embedding, WorkingGraph graph) {
            this.model = model;
            this.embedding = embedding;
            this.graph = graph;
            this.owner = embedding.owners(graph.labels());
            this.qubits = embedding.sortedQubits();
            this.pairs = new long[model.interactions()];
            this.values = new double[pairs.length];
            this.joints = new int[pairs.length];
            int[] count = new int[1];
            Interactions.of(model, (i, j, value) -> {
                pairs[count[0]] = (long) i * model.spins() + j;
                values[count[0]++] = value;
            });
        }

        QubitProblem problem(double strength) {
            int couplers = 0;
            for (int p : qubits) {
                for (int e = graph.start(p); e < graph.start(p + 1); e++) {
                    int pair = pair(p, graph.neighbours()[e]);
                    couplers += pair >= -1 ? 1 : 0;
                    if (pair >= 0) {
                        joints[pair]++;
                    }
                }
            }
            for (int e = 0; e < pairs.length; e++) {
                if (joints[e] == 0) {
                    throw new IllegalArgumentException("no coupler joins the chains of variables "
                            + pairs[e] / model.spins() + " and " + pairs[e] % model.spins());
                }
            }
            int[] ends = new int[2 * couplers];
            double[] couplings = new double[couplers];
            int count = 0;
            int within = 0;
            for (int p : qubits) {
                for (int e = graph.start(p); e < graph.start(p + 1); e++) {
                    int q = graph.neighbours()[e];
                    int pair = pair(p, q);
                    if (pair >= -1) {
                        ends[2 * count] = p;
                        ends[2 * count + 1] = q;
                        couplings[count++] = pair < 0 ? -strength : values[pair] / joints[pair];
                        within += pair < 0 ? 1 : 0;
                    }
                }
            }
            double[] fields = new double[qubits.length];
            for (int i = 0; i < qubits.length; i++) {
                int v = owner[qubits[i]];
                fields[i] = model.field(v) / embedding.chain(v).length;
            }
            return new QubitProblem(qubits, fields, ends, couplings, model.offset() + strength * within);
        }

        /** The pair of the model that a coupler from p up to q serves, -1 within a chain, -2 for none. */
        private int pair(int p, int q) {
            int u = owner[p];
            int v = owner[q];
            if (q < p || v < 0) {
                return -2;
            }
            if (u == v) {
                return -1;
            }
            int found = Arrays.binarySearch(pairs, (long) Math.min(u, v) * model.spins() + Math.max(u, v));
            return found < 0 ? -2 : found;
        }
    }
}
