// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.internal.local.SingleCopy;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;

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

    /** Those of a model, in single precision; the live arrays where that holds them. */
    static Couplings of(PlainIsing model) {
        return switch (model) {
            case DenseIsing dense -> new Dense(SingleCopy.couplings(dense), SingleCopy.fields(dense));
            case SparseIsing sparse -> of(sparse);
        };
    }

    /** Those of a sparse model, in single precision; the live arrays where that holds them. */
    static Sparse of(SparseIsing model) {
        SparseArrays arrays = (SparseArrays) ModelArrays.of(model);
        return new Sparse(arrays.starts(), arrays.neighbours(), SingleCopy.couplings(model), SingleCopy.fields(model));
    }
}
