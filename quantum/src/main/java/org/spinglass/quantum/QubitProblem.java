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
        for (int i = 1; i < qubits.length; i++) {
            if (qubits[i] <= qubits[i - 1]) {
                throw new IllegalArgumentException(
                        "qubit " + qubits[i] + " follows " + qubits[i - 1] + "; expected labels that rise");
            }
        }
        for (int c = 0; c < couplers.length; c += 2) {
            if (couplers[c] >= couplers[c + 1]
                    || c > 0
                            && (couplers[c - 2] > couplers[c]
                                    || couplers[c - 2] == couplers[c] && couplers[c - 1] >= couplers[c + 1])
                    || Arrays.binarySearch(qubits, couplers[c]) < 0
                    || Arrays.binarySearch(qubits, couplers[c + 1]) < 0) {
                throw new IllegalArgumentException("coupler (" + couplers[c] + ", " + couplers[c + 1]
                        + "); expected two rising labels in use, behind the coupler before");
            }
        }
        requireFinite("field", fields);
        requireFinite("coupling", couplings);
        requireFinite("offset", new double[] {offset});
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
        for (int c = 0; c < couplings.length; c++) {
            int p = Arrays.binarySearch(qubits, couplers[2 * c]);
            int q = Arrays.binarySearch(qubits, couplers[2 * c + 1]);
            energy += couplings[c] * spins[at + p] * spins[at + q];
        }
        return energy;
    }
}
