// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import org.spinglass.compute.BitOps;
import org.spinglass.compute.BitRows;
import org.spinglass.ising.internal.arrays.BondCouplings;

/**
 * The random numbers by which spins are turned or not in {@link BitRows#STATES} states side by side, by Metropolis:
 * levels, as {@link LevelPlans} explains them and {@link BitOps#sweep} adds them to the number of unlike bonds.
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
    private final LevelPlans plans;
    private final int[] oddsBefore;
    private final boolean isShifted;
    private final long[] odds;

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
        this.plans = new LevelPlans(rows);
        boolean isMoved = plans.digits() != planesOfHeat;
        for (byte b : rows.bonds()) {
            isMoved |= b % 2 != 0 || (b + 1) / 2 != 1 << planesOfHeat;
        }
        this.isShifted = isMoved;
        this.odds = oddsBefore[rows.spins()] == 0 ? NONE : new long[STRIDE];
    }

    /**
     * Goes to another temperature.
     *
     * @param cost {@code 2 beta J}, what a flip costs that leaves one bond more unlike than are not; infinity where
     *     only what lowers the energy is turned
     */
    public void cool(double cost) {
        plans.cool(cost);
    }

    /** The digits of levels at the present temperature. */
    public int planes() {
        return plans.isAtRest() ? planesAtRest : planesOfHeat;
    }

    /** Room for the levels of a chunk of spins. */
    public long[] room() {
        return new long[(Math.max(planesAtRest, planesOfHeat) + 1) * STRIDE];
    }

    /** Draws the levels of the spins from {@code from} to {@code to - 1}, a chunk at most. */
    public void draw(long[] levels, int from, int to) {
        if (plans.isAtRest()) {
            Arrays.fill(levels, 0);
            ops.addNeeds(rows, plans.needs(), planesAtRest, NONE, levels, STRIDE, from, to);
            return;
        }
        int length = WORDS * (to - from);
        for (int b = 0; b <= plans.digits(); b++) {
            coins.fill(plans.plan(b), levels, b * STRIDE, b * STRIDE + length);
        }
        if (isShifted) {
            Arrays.fill(levels, (plans.digits() + 1) * STRIDE, levels.length, 0);
            if (odds.length > 0) {
                coins.fill(plans.odd(), odds, 0, WORDS * (oddsBefore[to] - oddsBefore[from]));
            }
            ops.addNeeds(rows, plans.needs(), planesOfHeat, odds, levels, STRIDE, from, to);
        }
    }
}
