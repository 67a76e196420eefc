// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.util.List;

/** The way in which a family of processors couples its qubits. Immutable. */
public sealed interface Topology permits Chimera, Pegasus, Zephyr {

    /** Its name in a processor's properties: chimera, pegasus or zephyr. */
    String type();

    /** Its size in a processor's properties, such as [16] or [12, 4]. */
    List<Integer> shape();

    /** Labels are below this number; not all need be qubits. */
    int labels();

    /** Whether a qubit is a horizontal one; the others are vertical. */
    default boolean isHorizontal(int label) {
        return bar(label).isHorizontal();
    }

    /** Where a qubit lies. */
    QubitBar bar(int label);

    /** Tracks of vertical qubits, the width of a drawing. */
    int columnTracks();

    /** Tracks of horizontal qubits, the height of a drawing. */
    int rowTracks();

    /** All qubits and couplers. */
    WorkingGraph graph();

    /**
     * The topology of a processor's properties.
     *
     * @throws IllegalArgumentException when there is none of this type and shape
     */
    static Topology of(String type, List<Integer> shape) {
        boolean isWhole = shape.stream().allMatch(size -> size >= 1);
        if (isWhole && type.equals("pegasus") && shape.size() == 1) {
            return new Pegasus(shape.getFirst(), true);
        }
        if (isWhole && type.equals("zephyr") && (shape.size() == 1 || shape.size() == 2)) {
            return new Zephyr(shape.getFirst(), shape.size() == 1 ? Zephyr.WIRES : shape.get(1));
        }
        if (isWhole && type.equals("chimera") && (shape.size() == 1 || shape.size() == 3)) {
            int rows = shape.getFirst();
            return shape.size() == 1
                    ? new Chimera(rows, rows, Chimera.WIRES)
                    : new Chimera(rows, shape.get(1), shape.get(2));
        }
        throw new IllegalArgumentException("topology " + type + " of shape " + shape
                + "; expected pegasus [m], zephyr [m, t] or chimera [m, n, t]");
    }
}
