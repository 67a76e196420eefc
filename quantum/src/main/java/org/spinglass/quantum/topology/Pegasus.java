// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.util.List;
import java.util.Objects;

/**
 * Pegasus (Boothby, Bunyk, Raymond and Roy 2019). Qubit (u, w, k, z), of orientation u (0 vertical, 1 horizontal), tile w,
 * wire k and place z along its wire, has the label {@code ((u m + w) 12 + k) (m - 1) + z}. A vertical one lies on column {@code
 * 12 w + k} and covers twelve rows from {@code 12 z + V_k} on; a horizontal one lies on row {@code 12 w + k} and covers
 * twelve columns from {@code 12 z + H_k} on. Qubits are coupled where they cross, to the next along their wire, and wires
 * {@code 2i} and {@code 2i + 1} at each place.
 *
 * @param size m, at least 2 for any qubit
 * @param isFabricOnly without the qubits at the rim that cross nothing, as processors are built
 */
public record Pegasus(int size, boolean isFabricOnly) implements Topology {
    private static final int WIRES = 12;
    /** Wires of one orientation in a cell of nice coordinates. */
    private static final int CELL = 4;

    private static final int[] VERTICAL = {2, 2, 2, 2, 10, 10, 10, 10, 6, 6, 6, 6};
    private static final int[] HORIZONTAL = {6, 6, 6, 6, 2, 2, 2, 2, 10, 10, 10, 10};
    /** The least and the most offset, the same for both orientations. */
    private static final int LEAST = 2;

    private static final int MOST = 10;

    public Pegasus {
        if (size < 2) {
            throw new IllegalArgumentException("pegasus of size " + size + "; expected at least 2");
        }
    }

    @Override
    public String type() {
        return "pegasus";
    }

    @Override
    public List<Integer> shape() {
        return List.of(size);
    }

    @Override
    public int labels() {
        return 2 * size * WIRES * (size - 1);
    }

    /** The label of a qubit. */
    public int label(int orientation, int tile, int wire, int place) {
        return ((orientation * size + tile) * WIRES + wire) * (size - 1) + place;
    }

    /**
     * The coordinates of a qubit.
     *
     * @param orientation u
     * @param tile w
     * @param wire k
     * @param place z
     */
    public record Coordinates(int orientation, int tile, int wire, int place) {}

    /**
     * The nice coordinates of a qubit: cells (y, x) of K_{4,4} as in Chimera, in three layers. Qubits of cells at the rim,
     * where y or x is -1 or {@code m - 1}, have them too.
     *
     * @param layer t, from 0 to 2
     * @param row y
     * @param column x
     * @param orientation u
     * @param wire k, from 0 to 3
     */
    public record NiceCoordinates(int layer, int row, int column, int orientation, int wire) {}

    /** The coordinates of a label. */
    public Coordinates coordinates(int label) {
        Objects.checkIndex(label, labels());
        int along = label / (size - 1);
        return new Coordinates(along / WIRES / size, along / WIRES % size, along % WIRES, label % (size - 1));
    }

    /** The nice coordinates of a label. */
    public NiceCoordinates niceCoordinates(int label) {
        Coordinates qubit = coordinates(label);
        int u = qubit.orientation;
        int layer = Math.floorMod(2 - u - (2 * u - 1) * (qubit.wire / CELL), 3);
        int across = qubit.tile - shift(layer, u);
        return u == 1
                ? new NiceCoordinates(layer, across, qubit.place, u, qubit.wire % CELL)
                : new NiceCoordinates(layer, qubit.place, across, u, qubit.wire % CELL);
    }

    /** The label of nice coordinates. */
    public int label(NiceCoordinates nice) {
        int u = nice.orientation;
        int across = u == 1 ? nice.row : nice.column;
        int block = u == 1 ? (4 - nice.layer) % 3 : (nice.layer + 1) % 3;
        return label(u, across + shift(nice.layer, u), CELL * block + nice.wire, u == 1 ? nice.column : nice.row);
    }

    /** How far the tiles of a layer lie from the cells. */
    private static int shift(int layer, int orientation) {
        return orientation == 1 ? (layer == 2 ? 0 : 1) : (layer == 2 ? 1 : 0);
    }

    private boolean isUsed(int tile, int wire) {
        return !isFabricOnly || !(tile == 0 && wire < LEAST || tile == size - 1 && wire >= MOST);
    }

    @Override
    public QubitBar bar(int label) {
        Coordinates qubit = coordinates(label);
        int from = WIRES * qubit.place + (qubit.orientation == 0 ? VERTICAL : HORIZONTAL)[qubit.wire];
        return new QubitBar(qubit.orientation == 1, WIRES * qubit.tile + qubit.wire, from, from + WIRES - 1);
    }

    @Override
    public int columnTracks() {
        return WIRES * size;
    }

    @Override
    public int rowTracks() {
        return WIRES * size;
    }

    @Override
    public WorkingGraph graph() {
        GraphParts parts = new GraphParts(labels());
        for (int u = 0; u < 2; u++) {
            for (int w = 0; w < size; w++) {
                for (int k = 0; k < WIRES; k++) {
                    if (isUsed(w, k)) {
                        addWire(parts, u, w, k);
                    }
                }
            }
        }
        return parts.graph();
    }

    private void addWire(GraphParts parts, int u, int w, int k) {
        for (int z = 0; z < size - 1; z++) {
            int qubit = label(u, w, k, z);
            parts.addQubit(qubit);
            if (z + 1 < size - 1) {
                parts.addCoupler(qubit, label(u, w, k, z + 1));
            }
            if (k % 2 == 0) {
                parts.addCoupler(qubit, label(u, w, k + 1, z));
            }
            if (u == 0) {
                addCrossings(parts, qubit, WIRES * w + k, WIRES * z + VERTICAL[k]);
            }
        }
    }

    /** The horizontal qubits that cross a vertical one on a column, which covers rows from {@code top} on. */
    private void addCrossings(GraphParts parts, int qubit, int column, int top) {
        for (int row = top; row < top + WIRES; row++) {
            int wire = row % WIRES;
            int along = column - HORIZONTAL[wire];
            if (row / WIRES < size && along >= 0 && along / WIRES < size - 1) {
                parts.addCoupler(qubit, label(1, row / WIRES, wire, along / WIRES));
            }
        }
    }
}
