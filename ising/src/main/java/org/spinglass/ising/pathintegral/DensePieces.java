package org.spinglass.ising.pathintegral;

import java.util.Arrays;

/** Integrals of the fields of a model with couplings between all pairs, gathered from all paths. */
final class DensePieces extends PieceFields {
    private final float[] couplings;
    private final WorldLines lines;
    private float[] jumps = new float[16];

    DensePieces(float[] couplings, WorldLines lines) {
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
        int row = i * lines.spins();
        for (int j = 0; j < lines.spins(); j++) {
            int count = lines.count(j);
            if (count > 0) {
                int from = lines.first(j);
                addTurns(-2 * couplings[row + j] * lines.start(j), breaks, from, from + count, cuts, jumps, into);
            }
        }
        addLevels(level, cuts, m, jumps, into);
    }
}
