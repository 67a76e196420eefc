// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.CsrCouplings;
import org.spinglass.ising.internal.arrays.IntegerCouplings;

/**
 * A state with couplings and local fields in whole 16-bit numbers. As {@code dE = -2 sigma_i F_i}, a spin flips where
 * {@code sigma_i F_i >= -floor(x / (2 beta))}: the random numbers of a sweep become limits in whole numbers at once, and
 * the next spin to flip is found by comparing a vector of spins at a time.
 *
 * <p>Cost: a flip adds a row of couplings to the fields; spins that stay cost next to nothing.
 */
final class IntegerWalk implements SpinWalk {
    /** So many elements behind the last spin let vectors be compared to the end; they are never at their limit. */
    private static final int MARGIN = 64;

    private final IntegerCouplings rows;
    private final double offset;
    private final VectorOps ops;
    private final short[] spins;
    private final short[] fields;
    private final short[] limits;
    private final int flipsToLook;
    private long energy;

    /**
     * Starts at a state.
     *
     * @param offset constant energy
     * @param sigma +1 or -1 each
     */
    IntegerWalk(IntegerCouplings rows, double offset, byte[] sigma, VectorOps ops) {
        int n = sigma.length;
        int padded = (n + 63 & -64) + MARGIN;
        this.rows = rows;
        this.offset = offset;
        this.ops = ops;
        this.spins = new short[padded];
        this.fields = new short[padded];
        this.limits = new short[padded];
        Arrays.fill(limits, Short.MAX_VALUE);
        for (int i = 0; i < n; i++) {
            spins[i] = sigma[i];
        }
        this.energy = rows.start(sigma, fields);
        this.flipsToLook = RealWalk.flipsToLook(rows instanceof CsrCouplings ? RealWalk.SPARSE : n);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int sweep(double beta, float[] draws) {
        rows.limits(beta, draws, limits, ops);
        int n = size();
        int to = limits.length;
        int flips = 0;
        int i = ops.firstAtLeast(spins, fields, limits, 0, to);
        while (i < n) {
            flip(i);
            flips++;
            if (flips % flipsToLook == 0 && Halt.isCalled()) {
                return flips;
            }
            i = ops.firstAtLeast(spins, fields, limits, i + 1, to);
        }
        return flips;
    }

    @Override
    public int sweep(double beta, float[] draws, int[] order) {
        rows.limits(beta, draws, limits, ops);
        int flips = 0;
        for (int k = 0; k < order.length; k++) {
            int i = order[k];
            if (spins[i] * fields[i] >= limits[k]) {
                flip(i);
                flips++;
                if (flips % flipsToLook == 0 && Halt.isCalled()) {
                    return flips;
                }
            }
        }
        return flips;
    }

    @Override
    public int spin(int i) {
        return spins[i];
    }

    @Override
    public void flip(int i) {
        int sigma = spins[i];
        energy -= 2L * sigma * fields[i];
        rows.add(i, -2 * sigma, fields);
        spins[i] = (short) -sigma;
    }

    @Override
    public double energy() {
        return offset + rows.unit() * energy;
    }

    @Override
    public void copyTo(byte[] sigma) {
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] = (byte) spins[i];
        }
    }
}
