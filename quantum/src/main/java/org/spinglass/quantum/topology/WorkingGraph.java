// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Qubits and couplers that work. Immutable; arrays that are handed out must not be changed.
 *
 * <p>Memory: 16 bytes a coupler and 8 a label.
 */
public final class WorkingGraph {
    private final int labels;
    private final int[] qubits;
    private final int[] couplers;
    private final boolean[] works;
    /** Neighbours of label q, ascending: from {@code starts[q]} to {@code starts[q + 1]}. */
    private final int[] starts;

    private final int[] neighbours;

    /**
     * A graph from its parts, which are taken over.
     *
     * @param labels labels are 0 to {@code labels - 1}
     * @param qubits labels that work, ascending
     * @param couplers pairs of them, one after the other, in any order
     * @throws IllegalArgumentException when a label is out of range, qubits do not rise, a coupler joins a qubit that does
     *     not work or comes twice
     */
    public WorkingGraph(int labels, int[] qubits, int[] couplers) {
        this.labels = labels;
        this.qubits = qubits;
        this.couplers = couplers;
        this.works = new boolean[labels];
        for (int i = 0; i < qubits.length; i++) {
            if (qubits[i] < 0 || qubits[i] >= labels || i > 0 && qubits[i] <= qubits[i - 1]) {
                throw new IllegalArgumentException(
                        "qubit " + qubits[i] + "; expected labels that rise, below " + labels);
            }
            works[qubits[i]] = true;
        }
        this.starts = new int[labels + 1];
        for (int end : couplers) {
            if (!has(end)) {
                throw new IllegalArgumentException("a coupler joins " + end + ", which is no working qubit");
            }
            starts[end + 1]++;
        }
        for (int q = 0; q < labels; q++) {
            starts[q + 1] += starts[q];
        }
        int[] next = Arrays.copyOf(starts, labels);
        this.neighbours = new int[couplers.length];
        for (int c = 0; c < couplers.length; c += 2) {
            neighbours[next[couplers[c]]++] = couplers[c + 1];
            neighbours[next[couplers[c + 1]]++] = couplers[c];
        }
        for (int q : qubits) {
            Arrays.sort(neighbours, starts[q], starts[q + 1]);
            for (int e = starts[q]; e < starts[q + 1]; e++) {
                if (neighbours[e] == q || e > starts[q] && neighbours[e] == neighbours[e - 1]) {
                    throw new IllegalArgumentException("coupler (" + q + ", " + neighbours[e] + ") joins a qubit to "
                            + (neighbours[e] == q ? "itself" : "another twice"));
                }
            }
        }
    }

    /** Labels are below this number. */
    public int labels() {
        return labels;
    }

    /** The labels that work, ascending. */
    public int[] qubits() {
        return qubits;
    }

    /** Couplers as pairs of labels, one after the other, in the order in which they were given. */
    public int[] couplers() {
        return couplers;
    }

    /** Whether a label is a working qubit. */
    public boolean has(int label) {
        return label >= 0 && label < labels && works[label];
    }

    /** Where the neighbours of a label begin in {@link #neighbours}; the next label's beginning is their end. */
    public int start(int label) {
        return starts[label];
    }

    /** The neighbours of all labels, ascending for each, by {@link #start}. */
    public int[] neighbours() {
        return neighbours;
    }

    /** Whether two labels are coupled. */
    public boolean isCoupled(int p, int q) {
        return has(p) && has(q) && Arrays.binarySearch(neighbours, starts[p], starts[p + 1], q) >= 0;
    }

    /**
     * A name that graphs of the same labels and couplers have in common: SHA-256 over the number of labels, the labels that
     * work and the couplers, in hexadecimal. Cost: some milliseconds for 40,000 couplers.
     */
    public String fingerprint() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * (1 + qubits.length + couplers.length));
        bytes.putInt(labels);
        for (int q : qubits) {
            bytes.putInt(q);
        }
        for (int q : qubits) {
            for (int e = starts[q]; e < starts[q + 1]; e++) {
                if (neighbours[e] > q) {
                    bytes.putInt(q).putInt(neighbours[e]);
                }
            }
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
