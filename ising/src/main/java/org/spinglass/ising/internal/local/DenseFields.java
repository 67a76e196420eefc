// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.compute.VectorOps;

/** Local fields of a model with couplings between all pairs, in single precision. */
public final class DenseFields extends SingleFields {
    private final float[] couplings;

    /**
     * The fields of a state.
     *
     * @param couplings J, N x N, row-major, symmetric with a zero diagonal
     * @param external h, length N
     * @param offset constant energy
     * @param unit what a coupling, a field or an offset of one is worth in energy
     * @param sigma the state, +1 or -1 each, taken over
     */
    public DenseFields(float[] couplings, float[] external, double offset, double unit, byte[] sigma, VectorOps ops) {
        super(external, sigma, offset, unit, ops);
        this.couplings = couplings;
        refresh();
    }

    @Override
    public LocalFields at(byte[] state) {
        return new DenseFields(couplings, external(), offset(), unit(), state, ops());
    }

    @Override
    void compute(byte[] state, float[] into) {
        System.arraycopy(external(), 0, into, 0, into.length);
        for (int i = 0; i < state.length; i++) {
            addRow(i, state[i], into);
        }
    }

    @Override
    void addRow(int i, float factor, float[] into) {
        ops().add(factor, couplings, i * into.length, into, 0, into.length);
    }
}
