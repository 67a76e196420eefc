// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Arrays;
import java.util.Optional;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.numbers.Unit;

/**
 * The couplings and fields of a plain Ising model as 16-bit whole numbers of a unit, where they are so: every local
 * field {@code h_i + sum_j J_ij sigma_j} of every state then fits in 16 bits too, and nothing is rounded.
 *
 * <p>Immutable and safe for use from several threads.
 */
public abstract sealed class IntegerCouplings permits TwoValuedCouplings, Int16Couplings, CsrCouplings {
    private final short[] fields;
    private final double unit;

    /** Couplings with these fields, both in units. */
    IntegerCouplings(short[] fields, double unit) {
        this.fields = fields;
        this.unit = unit;
    }

    /**
     * The whole numbers of a stored matrix; empty where some are none. Cost: N^2 operations, but only N where the first
     * row already does not fit.
     *
     * @param couplings J, N x N, row-major, symmetric with a zero diagonal
     * @param fields h, length N
     * @param scale what a coupling or field of one is worth in energy
     */
    public static Optional<IntegerCouplings> ofMatrix(float[] couplings, float[] fields, double scale, VectorOps ops) {
        int n = fields.length;
        Unit unit = new Unit();
        for (int i = 0; i < n; i++) {
            if (!unit.takesRow(fields[i], couplings, i * n, (i + 1) * n)) {
                return Optional.empty();
            }
        }
        double inverse = 1 / unit.value();
        double worth = scale * unit.value();
        short[] whole = Unit.times(fields, inverse);
        return Optional.of(TwoValuedCouplings.of(couplings, whole, unit.value(), worth, ops)
                .orElseGet(() -> new Int16Couplings(Unit.times(couplings, inverse), whole, worth, ops)));
    }

    /**
     * The whole numbers of compressed rows; empty where some are none.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param couplings as the neighbours
     * @param fields h, length N
     * @param scale what a coupling or field of one is worth in energy
     */
    public static Optional<IntegerCouplings> ofLists(
            int[] starts, int[] neighbours, float[] couplings, float[] fields, double scale) {
        Unit unit = new Unit();
        for (int i = 0; i < fields.length; i++) {
            if (!unit.takesRow(fields[i], couplings, starts[i], starts[i + 1])) {
                return Optional.empty();
            }
        }
        double inverse = 1 / unit.value();
        return Optional.of(new CsrCouplings(
                starts, neighbours, Unit.times(couplings, inverse), Unit.times(fields, inverse), scale * unit.value()));
    }

    /** Number of spins. */
    public final int size() {
        return fields.length;
    }

    /** What one unit is worth in energy. */
    public final double unit() {
        return unit;
    }

    /** Adds {@code factor J_i} to all local fields but that of spin i, in units; the array may be longer. */
    public abstract void add(int i, int factor, short[] localFields);

    /**
     * The local fields of a state, in units; the array may be longer.
     *
     * @param sigma +1 or -1 each
     * @return the energy without the constant, in units
     */
    public final long start(byte[] sigma, short[] localFields) {
        Arrays.fill(localFields, (short) 0);
        for (int i = 0; i < sigma.length; i++) {
            add(i, sigma[i], localFields);
        }
        long sum = 0;
        for (int i = 0; i < sigma.length; i++) {
            sum += sigma[i] * (localFields[i] + 2L * fields[i]);
            localFields[i] += fields[i];
        }
        return sum / 2;
    }

    /**
     * What {@code sigma F} of each visited spin has to reach for {@code beta dE = -2 beta sigma F <= x}: {@code -floor(x / (2
     * beta))} in units, 1 at infinite beta.
     */
    public final void limits(double beta, float[] x, short[] limits, VectorOps ops) {
        if (beta == Double.POSITIVE_INFINITY) {
            Arrays.fill(limits, 0, fields.length, (short) 1);
        } else {
            // a cap that only infinitely hot sweeps meet, where every draw then is beyond all fields
            ops.negatedFloors((float) Math.min(1e30, 0.5 / (beta * unit)), x, limits, fields.length);
        }
    }
}
