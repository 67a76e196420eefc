// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/**
 * The couplings of a sparse Ising model whose couplings and fields are small whole multiples of one size, as
 * {@link BitOps} reads them: a coupling of the size is a <em>bond</em>, one of m sizes is m bonds, and a field of m
 * sizes is m bonds to a spin behind the last that is always up. A bond is unlike where it raises the energy. Immutable
 * as long as its arrays are, which are not copied; may be shared by threads.
 *
 * @param starts of the rows of bonds, length N + 1, all multiples of 4: what a row lacks are bonds of the spin to
 *     itself with sign 0, which are never unlike
 * @param neighbours of each spin, row behind row; N stands for the spin that is always up
 * @param signs -1 where the coupling is positive, else 0; as the neighbours
 * @param bonds of each spin, at most {@link #MOST_BONDS}
 * @param ends of each bond of the model, two each
 * @param endSigns of each bond of the model
 */
@SuppressWarnings("ArrayRecordComponent")
public record BitRows(int[] starts, int[] neighbours, long[] signs, byte[] bonds, int[] ends, long[] endSigns) {
    /** States that are swept together. */
    public static final int STATES = 512;

    /** Words of 64 states. */
    public static final int WORDS = STATES / Long.SIZE;

    /** Most bonds of a spin. */
    public static final int MOST_BONDS = 63;

    /** Number of spins. */
    public int spins() {
        return bonds.length;
    }

    /** Bonds of the whole model. */
    public int total() {
        return endSigns.length;
    }

    /** The most bonds that a spin has. */
    public int most() {
        int most = 0;
        for (byte b : bonds) {
            most = Math.max(most, b);
        }
        return most;
    }

    /** The {@link BitOps#sweep planes} for spins that need so much at most. */
    public static int planes(int need) {
        int digits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(need - 1));
        return digits <= 3 ? digits : 5;
    }
}
