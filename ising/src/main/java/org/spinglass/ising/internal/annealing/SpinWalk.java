// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Optional;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.model.PlainIsing;

/**
 * One state of plain spins that is swept. A visit of spin i takes one random number x and flips the spin where {@code
 * beta dE <= x}: with standard exponential numbers that is Metropolis, {@code min(1, exp(-beta dE))}, with standard
 * logistic ones Glauber, {@code 1 / (1 + exp(beta dE))}. At infinite beta it flips where {@code dE < 0}.
 */
public sealed interface SpinWalk permits IntegerWalk, RealWalk {

    /**
     * A walk that starts at a state.
     *
     * @param rows the model's {@link PlainIsing#wholeRowsOf whole numbers}, where it has them
     * @param sigma +1 or -1 each, taken over
     */
    static SpinWalk of(PlainIsing model, Optional<IntegerCouplings> rows, byte[] sigma, VectorOps ops) {
        return rows.isPresent()
                ? new IntegerWalk(rows.get(), model.offset(), sigma, ops)
                : new RealWalk(ModelFields.of(model, sigma, ops));
    }

    /** Number of spins. */
    int size();

    /**
     * Visits all spins as numbered.
     *
     * @param draws the random number of each visit, in their order
     * @return flips
     */
    int sweep(double beta, float[] draws);

    /** Visits all spins in the given order. */
    int sweep(double beta, float[] draws, int[] order);

    /** Spin i, +1 or -1. */
    int spin(int i);

    /** Flips spin i. */
    void flip(int i);

    /** The energy of the state. */
    double energy();

    /** Stores the spins, +1 or -1 each. */
    void copyTo(byte[] spins);
}
