// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;

/**
 * An Ising model on qubits of a processor:
 *
 * <pre>  E(s) = sum_q h_q s_q + sum_{couplers (p, q)} J_pq s_p s_q + offset.</pre>
 *
 * <p>Arrays are taken over and must not change afterwards.
 *
 * @param qubits the labels in use, ascending
 * @param fields h, one a qubit in use
 * @param couplers pairs of labels in use {@code (p, q)}, p below q, one after the other, ascending by p, then q
 * @param couplings J, one a pair
 * @param offset the constant
 */
@SuppressWarnings("ArrayRecordComponent")
public record QubitProblem(int[] qubits, double[] fields, int[] couplers, double[] couplings, double offset) {
    /**
     * Checks lengths, order and numbers.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public QubitProblem {
        if (fields.length != qubits.length || couplers.length != 2 * couplings.length) {
            throw new IllegalArgumentException(fields.length + " fields for " + qubits.length + " qubits, "
                    + couplings.length + " couplings for " + couplers.length / 2 + " couplers");
        }
        if (qubits.length > 0 && qubits[0] < 0) {
            throw new IllegalArgumentException("qubit " + qubits[0] + "; expected labels from 0 on");
        }
        for (int i = 1; i < qubits.length; i++) {
            if (qubits[i] <= qubits[i - 1]) {
                throw new IllegalArgumentException(
                        "qubit " + qubits[i] + " follows " + qubits[i - 1] + "; expected labels that rise");
            }
        }
        int[] ends = places(qubits, couplers);
        for (int c = 0; c < couplers.length; c += 2) {
            if (couplers[c] >= couplers[c + 1]
                    || c > 0
                            && (couplers[c - 2] > couplers[c]
                                    || couplers[c - 2] == couplers[c] && couplers[c - 1] >= couplers[c + 1])
                    || ends[c] < 0
                    || ends[c + 1] < 0) {
                throw new IllegalArgumentException("coupler (" + couplers[c] + ", " + couplers[c + 1]
                        + "); expected two rising labels in use, behind the coupler before");
            }
        }
        requireFinite("field", fields);
        requireFinite("coupling", couplings);
        requireFinite("offset", new double[] {offset});
    }

    /** The ends of the couplers as places among the qubits in use, in the order of {@link #couplers}. */
    public int[] places() {
        return places(qubits, couplers);
    }

    /** -1 for a label that is not in use. */
    private static int[] places(int[] qubits, int[] labels) {
        int most = qubits.length == 0 ? -1 : qubits[qubits.length - 1];
        int[] placeOf = new int[most + 1];
        Arrays.fill(placeOf, -1);
        for (int i = 0; i < qubits.length; i++) {
            placeOf[qubits[i]] = i;
        }
        int[] places = new int[labels.length];
        for (int k = 0; k < labels.length; k++) {
            places[k] = labels[k] < 0 || labels[k] > most ? -1 : placeOf[labels[k]];
        }
        return places;
    }

    private static void requireFinite(String name, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a " + name + " is " + value + "; expected a finite number");
            }
        }
    }

    /** The energy of a state, one spin of +1 or -1 for each qubit in use, from {@code at} on. */
    public double energy(byte[] spins, int at) {
        double energy = offset;
        for (int i = 0; i < qubits.length; i++) {
            energy += fields[i] * spins[at + i];
        }
        int[] ends = places();
        for (int c = 0; c < couplings.length; c++) {
            energy += couplings[c] * spins[at + ends[2 * c]] * spins[at + ends[2 * c + 1]];
        }
        return energy;
    }
}
