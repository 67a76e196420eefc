// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.BitRows;

/**
 * By which random bits Metropolis decides where states are a bit each, at one temperature after the other.
 *
 * <p>A flip that leaves m bonds more unlike than before, beyond what is free, is accepted with probability {@code r^m},
 * {@code r = exp(-4 beta J)}: where m is no more than a number of geometric distribution. The binary digits of such a
 * number, its <em>level</em>, are independent, digit b being 1 with probability {@code s / (1 + s)}, {@code s =
 * r^(2^b)}, and what is beyond the last digit that matters with probability {@code s}; so a few random bits a visit and
 * read are added to the count of unlike bonds and compared with what the spin needs. A spin with an odd number of bonds
 * is half a bond off, and has one bit more, of {@code sqrt(r) / (1 + sqrt(r))}.
 *
 * <p>Belongs to one thread.
 */
final class LevelPlans {
    private final int digits;
    private final byte[] needs;
    private final byte[] needsAtRest;
    private final Coins.Plan[] plans;
    private Coins.Plan odd = Coins.Plan.of(0);
    private boolean isAtRest;

    /** Those of a model; {@link #cool} comes first. */
    LevelPlans(BitRows rows) {
        int need = (rows.most() + 1) / 2;
        this.digits = Integer.SIZE - Integer.numberOfLeadingZeros(need - 1);
        int n = rows.spins();
        this.needs = new byte[n];
        this.needsAtRest = new byte[n];
        for (int i = 0; i < n; i++) {
            int b = rows.bonds()[i];
            needs[i] = (byte) ((b + 1) / 2);
            needsAtRest[i] = (byte) (b / 2 + 1);
        }
        this.plans = new Coins.Plan[digits + 1];
    }

    /**
     * Goes to another temperature.
     *
     * @param cost {@code 2 beta J}, what a flip costs that leaves one bond more unlike than are not; infinity where
     *     only what lowers the energy is turned
     */
    void cool(double cost) {
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

    /** Whether only what lowers the energy is turned now: all levels are 0, and so are odd bits. */
    boolean isAtRest() {
        return isAtRest;
    }

    /** Digits of a level that matter. */
    int digits() {
        return digits;
    }

    /** The unlike bonds at which each spin is turned now that has no level. */
    byte[] needs() {
        return isAtRest ? needsAtRest : needs;
    }

    /** The bits of a digit now, of those beyond the last where its number is that of the {@link #digits}. */
    Coins.Plan plan(int digit) {
        return plans[digit];
    }

    /** The bits of spins with an odd number of bonds now. */
    Coins.Plan odd() {
        return odd;
    }
}
