package org.spinglass.ising.internal.arrays;

import org.spinglass.compute.Kernel;

/** Couplings of all pairs, {@code 2 N^2} bytes. */
public final class Int16Couplings extends IntegerCouplings {
    private final short[] couplings;
    private final Kernel kernel;

    /** A matrix, N x N, row-major, symmetric with a zero diagonal. */
    Int16Couplings(short[] couplings, short[] fields, double unit, Kernel kernel) {
        super(fields, unit);
        this.couplings = couplings;
        this.kernel = kernel;
    }

    @Override
    public void add(int i, int factor, short[] localFields) {
        kernel.add((short) factor, couplings, i * size(), localFields, 0, size());
    }
}
