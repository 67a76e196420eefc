package org.spinglass.quantum.topology;

import java.util.List;

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

    private boolean isUsed(int tile, int wire) {
        return !isFabricOnly || !(tile == 0 && wire < LEAST || tile == size - 1 && wire >= MOST);
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
