// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.local.LocalFields;

/**
 * Steepest descent: flips the spin that lowers the energy most until none does. Ties go to the lowest number. A step
 * reads N fields and flips one spin. Belongs to one thread.
 */
public final class Descent {
    /** Fields read between two looks at whether to end. */
    private static final int READS = 1 << 19;

    private final int[] free;
    private final int lookEvery;

    /** For states of n spins. */
    public Descent(int n) {
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
        for (int step = 0; step < most; step++) {
            double greatest = state.greatestProduct(free, 0);
            if (!(greatest > 0) || step % lookEvery == lookEvery - 1 && Halt.isCalled()) {
                return step;
            }
            state.flip(state.indexOfProduct(greatest, free, 0, 0, free.length));
        }
        return most;
    }
}
