// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.compute.VectorOps;

/** Couplings in double precision, by rows. Immutable and safe for use from several threads. */
public sealed interface DoubleRows {

    /** Adds {@code factor J_i} to an array with one element a spin. */
    void add(int i, double factor, double[] into);

    /**
     * Couplings of all pairs.
     *
     * @param couplings J, N x N, row-major, symmetric with a zero diagonal
     */
    static DoubleRows dense(double[] couplings, VectorOps ops) {
        return new Dense(couplings, ops);
    }

    /**
     * Couplings of some pairs, in compressed rows.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param couplings as the neighbours
     */
    static DoubleRows sparse(int[] starts, int[] neighbours, double[] couplings) {
        return new Sparse(starts, neighbours, couplings);
    }

    /** A matrix. */
    @SuppressWarnings("ArrayRecordComponent")
    record Dense(double[] couplings, VectorOps ops) implements DoubleRows {
        @Override
        public void add(int i, double factor, double[] into) {
            ops.add(factor, couplings, i * into.length, into, 0, into.length);
        }
    }

    /** Compressed rows. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sparse(int[] starts, int[] neighbours, double[] couplings) implements DoubleRows {
        @Override
        public void add(int i, double factor, double[] into) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                into[neighbours[k]] += factor * couplings[k];
            }
        }
    }
}
