// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Which qubits stand for which variable: one chain of qubits a variable. Chains are not empty and share no qubit; whether
 * they suit a graph is asked of {@link #fault(WorkingGraph)}. Immutable.
 */
public final class Embedding {
    private final int[][] chains;
    private final int qubits;

    private Embedding(int[][] chains, int qubits) {
        this.chains = chains;
        this.qubits = qubits;
    }

    /**
     * An embedding from its chains, which are copied and sorted.
     *
     * @param chains labels of qubits, one chain a variable
     * @throws IllegalArgumentException when there is none, one is empty, a label is negative or belongs to two
     */
    public static Embedding of(int[][] chains) {
        if (chains.length == 0) {
            throw new IllegalArgumentException("an embedding of no variables; expected at least one chain");
        }
        int[][] sorted = new int[chains.length][];
        int most = 0;
        for (int v = 0; v < chains.length; v++) {
            sorted[v] = chains[v].clone();
            Arrays.sort(sorted[v]);
            if (sorted[v].length == 0) {
                throw new IllegalArgumentException("the chain of variable " + v + " is empty; expected qubits");
            }
            if (sorted[v][0] < 0) {
                throw new IllegalArgumentException(
                        "the chain of variable " + v + " has qubit " + sorted[v][0] + "; expected labels from 0 on");
            }
            most = Math.max(most, sorted[v][sorted[v].length - 1]);
        }
        int[] owner = new int[most + 1];
        Arrays.fill(owner, -1);
        int qubits = 0;
        for (int v = 0; v < sorted.length; v++) {
            for (int q : sorted[v]) {
                if (owner[q] >= 0) {
                    throw new IllegalArgumentException("qubit " + q + " is in the chains of variables " + owner[q]
                            + " and " + v + "; expected chains without common qubits");
                }
                owner[q] = v;
                qubits++;
            }
        }
        return new Embedding(sorted, qubits);
    }

    /** Number of variables. */
    public int variables() {
        return chains.length;
    }

    /** The qubits of a variable, ascending; the array must not be changed. */
    public int[] chain(int variable) {
        return chains[variable];
    }

    /** Qubits of all chains together. */
    public int qubits() {
        return qubits;
    }

    /** The qubits of all chains, ascending. */
    public int[] sortedQubits() {
        int[] all = new int[qubits];
        int count = 0;
        for (int[] chain : chains) {
            System.arraycopy(chain, 0, all, count, chain.length);
            count += chain.length;
        }
        Arrays.sort(all);
        return all;
    }

    /** Qubits of the shortest chain. */
    public int shortest() {
        return Arrays.stream(chains).mapToInt(chain -> chain.length).min().orElseThrow();
    }

    /** Qubits of the longest chain. */
    public int longest() {
        return Arrays.stream(chains).mapToInt(chain -> chain.length).max().orElseThrow();
    }

    /** Qubits of a chain on average. */
    public double meanLength() {
        return (double) qubits / chains.length;
    }

    /** The first variables of this embedding alone. */
    public Embedding first(int variables) {
        return of(Arrays.copyOf(chains, variables));
    }

    /**
     * What keeps the chains from a graph: a qubit that does not work, or a chain that is not connected. Cost: the
     * couplers of all chains.
     *
     * @return one sentence that names variable and qubit; empty where all is well
     */
    public Optional<String> fault(WorkingGraph graph) {
        int[] owner = owners(graph.labels());
        for (int v = 0; v < chains.length; v++) {
            for (int q : chains[v]) {
                if (!graph.has(q)) {
                    return Optional.of("the chain of variable " + v + " has qubit " + q + ", which does not work");
                }
            }
            int apart = apart(graph, v, owner);
            if (apart >= 0) {
                return Optional.of("the chain of variable " + v + " is not connected: no couplers of its own lead from "
                        + "qubit " + chains[v][0] + " to qubit " + apart);
            }
        }
        return Optional.empty();
    }

    /**
     * What keeps a model from a graph: what {@link #fault(WorkingGraph)} says, a variable without a chain, or a pair of
     * variables whose chains no coupler joins.
     */
    public Optional<String> fault(WorkingGraph graph, SourceGraph source) {
        if (source.variables() > chains.length) {
            return Optional.of("variable " + chains.length + " has no chain: there are " + chains.length
                    + " chains for " + source.variables() + " variables");
        }
        Optional<String> own = fault(graph);
        if (own.isPresent()) {
            return own;
        }
        int[] owner = owners(graph.labels());
        for (int e = 0; e < source.pairs().length; e += 2) {
            int u = source.pairs()[e];
            int v = source.pairs()[e + 1];
            if (!isJoined(graph, chains[u], v, label -> owner[label])) {
                return Optional.of("no coupler joins the chains of variables " + u + " and " + v);
            }
        }
        return Optional.empty();
    }

    /** The variable of every label below a number; -1 for qubits in no chain. Labels at or above it are left out. */
    public int[] owners(int labels) {
        int[] owner = new int[labels];
        Arrays.fill(owner, -1);
        for (int v = 0; v < chains.length; v++) {
            for (int q : chains[v]) {
                if (q < labels) {
                    owner[q] = v;
                }
            }
        }
        return owner;
    }

    private static boolean isJoined(WorkingGraph graph, int[] chain, int other, IntUnaryOperator owner) {
        for (int q : chain) {
            for (int e = graph.start(q); e < graph.start(q + 1); e++) {
                if (owner.applyAsInt(graph.neighbours()[e]) == other) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A qubit of the chain that its first one does not reach, or -1. */
    private int apart(WorkingGraph graph, int variable, int[] owner) {
        int[] chain = chains[variable];
        int[] reached = new int[chain.length];
        boolean[] seen = new boolean[chain.length];
        reached[0] = chain[0];
        seen[0] = true;
        int count = 1;
        for (int at = 0; at < count; at++) {
            for (int e = graph.start(reached[at]); e < graph.start(reached[at] + 1); e++) {
                int q = graph.neighbours()[e];
                if (owner[q] == variable) {
                    int place = Arrays.binarySearch(chain, q);
                    if (!seen[place]) {
                        seen[place] = true;
                        reached[count++] = q;
                    }
                }
            }
        }
        for (int i = 0; i < chain.length; i++) {
            if (!seen[i]) {
                return chain[i];
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.deepEquals(chains, that.chains);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(chains);
    }

    @Override
    public String toString() {
        return "Embedding[" + chains.length + " variables on " + qubits + " qubits]";
    }
}
