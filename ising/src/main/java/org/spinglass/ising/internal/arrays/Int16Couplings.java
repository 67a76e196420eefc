// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import org.spinglass.compute.VectorOps;

/** Couplings of all pairs, {@code 2 N^2} bytes. */
public final class Int16Couplings extends IntegerCouplings {
    private final short[] couplings;
    private final VectorOps ops;

    /** A matrix, N x N, row-major, symmetric with a zero diagonal. */
    Int16Couplings(short[] couplings, short[] fields, double unit, VectorOps ops) {
        super(fields, unit);
        this.couplings = couplings;
        this.ops = ops;
    }

    @Override
    public void add(int i, int factor, short[] localFields) {
        ops.add((short) factor, couplings, i * size(), localFields, 0, size());
    }
}
