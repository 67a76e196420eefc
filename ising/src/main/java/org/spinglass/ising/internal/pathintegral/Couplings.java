package org.spinglass.ising.internal.pathintegral;

/** The couplings of a plain Ising model, as it stores them. */
public sealed interface Couplings {

    /**
     * All pairs.
     *
     * @param values J, N x N, row-major, symmetric with a zero diagonal
     * @param external h, length N
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Dense(float[] values, float[] external) implements Couplings {}

    /**
     * Compressed rows.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param values as the neighbours
     * @param external h, length N
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Sparse(int[] starts, int[] neighbours, float[] values, float[] external) implements Couplings {}
}
