// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;

/** The random numbers of one sweep at a time, one a visit, as {@link SpinWalk} wants them. */
final class Draws {
    private final boolean isMetropolis;
    private final VectorOps ops;
    private final long[] bits;
    private final float[] values;

    /** For sweeps of N visits. */
    Draws(int n, boolean isMetropolis, VectorOps ops) {
        this.isMetropolis = isMetropolis;
        this.ops = ops;
        this.bits = new long[(n + 15) / 16 * 8];
        this.values = new float[n];
    }

    /** The numbers of a read's next sweep; valid until the next call. */
    float[] next(RandomStream random) {
        random.fill(bits);
        if (isMetropolis) {
            ops.exponential(bits, values);
        } else {
            ops.logistic(bits, values);
        }
        return values;
    }
}
