// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import org.spinglass.quantum.topology.WorkingGraph;

/**
 * How many wires of a line work over a stretch, and how many qubits they take there.
 *
 * <p>Stretches of one length stand together, those of a row of crossings behind each other, so that a walk over the places
 * of a rectangle is one over memory. Memory: two bytes for each orientation, kind, line and stretch of a line: 3.5 MB on
 * Pegasus of size 16.
 */
final class WireCounts {
    private final FragmentGrid grid;
    private final int side;
    private final byte[] counts;
    private final byte[] lengths;
    /** The furthest place to which a wire works from each place on; -1 where it does not work there. */
    private final short[] reach;

    /**
     * Counts of a graph.
     *
     * @param left qubits that may be used, by label
     */
    WireCounts(FragmentGrid grid, WorkingGraph graph, boolean[] left) {
        this.grid = grid;
        this.side = Math.max(grid.lines(0), grid.lines(1));
        this.counts = new byte[2 * grid.kinds() * side * side * side];
        this.lengths = new byte[counts.length];
        this.reach = new short[2 * side * grid.kinds() * grid.wires() * side];
        for (int u = 0; u < 2; u++) {
            for (int line = 0; line < grid.lines(u); line++) {
                for (int kind = 0; kind < grid.kinds(); kind++) {
                    measure(u, line, kind);
                    for (int wire = 0; wire < grid.wires(); wire++) {
                        count(graph, left, u, line, kind, wire);
                    }
                }
            }
        }
    }

    private void measure(int u, int line, int kind) {
        int places = grid.lines(1 - u);
        for (int from = 0; from < places; from++) {
            int qubits = 1;
            for (int to = from; to < places; to++) {
                boolean isNext = to > from && grid.label(u, line, kind, 0, to) != grid.label(u, line, kind, 0, to - 1);
                qubits += isNext ? 1 : 0;
                lengths[place(u, kind, to - from + 1, line, from)] = (byte) Math.min(qubits, Byte.MAX_VALUE);
            }
        }
    }

    private void count(WorkingGraph graph, boolean[] left, int u, int line, int kind, int wire) {
        int last = -1;
        for (int from = grid.lines(1 - u) - 1; from >= 0; from--) {
            int label = grid.label(u, line, kind, wire, from);
            if (label < 0 || !left[label]) {
                last = -1;
            } else if (last < 0) {
                last = from;
            } else {
                int next = grid.label(u, line, kind, wire, from + 1);
                last = label == next || graph.isCoupled(label, next) ? last : from;
            }
            reach[wirePlace(u, line, kind, wire) + from] = (short) last;
            for (int to = from; to <= last; to++) {
                counts[place(u, kind, to - from + 1, line, from)]++;
            }
        }
    }

    private int wirePlace(int u, int line, int kind, int wire) {
        return (((u * side + line) * grid.kinds() + kind) * grid.wires() + wire) * side;
    }

    /**
     * Where a stretch stands in {@link #counts} and {@link #lengths}. The stretch of a column one further right, or of a row
     * that begins one further right, stands one further.
     *
     * @param length crossings, from 1
     * @param from its first place
     */
    int place(int u, int kind, int length, int line, int from) {
        int column = u == 0 ? line : from;
        int row = u == 0 ? from : line;
        return (((u * grid.kinds() + kind) * side + length - 1) * side + row) * side + column;
    }

    /** Wires that work, by {@link #place}; not to be written to. */
    byte[] counts() {
        return counts;
    }

    /** Qubits of a wire, 127 for more, by {@link #place}; not to be written to. */
    byte[] lengths() {
        return lengths;
    }

    /** Whether a wire works over a stretch. */
    boolean works(int u, int line, int kind, int wire, int from, int to) {
        return reach[wirePlace(u, line, kind, wire) + from] >= to;
    }

    /** The grid. */
    FragmentGrid grid() {
        return grid;
    }
}
