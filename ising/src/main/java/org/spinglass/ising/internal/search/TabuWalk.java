// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import java.util.Arrays;
import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.random.RandomStream;

/**
 * One-flip tabu search (Glover 1989): every step flips the spin whose flip leads to the lowest energy, up or down, among
 * those not flipped within their tenure; a tabu spin is free when its flip beats the best energy met.
 *
 * <p>The tenure of a flip is {@code 1 + N / 100} and up to ten more at random (Wang, Lu, Glover and Hao 2012), at most a
 * quarter of the spins. Ties are broken at random. A step reads N fields and flips one spin. Belongs to one thread.
 */
public final class TabuWalk {
    private static final int SPREAD = 10;

    /** Steps a spin after which rounding is taken out. */
    private static final int REFRESH = 20;

    /** Fields read between two looks at whether to end. */
    private static final int READS = 1 << 19;

    private final LocalFields state;
    private final RandomStream random;
    private final int n;
    private final int[] until;
    private final int[] recent;
    private final int shortest;
    private final int spread;
    private final int lookEvery;
    private final byte[] best;
    private double bestEnergy;
    private boolean isBestHere;
    private int step;

    /** A walk from the state as it is, which is then the best. */
    public TabuWalk(LocalFields state, RandomStream random) {
        this.state = state;
        this.random = random;
        this.n = state.size();
        this.until = new int[n];
        int longest = Math.max(1, n / 4);
        this.shortest = Math.min(1 + n / 100, longest);
        this.spread = Math.min(SPREAD, longest - shortest + 1);
        this.recent = new int[shortest + spread];
        this.lookEvery = Math.max(1, READS / n);
        this.best = new byte[n];
        restart();
    }

    /** Forgets tenures and the best state, and starts from the state as it is now. */
    void restart() {
        Arrays.fill(until, 0);
        Arrays.fill(recent, -1);
        step = 0;
        bestEnergy = state.energy();
        isBestHere = true;
    }

    /** The state, to be changed only before {@link #restart}. */
    LocalFields state() {
        return state;
    }

    /** The lowest energy since the restart. */
    public double bestEnergy() {
        return bestEnergy;
    }

    /** The live state of the lowest energy since the restart. */
    public byte[] best() {
        keep();
        return best;
    }

    /** Takes steps, fewer where the work is to {@link Halt end}; whether one of them led to a new best. */
    public boolean walk(int steps) {
        double before = bestEnergy;
        for (int s = 0; s < steps; s++) {
            if (s % lookEvery == lookEvery - 1 && Halt.isCalled()) {
                break;
            }
            step++;
            if (state.isRounding() && step % (REFRESH * n) == 0) {
                state.refresh();
            }
            int i = choose();
            if (isBestHere && state.change(i) >= 0) {
                keep();
            }
            flip(i);
            if (state.energy() < bestEnergy - state.resolution(bestEnergy)) {
                bestEnergy = state.energy();
                isBestHere = true;
            }
        }
        return bestEnergy < before;
    }

    private int choose() {
        double greatest = state.greatestProduct(until, step);
        int aspiring = -1;
        for (int i : recent) {
            if (i >= 0 && until[i] > step) {
                double product = state.product(i);
                if (product > greatest
                        && state.energy() + state.change(i) < bestEnergy - state.resolution(bestEnergy)) {
                    greatest = product;
                    aspiring = i;
                }
            }
        }
        if (aspiring >= 0) {
            return aspiring;
        }
        int from = random.nextInt(n);
        int found = state.indexOfProduct(greatest, until, step, from, n);
        if (found < 0) {
            found = state.indexOfProduct(greatest, until, step, 0, from);
        }
        return found < 0 ? from : found;
    }

    private void flip(int i) {
        state.flip(i);
        until[i] = step + shortest + (spread > 1 ? random.nextInt(spread) : 0) + 1;
        recent[step % recent.length] = i;
    }

    private void keep() {
        if (isBestHere) {
            System.arraycopy(state.spins(), 0, best, 0, n);
            isBestHere = false;
        }
    }
}
