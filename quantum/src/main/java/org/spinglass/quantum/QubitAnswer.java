// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a processor found. Arrays are taken over and must not change afterwards.
 *
 * @param id the name that the processor gave to the problem
 * @param qubits labels of the qubits in use, ascending
 * @param spins +1 or -1 of every qubit in use, row after row
 * @param energies one a row, in the units of the problem, offset included
 * @param occurrences reads of each row
 * @param timing microseconds by the names that the processor uses; {@code qpu_access_time} is what is charged
 */
@SuppressWarnings("ArrayRecordComponent")
public record QubitAnswer(
        String id, int[] qubits, byte[] spins, double[] energies, int[] occurrences, Map<String, Double> timing) {
    /** The name of the time that is charged. */
    public static final String ACCESS_TIME = "qpu_access_time";

    public QubitAnswer {
        if (spins.length != energies.length * qubits.length || occurrences.length != energies.length) {
            throw new IllegalArgumentException(spins.length + " spins of " + qubits.length + " qubits, "
                    + energies.length + " energies and " + occurrences.length + " numbers of reads");
        }
        timing = Collections.unmodifiableMap(new LinkedHashMap<>(timing));
    }

    /** Different rows. */
    public int rows() {
        return energies.length;
    }

    /** The first rows, at most so many. */
    public QubitAnswer limitedTo(int most) {
        return rows() <= most
                ? this
                : new QubitAnswer(
                        id,
                        qubits,
                        Arrays.copyOf(spins, most * qubits.length),
                        Arrays.copyOf(energies, most),
                        Arrays.copyOf(occurrences, most),
                        timing);
    }

    /** Microseconds that are charged; 0 where the processor does not say. */
    public double accessTime() {
        return timing.getOrDefault(ACCESS_TIME, 0.0);
    }
}
