package org.spinglass.ising.annealing;

import org.spinglass.compute.Kernel;

/** Couplings of all pairs, {@code 2 N^2} bytes. */
final class ShortRows extends WholeRows {
    private final short[] couplings;
    private final Kernel kernel;

    /** A matrix, N x N, row-major, symmetric with a zero diagonal. */
    ShortRows(short[] couplings, short[] fields, double unit, Kernel kernel) {
        super(fields, unit);
        this.couplings = couplings;
        this.kernel = kernel;
    }

    @Override
    void add(int i, int factor, short[] localFields) {
        kernel.add((short) factor, couplings, i * size(), localFields, 0, size());
    }
}
