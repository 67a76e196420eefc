// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.compute.VectorOps;

/** Local fields of a model with couplings between some pairs, in compressed rows, in single precision. */
public final class SparseFields extends SingleFields {
    private final int[] starts;
    private final int[] neighbours;
    private final float[] couplings;

    /**
     * The fields of a state.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param couplings as the neighbours
     * @param external h, length N
     * @param offset constant energy
     * @param unit what a coupling, a field or an offset of one is worth in energy
     * @param sigma the state, +1 or -1 each, taken over
     */
    public SparseFields(
            int[] starts,
            int[] neighbours,
            float[] couplings,
            float[] external,
            double offset,
            double unit,
            byte[] sigma,
            VectorOps ops) {
        super(external, sigma, offset, unit, ops);
        this.starts = starts;
        this.neighbours = neighbours;
        this.couplings = couplings;
        refresh();
    }

    @Override
    public LocalFields at(byte[] state) {
        return new SparseFields(starts, neighbours, couplings, external(), offset(), unit(), state, ops());
    }

    @Override
    void compute(byte[] state, float[] into) {
        for (int i = 0; i < state.length; i++) {
            float sum = external()[i];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sum += couplings[k] * state[neighbours[k]];
            }
            into[i] = sum;
        }
    }

    @Override
    void addRow(int i, float factor, float[] into) {
        for (int k = starts[i]; k < starts[i + 1]; k++) {
            into[neighbours[k]] += factor * couplings[k];
        }
    }
}
