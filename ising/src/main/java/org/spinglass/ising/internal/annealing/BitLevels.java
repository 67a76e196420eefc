// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import org.spinglass.compute.BitOps;
import org.spinglass.compute.BitRows;
import org.spinglass.ising.internal.arrays.BondCouplings;

/**
 * The random numbers by which spins are turned or not in {@link BitRows#STATES} states side by side, by Metropolis:
 * levels as {@link BitOps#sweep} adds them to the number of unlike bonds.
 *
 * <p>A flip that leaves m bonds more unlike than before, beyond what is free, is accepted with probability {@code r^m},
 * {@code r = exp(-4 beta J)}: where m is no more than a number of geometric distribution. The binary digits of such a
 * number are independent, digit b being 1 with probability {@code s / (1 + s)}, {@code s = r^(2^b)}, and what is beyond
 * the last digit that matters with probability {@code s}; so a few random bits a visit and read are added to the count
 * of unlike bonds and compared with what the spin needs. A spin with an odd number of bonds is half a bond off, and has
 * one bit more, of {@code sqrt(r) / (1 + sqrt(r))}.
 *
 * <p>Belongs to one thread.
 */
public final class BitLevels {
    /** Spins whose random bits are made at once, and stay in the innermost cache. */
    public static final int CHUNK = 64;

    /** Words between a digit of the levels and the next. */
    public static final int STRIDE = CHUNK * BitRows.WORDS;

    private static final int WORDS = BitRows.WORDS;
    private static final long[] NONE = {};

    private final BitRows rows;
    private final Coins coins;
    private final BitOps ops;
    private final int planesOfHeat;
    private final int planesAtRest;
    private final int digits;
    private final int[] oddsBefore;
    private final byte[] needs;
    private final byte[] needsAtRest;
    private final boolean isShifted;
    private final long[] odds;
    private final Coins.Plan[] plans;
    private Coins.Plan odd = Coins.Plan.of(0);
    private boolean isAtRest;

    /** Those of a model; {@link #cool} comes first. */
    public BitLevels(BondCouplings bonds, Coins coins, BitOps ops) {
        this.rows = bonds.rows();
        this.coins = coins;
        this.ops = ops;
        this.oddsBefore = bonds.oddsBefore();
        int n = rows.spins();
        int need = (rows.most() + 1) / 2;
        this.planesOfHeat = BitRows.planes(need);
        this.planesAtRest = BitRows.planes(rows.most() / 2 + 1);
        this.digits = Integer.SIZE - Integer.numberOfLeadingZeros(need - 1);
        this.needs = new byte[n];
        this.needsAtRest = new byte[n];
        boolean isMoved = false;
        for (int i = 0; i < n; i++) {
            int b = rows.bonds()[i];
            needs[i] = (byte) ((b + 1) / 2);
            needsAtRest[i] = (byte) (b / 2 + 1);
            isMoved |= b % 2 != 0 || needs[i] != 1 << planesOfHeat || digits != planesOfHeat;
        }
        this.isShifted = isMoved;
        this.odds = oddsBefore[n] == 0 ? NONE : new long[STRIDE];
        this.plans = new Coins.Plan[digits + 1];
    }

    /**
     * Goes to another temperature.
     *
     * @param cost {@code 2 beta J}, what a flip costs that leaves one bond more unlike than are not; infinity where
     *     only what lowers the energy is turned
     */
    public void cool(double cost) {
        isAtRest = cost == Double.POSITIVE_INFINITY;
        if (isAtRest) {
            return;
        }
        for (int b = 0; b <= digits; b++) {
            double share = Math.exp(-2 * cost * (1 << b));
            plans[b] = Coins.Plan.of(b < digits ? share / (1 + share) : share);
        }
        double half = Math.exp(-cost);
        odd = Coins.Plan.of(half / (1 + half));
    }

    /** The digits of levels at the present temperature. */
    public int planes() {
        return isAtRest ? planesAtRest : planesOfHeat;
    }

    /** Room for the levels of a chunk of spins. */
    public long[] room() {
        return new long[(Math.max(planesAtRest, planesOfHeat) + 1) * STRIDE];
    }

    /** Draws the levels of the spins from {@code from} to {@code to - 1}, a chunk at most. */
    public void draw(long[] levels, int from, int to) {
        if (isAtRest) {
            Arrays.fill(levels, 0);
            ops.addNeeds(rows, needsAtRest, planesAtRest, NONE, levels, STRIDE, from, to);
            return;
        }
        int length = WORDS * (to - from);
        for (int b = 0; b <= digits; b++) {
            coins.fill(plans[b], levels, b * STRIDE, b * STRIDE + length);
        }
        if (isShifted) {
            Arrays.fill(levels, (digits + 1) * STRIDE, levels.length, 0);
            if (odds.length > 0) {
                coins.fill(odd, odds, 0, WORDS * (oddsBefore[to] - oddsBefore[from]));
            }
            ops.addNeeds(rows, needs, planesOfHeat, odds, levels, STRIDE, from, to);
        }
    }
}
