package org.spinglass.ising.search;

import org.spinglass.compute.Kernel;
import org.spinglass.ising.local.LocalFields;

/**
 * Steepest descent: flips the spin that lowers the energy most until none does. Ties go to the lowest number. A step
 * reads N fields and flips one spin. Belongs to one thread.
 */
public final class Descent {
    private final Kernel kernel;
    private final float[] spins;
    private final int[] free;

    /** For states of n spins. */
    public Descent(int n, Kernel kernel) {
        this.kernel = kernel;
        this.spins = new float[n];
        this.free = new int[n];
    }

    /**
     * Takes steps.
     *
     * @return steps taken, fewer than {@code most} where no single flip lowers the energy any more
     */
    public int descend(LocalFields state, int most) {
        int n = spins.length;
        for (int i = 0; i < n; i++) {
            spins[i] = state.spin(i);
        }
        for (int step = 0; step < most; step++) {
            float greatest = kernel.greatestProduct(spins, state.fields(), free, 0, n);
            if (!(greatest > 0)) {
                return step;
            }
            int i = kernel.indexOfProduct(greatest, spins, state.fields(), free, 0, 0, n);
            state.flip(i);
            spins[i] = -spins[i];
        }
        return most;
    }
}
