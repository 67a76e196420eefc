// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.random.RandomStream;

/**
 * Paths from one state to another (Glover 1997): among the spins in which the two differ the one whose flip leads to the
 * lowest energy goes next. Belongs to one thread.
 */
public final class PathRelinking {
    /** Fields read between two looks at whether to end. */
    private static final int READS = 1 << 19;

    private final boolean isSymmetric;
    private final RandomStream random;
    private final int[] closed;
    private final int[] path;

    /**
     * For states of n spins.
     *
     * @param isSymmetric whether turning all spins keeps the energy, so that a path may as well lead to an end's opposite
     */
    public PathRelinking(int n, boolean isSymmetric, RandomStream random) {
        this.isSymmetric = isSymmetric;
        this.random = random;
        this.closed = new int[n];
        this.path = new int[n];
    }

    /**
     * Takes a state, which is at {@code from}, to the lowest point of the middle third of the path, away from both ends; where the ends are but a few
     * flips apart a few random spins are flipped instead. Where the work is to {@link Halt end} it stays where it is.
     */
    public void between(LocalFields state, byte[] from, byte[] to) {
        int n = from.length;
        int sign = isSymmetric && overlap(from, to) < 0 ? -1 : 1;
        int distance = 0;
        for (int i = 0; i < n; i++) {
            closed[i] = from[i] == sign * to[i] ? 1 : 0;
            distance += 1 - closed[i];
        }
        if (distance < 6) {
            for (int flips = Math.min(n, Math.max(3, n / 8)); flips > 0; flips--) {
                state.flip(random.nextInt(n));
            }
            return;
        }
        double lowest = Double.POSITIVE_INFINITY;
        int at = 0;
        int last = distance - distance / 3;
        int lookEvery = Math.max(1, READS / n);
        for (int length = 1; length <= last; length++) {
            if (length % lookEvery == 0 && Halt.isCalled()) {
                return;
            }
            double greatest = state.greatestProduct(closed, 0);
            int start = random.nextInt(n);
            int i = state.indexOfProduct(greatest, closed, 0, start, n);
            if (i < 0) {
                i = state.indexOfProduct(greatest, closed, 0, 0, start);
            }
            state.flip(i);
            closed[i] = 1;
            path[length - 1] = i;
            if (length >= distance / 3 && state.energy() < lowest) {
                lowest = state.energy();
                at = length;
            }
        }
        for (int length = last; length > at; length--) {
            state.flip(path[length - 1]);
        }
    }

    private static int overlap(byte[] a, byte[] b) {
        int overlap = 0;
        for (int i = 0; i < a.length; i++) {
            overlap += a[i] * b[i];
        }
        return overlap;
    }
}
