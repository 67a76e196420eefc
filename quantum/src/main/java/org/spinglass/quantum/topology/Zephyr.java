// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.util.List;
import java.util.Objects;

/**
 * Zephyr (Boothby, King and Raymond 2021). Qubit (u, w, k, j, z), of orientation u (0 vertical, 1 horizontal), tile w, wire k,
 * half j and place z, has the label {@code (((u M + w) t + k) 2 + j) m + z} with {@code M = 2m + 1}. A vertical one lies on
 * column w and covers rows {@code 2z + j} and {@code 2z + j + 1}; a horizontal one the same the other way round. Qubits are
 * coupled where they cross, to the next of their wire and half, and to the two of the other half that overlap them.
 *
 * @param size m
 * @param wires t
 */
public record Zephyr(int size, int wires) implements Topology {
    /** The wires of the processors that are built. */
    public static final int WIRES = 4;

    public Zephyr {
        if (size < 1 || wires < 1) {
            throw new IllegalArgumentException(
                    "zephyr of size " + size + " with " + wires + " wires; expected at least 1 each");
        }
    }

    @Override
    public String type() {
        return "zephyr";
    }

    @Override
    public List<Integer> shape() {
        return List.of(size, wires);
    }

    @Override
    public int labels() {
        return 4 * wires * size * tiles();
    }

    /** {@code M = 2m + 1}, columns and rows of tiles. */
    public int tiles() {
        return 2 * size + 1;
    }

    /** The label of a qubit. */
    public int label(int orientation, int tile, int wire, int half, int place) {
        return (((orientation * tiles() + tile) * wires + wire) * 2 + half) * size + place;
    }

    /**
     * The coordinates of a qubit.
     *
     * @param orientation u
     * @param tile w
     * @param wire k
     * @param half j
     * @param place z
     */
    public record Coordinates(int orientation, int tile, int wire, int half, int place) {}

    /** The coordinates of a label. */
    public Coordinates coordinates(int label) {
        Objects.checkIndex(label, labels());
        int along = label / size;
        int across = along / 2 / wires;
        return new Coordinates(across / tiles(), across % tiles(), along / 2 % wires, along % 2, label % size);
    }

    /**
     * The half of a qubit at which a neighbour meets it, 0 or 1: limits on sums of couplings hold for each half.
     *
     * @param qubit one label
     * @param neighbour another, coupled with it
     */
    public int couplerGroup(int qubit, int neighbour) {
        Coordinates own = coordinates(qubit);
        Coordinates other = coordinates(neighbour);
        if (own.orientation != other.orientation) {
            return 2 * own.place + own.half + 1 - other.tile;
        }
        return own.half == other.half ? other.place > own.place ? 0 : 1 : own.place + own.half - other.place;
    }

    @Override
    public QubitBar bar(int label) {
        Coordinates qubit = coordinates(label);
        int perTile = 2 * wires;
        int from = (2 * qubit.place + qubit.half) * perTile;
        return new QubitBar(
                qubit.orientation == 1,
                qubit.tile * perTile + 2 * qubit.wire + qubit.half,
                from,
                from + 2 * perTile - 1);
    }

    @Override
    public int columnTracks() {
        return tiles() * 2 * wires;
    }

    @Override
    public int rowTracks() {
        return columnTracks();
    }

    @Override
    public WorkingGraph graph() {
        GraphParts parts = new GraphParts(labels());
        for (int u = 0; u < 2; u++) {
            for (int w = 0; w < tiles(); w++) {
                for (int k = 0; k < wires; k++) {
                    addWire(parts, u, w, k);
                }
            }
        }
        return parts.graph();
    }

    private void addWire(GraphParts parts, int u, int w, int k) {
        for (int z = 0; z < size; z++) {
            for (int j = 0; j < 2; j++) {
                int qubit = label(u, w, k, j, z);
                parts.addQubit(qubit);
                if (z + 1 < size) {
                    parts.addCoupler(qubit, label(u, w, k, j, z + 1));
                }
                for (int row = 2 * z + j; u == 0 && row <= 2 * z + j + 1; row++) {
                    addCrossings(parts, qubit, w, row);
                }
            }
            parts.addCoupler(label(u, w, k, 0, z), label(u, w, k, 1, z));
            if (z > 0) {
                parts.addCoupler(label(u, w, k, 0, z), label(u, w, k, 1, z - 1));
            }
        }
    }

    /** The horizontal qubits that cross a vertical one at a column and a row. */
    private void addCrossings(GraphParts parts, int qubit, int column, int row) {
        for (int k = 0; k < wires; k++) {
            for (int j = 0; j < 2; j++) {
                int z = (column - j) / 2;
                if (column >= j && z < size) {
                    parts.addCoupler(qubit, label(1, row, k, j, z));
                }
            }
        }
    }
}
