// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Arrays;
import java.util.Random;
import org.spinglass.formats.Problem;
import org.spinglass.ising.model.SparseIsing;

/** Problems for tests. */
final class Subproblems {
    private Subproblems() {}

    /** A closed grid with couplings +1 and -1, of at least three spins a side. */
    static Problem torus(int width, int height, long seed) {
        return Problem.of(grid(width, height, 1, true, seed));
    }

    /** A grid of couplings +1 and -1, whose borders meet where it is closed. */
    static SparseIsing grid(int width, int height, int depth, boolean isClosed, long seed) {
        int n = width * height * depth;
        int[] from = new int[3 * n];
        int[] to = new int[3 * n];
        int count = 0;
        int[] sizes = {width, height, depth};
        int[] steps = {1, width, width * height};
        for (int i = 0; i < n; i++) {
            for (int axis = 0; axis < 3; axis++) {
                int place = i / steps[axis] % sizes[axis];
                boolean isLast = place == sizes[axis] - 1;
                if (sizes[axis] > 1 && (!isLast || isClosed && sizes[axis] > 2)) {
                    from[count] = i;
                    to[count++] = isLast ? i - place * steps[axis] : i + steps[axis];
                }
            }
        }
        Random random = new Random(seed);
        double[] couplings = new double[count];
        Arrays.setAll(couplings, e -> random.nextBoolean() ? 1 : -1);
        return SparseIsing.of(Arrays.copyOf(from, count), Arrays.copyOf(to, count), couplings, new double[n], 0);
    }
}
