// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import org.spinglass.compute.VectorOps;

/** Couplings of some pairs, in compressed rows: 12 bytes a coupling and spin. */
public final class CsrCouplings extends IntegerCouplings {
    private final int[] starts;
    private final int[] neighbours;
    private final short[] couplings;

    /** Rows as a sparse model has them. */
    CsrCouplings(int[] starts, int[] neighbours, short[] couplings, short[] fields, double unit) {
        super(fields, unit);
        this.starts = starts;
        this.neighbours = neighbours;
        this.couplings = couplings;
    }

    @Override
    public void add(int i, int factor, short[] localFields) {
        int end = starts[i + 1];
        for (int k = starts[i]; k < end; k++) {
            localFields[neighbours[k]] += (short) (factor * couplings[k]);
        }
    }

    /** {@link VectorOps#sweepLanes} with these couplings. */
    public long sweepLanes(short[] spins, short[] localFields, short[] limits, int[] gains, VectorOps ops) {
        return ops.sweepLanes(starts, neighbours, couplings, spins, localFields, limits, gains);
    }
}
