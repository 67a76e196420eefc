// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;

/**
 * The turns of all paths, sorted into slices of imaginary time of equal length, in no order within a slice. Belongs to one
 * thread.
 */
final class KinkGrid {
    private final int[] counts;
    private final int[][] spins;
    private final float[][] times;
    private final byte[][] before;

    /** The turns of the given paths in a number of slices, a power of two. */
    KinkGrid(int slices, WorldLines lines) {
        counts = new int[slices];
        int room = (int) (lines.total() / slices) + 8;
        spins = new int[slices][room];
        times = new float[slices][room];
        before = new byte[slices][room];
        float[] breaks = lines.breaks();
        for (int i = 0; i < lines.spins(); i++) {
            int from = lines.first(i);
            add(i, lines.start(i), breaks, from, from + lines.count(i));
        }
    }

    int slices() {
        return counts.length;
    }

    /** The slice in which a time in [0, 1) lies. */
    int slice(float time) {
        return (int) (time * counts.length);
    }

    /** Number of turns in a slice. */
    int count(int slice) {
        return counts[slice];
    }

    /** The live spins that turn in a slice. */
    int[] spins(int slice) {
        return spins[slice];
    }

    /** The live times at which they turn. */
    float[] times(int slice) {
        return times[slice];
    }

    /** The live values that they have before. */
    byte[] before(int slice) {
        return before[slice];
    }

    /** Adds the turns of a path, {@code times} from {@code from} to before {@code to}. */
    void add(int i, int start, float[] turns, int from, int to) {
        int value = start;
        for (int e = from; e < to; e++) {
            int slice = slice(turns[e]);
            int k = counts[slice]++;
            if (k == spins[slice].length) {
                spins[slice] = Arrays.copyOf(spins[slice], 2 * k);
                times[slice] = Arrays.copyOf(times[slice], 2 * k);
                before[slice] = Arrays.copyOf(before[slice], 2 * k);
            }
            spins[slice][k] = i;
            times[slice][k] = turns[e];
            before[slice][k] = (byte) value;
            value = -value;
        }
    }

    /** Takes out the turns of a path. Cost: half a slice's turns each. */
    void remove(int i, float[] turns, int from, int to) {
        for (int e = from; e < to; e++) {
            int slice = slice(turns[e]);
            int[] who = spins[slice];
            int k = 0;
            while (who[k] != i) {
                k++;
            }
            int last = --counts[slice];
            who[k] = who[last];
            times[slice][k] = times[slice][last];
            before[slice][k] = before[slice][last];
        }
    }
}
