package org.spinglass.ising.search;

import org.spinglass.compute.Halt;
import org.spinglass.compute.Kernel;
import org.spinglass.ising.local.LocalFields;

/**
 * Steepest descent: flips the spin that lowers the energy most until none does. Ties go to the lowest number. A step
 * reads N fields and flips one spin. Belongs to one thread.
 */
public final class Descent {
    /** Fields read between two looks at whether to end. */
    private static final int READS = 1 << 19;

    private final Kernel kernel;
    private final float[] spins;
    private final int[] free;
    private final int lookEvery;

    /** For states of n spins. */
    public Descent(int n, Kernel kernel) {
        this.kernel = kernel;
        this.spins = new float[n];
        this.free = new int[n];
        this.lookEvery = Math.max(1, READS / n);
    }

    /**
     * Takes steps.
     *
     * @return steps taken, fewer than {@code most} where no single flip lowers the energy any more, or the work is to {@link
     *     Halt end}
     */
    public int descend(LocalFields state, int most) {
        int n = spins.length;
        for (int i = 0; i < n; i++) {
            spins[i] = state.spin(i);
        }
        for (int step = 0; step < most; step++) {
            float greatest = kernel.greatestProduct(spins, state.fields(), free, 0, n);
            if (!(greatest > 0) || step % lookEvery == lookEvery - 1 && Halt.isCalled()) {
                return step;
            }
            int i = kernel.indexOfProduct(greatest, spins, state.fields(), free, 0, 0, n);
            state.flip(i);
            spins[i] = -spins[i];
        }
        return most;
    }
}
