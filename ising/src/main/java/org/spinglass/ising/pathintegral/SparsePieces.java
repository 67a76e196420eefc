package org.spinglass.ising.pathintegral;

import java.util.Arrays;

/**
 * Integrals of the fields of a model in compressed rows, gathered from the neighbours' paths. Cost: one step for each
 * neighbour, each of its turns, and each cut that these pass by.
 */
final class SparsePieces extends PieceFields {
    private final int[] starts;
    private final int[] neighbours;
    private final float[] couplings;
    private final WorldLines lines;
    private float[] jumps = new float[16];

    /**
     * Fields of the given paths.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param couplings as the neighbours
     */
    SparsePieces(int[] starts, int[] neighbours, float[] couplings, WorldLines lines) {
        this.starts = starts;
        this.neighbours = neighbours;
        this.couplings = couplings;
        this.lines = lines;
    }

    @Override
    void integrate(int i, float level, float[] cuts, int m, float[] into) {
        if (jumps.length <= m) {
            jumps = new float[2 * m];
        }
        cuts[m] = 1;
        Arrays.fill(into, 0, m + 1, 0);
        float[] breaks = lines.breaks();
        for (int n = starts[i]; n < starts[i + 1]; n++) {
            int j = neighbours[n];
            int count = lines.count(j);
            if (count > 0) {
                int from = lines.first(j);
                addTurns(-2 * couplings[n] * lines.start(j), breaks, from, from + count, cuts, jumps, into);
            }
        }
        addLevels(level, cuts, m, jumps, into);
    }
}
