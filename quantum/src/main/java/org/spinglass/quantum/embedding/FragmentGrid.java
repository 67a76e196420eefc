// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.Zephyr;

/**
 * A topology as a grid of wires. Vertical wires lie on columns and horizontal ones on rows; each is cut into qubits, and
 * where a column and a row meet all wires of the one are coupled with all of the other. A stretch of a qubit between two
 * neighbouring lines is a fragment: 6 to a qubit on Pegasus, 2 on Zephyr, 1 on Chimera. The wires of a line are of one
 * kind where they are cut at the same places; on Zephyr there are two kinds.
 *
 * <p>Orientations: 0 lines are columns, 1 lines are rows, as in the coordinates of qubits.
 */
final class FragmentGrid {
    private static final int[] PEGASUS_VERTICAL = {1, 1, 5, 5, 3, 3};
    private static final int[] PEGASUS_HORIZONTAL = {3, 3, 1, 1, 5, 5};
    private static final int PEGASUS_FRAGMENTS = 6;

    private final int columns;
    private final int rows;
    private final int kinds;
    private final int wires;
    private final int fragments;
    /** The label at each place of each wire; -1 where there is none. */
    private final int[] labels;

    private final int longest;

    private FragmentGrid(int columns, int rows, int kinds, int wires, int fragments) {
        this.columns = columns;
        this.rows = rows;
        this.kinds = kinds;
        this.wires = wires;
        this.fragments = fragments;
        this.longest = Math.max(columns, rows);
        this.labels = new int[2 * longest * kinds * wires * longest];
        Arrays.fill(labels, -1);
    }

    static FragmentGrid of(Topology topology) {
        return switch (topology) {
            case Chimera chimera -> of(chimera);
            case Pegasus pegasus -> of(pegasus);
            case Zephyr zephyr -> of(zephyr);
        };
    }

    private static FragmentGrid of(Chimera chimera) {
        FragmentGrid grid = new FragmentGrid(chimera.columns(), chimera.rows(), 1, chimera.wires(), 1);
        for (int row = 0; row < chimera.rows(); row++) {
            for (int column = 0; column < chimera.columns(); column++) {
                for (int k = 0; k < chimera.wires(); k++) {
                    grid.labels[grid.place(0, column, 0, k, row)] = chimera.label(row, column, 0, k);
                    grid.labels[grid.place(1, row, 0, k, column)] = chimera.label(row, column, 1, k);
                }
            }
        }
        return grid;
    }

    private static FragmentGrid of(Pegasus pegasus) {
        int side = PEGASUS_FRAGMENTS * pegasus.size();
        FragmentGrid grid = new FragmentGrid(side, side, 1, 2, PEGASUS_FRAGMENTS);
        for (int u = 0; u < 2; u++) {
            int[] shifts = u == 0 ? PEGASUS_VERTICAL : PEGASUS_HORIZONTAL;
            for (int line = 0; line < side; line++) {
                for (int k = 0; k < 2; k++) {
                    for (int at = 0; at < side; at++) {
                        int z = Math.floorDiv(at - shifts[line % PEGASUS_FRAGMENTS], PEGASUS_FRAGMENTS);
                        if (z >= 0 && z < pegasus.size() - 1) {
                            int wire = 2 * (line % PEGASUS_FRAGMENTS) + k;
                            grid.labels[grid.place(u, line, 0, k, at)] =
                                    pegasus.label(u, line / PEGASUS_FRAGMENTS, wire, z);
                        }
                    }
                }
            }
        }
        return grid;
    }

    private static FragmentGrid of(Zephyr zephyr) {
        int side = zephyr.tiles();
        FragmentGrid grid = new FragmentGrid(side, side, 2, zephyr.wires(), 2);
        for (int u = 0; u < 2; u++) {
            for (int line = 0; line < side; line++) {
                for (int half = 0; half < 2; half++) {
                    for (int k = 0; k < zephyr.wires(); k++) {
                        for (int at = half; at < half + 2 * zephyr.size(); at++) {
                            grid.labels[grid.place(u, line, half, k, at)] =
                                    zephyr.label(u, line, k, half, (at - half) / 2);
                        }
                    }
                }
            }
        }
        return grid;
    }

    private int place(int orientation, int line, int kind, int wire, int at) {
        return (((orientation * longest + line) * kinds + kind) * wires + wire) * longest + at;
    }

    /** Columns for orientation 0, rows for orientation 1. */
    int lines(int orientation) {
        return orientation == 0 ? columns : rows;
    }

    /** Crossings of a qubit with lines. */
    int fragments() {
        return fragments;
    }

    /** Kinds of wires of a line. */
    int kinds() {
        return kinds;
    }

    /** Wires of one kind of a line. */
    int wires() {
        return wires;
    }

    /** The label of the qubit of a wire at a crossing line; -1 where there is none. */
    int label(int orientation, int line, int kind, int wire, int at) {
        return labels[place(orientation, line, kind, wire, at)];
    }
}
