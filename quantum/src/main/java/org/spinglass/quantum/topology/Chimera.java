// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.util.List;
import java.util.Objects;

/**
 * Chimera: rows x columns cells of K_{t,t}. Qubit (i, j, u, k), of cell (i, j), orientation u (0 vertical, 1
 * horizontal) and wire k, has the label {@code ((i n + j) 2 + u) t + k}. Within a cell all vertical qubits are coupled to
 * all horizontal ones; vertical qubits to those of the same wire in the row below, horizontal ones in the column beside.
 *
 * @param rows m
 * @param columns n
 * @param wires t, of each orientation in a cell
 */
public record Chimera(int rows, int columns, int wires) implements Topology {
    /** The wires of the processors that were built. */
    public static final int WIRES = 4;

    public Chimera {
        if (rows < 1 || columns < 1 || wires < 1) {
            throw new IllegalArgumentException(
                    "chimera of " + rows + " x " + columns + " cells of " + wires + "; expected at least 1 each");
        }
    }

    @Override
    public String type() {
        return "chimera";
    }

    @Override
    public List<Integer> shape() {
        return List.of(rows, columns, wires);
    }

    @Override
    public int labels() {
        return 2 * rows * columns * wires;
    }

    /** The label of a qubit. */
    public int label(int row, int column, int orientation, int wire) {
        return ((row * columns + column) * 2 + orientation) * wires + wire;
    }

    /**
     * The coordinates of a qubit.
     *
     * @param row i
     * @param column j
     * @param orientation u
     * @param wire k
     */
    public record Coordinates(int row, int column, int orientation, int wire) {}

    /** The coordinates of a label. */
    public Coordinates coordinates(int label) {
        Objects.checkIndex(label, labels());
        int cell = label / wires / 2;
        return new Coordinates(cell / columns, cell % columns, label / wires % 2, label % wires);
    }

    @Override
    public QubitBar bar(int label) {
        Coordinates qubit = coordinates(label);
        boolean isHorizontal = qubit.orientation == 1;
        int line = isHorizontal ? qubit.row : qubit.column;
        int from = (isHorizontal ? qubit.column : qubit.row) * wires;
        return new QubitBar(isHorizontal, line * wires + qubit.wire, from, from + wires - 1);
    }

    @Override
    public int columnTracks() {
        return columns * wires;
    }

    @Override
    public int rowTracks() {
        return rows * wires;
    }

    @Override
    public WorkingGraph graph() {
        GraphParts parts = new GraphParts(labels());
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < wires; k++) {
                    parts.addQubit(label(i, j, 0, k));
                    parts.addQubit(label(i, j, 1, k));
                    for (int other = 0; other < wires; other++) {
                        parts.addCoupler(label(i, j, 0, k), label(i, j, 1, other));
                    }
                    if (i + 1 < rows) {
                        parts.addCoupler(label(i, j, 0, k), label(i + 1, j, 0, k));
                    }
                    if (j + 1 < columns) {
                        parts.addCoupler(label(i, j, 1, k), label(i, j + 1, 1, k));
                    }
                }
            }
        }
        return parts.graph();
    }
}
