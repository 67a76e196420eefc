package org.spinglass.ising.search;

import org.spinglass.ising.local.LocalFields;

/**
 * Steepest descent: flips the spin that lowers the energy most until none does. Ties go to the lowest number. A step
 * reads N fields and flips one spin. Belongs to one thread.
 */
public final class Descent {
    private final int[] free;

    /** For states of n spins. */
    public Descent(int n) {
        this.free = new int[n];
    }

    /**
     * Takes steps.
     *
     * @return steps taken, fewer than {@code most} where no single flip lowers the energy any more
     */
    public int descend(LocalFields state, int most) {
        for (int step = 0; step < most; step++) {
            double greatest = state.greatestProduct(free, 0);
            if (!(greatest > 0)) {
                return step;
            }
            state.flip(state.indexOfProduct(greatest, free, 0, 0, free.length));
        }
        return most;
    }
}
