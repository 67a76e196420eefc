// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/**
 * The couplings of a sparse Ising model as {@link VectorOps#drawPaths} reads them. Immutable as long as its arrays are, which
 * are not copied; may be shared by threads.
 *
 * @param starts of the rows of neighbours, length N + 1
 * @param neighbours of each spin, row behind row
 * @param twice J_ij times two, as the neighbours
 * @param bases of each spin, {@code h_i - sum_j J_ij}, so that the field in a slice is the base and twice the couplings to
 *     those neighbours that are +1
 */
@SuppressWarnings("ArrayRecordComponent")
public record PathRows(int[] starts, int[] neighbours, float[] twice, float[] bases) {
    /** Slices of imaginary time, one a bit of a word. */
    public static final int SLICES = Long.SIZE;

    /** The greatest rate of cuts: all slices but one in 10^17 are cut. */
    public static final double MOST_RATE = 40;

    /**
     * The rows of a model.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param couplings J, as the neighbours
     * @param external h, length N
     */
    public static PathRows of(int[] starts, int[] neighbours, float[] couplings, float[] external) {
        float[] twice = new float[neighbours.length];
        float[] bases = new float[external.length];
        for (int i = 0; i < bases.length; i++) {
            double base = external[i];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                twice[k] = 2 * couplings[k];
                base -= couplings[k];
            }
            bases[i] = (float) base;
        }
        return new PathRows(starts, neighbours, twice, bases);
    }

    /** Number of spins. */
    public int spins() {
        return bases.length;
    }
}
