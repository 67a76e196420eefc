// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;

/**
 * Integrals of the fields of a model in compressed rows, gathered from the neighbours' paths. Cost: one step for each
 * neighbour, each of its turns, and each cut that these pass by.
 */
final class SparseSegments extends SegmentFields {
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
    SparseSegments(int[] starts, int[] neighbours, float[] couplings, WorldLines lines) {
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

    /**
     * Adds what the turns of one path contribute: a jump of {@code change} from the first turn on, of the opposite from
     * the second on, and so forth. A jump d at time t within piece k adds {@code d (c_k - t)} to I_k, and d to the level
     * of all later pieces.
     *
     * @param jumps jump of the level at the start of each piece
     */
    private static void addTurns(
            float change, float[] times, int from, int to, float[] cuts, float[] jumps, float[] into) {
        float d = change;
        int k = 0;
        for (int e = from; e < to; e++) {
            float t = times[e];
            while (cuts[k] <= t) {
                k++;
            }
            into[k] += d * (cuts[k] - t);
            jumps[k] += d;
            d = -d;
        }
    }

    /** Adds the level's own part, and leaves all jumps at 0. */
    private static void addLevels(float level, float[] cuts, int m, float[] jumps, float[] into) {
        float now = level;
        float start = 0;
        for (int k = 0; k <= m; k++) {
            into[k] += now * (cuts[k] - start);
            now += jumps[k];
            jumps[k] = 0;
            start = cuts[k];
        }
    }
}
