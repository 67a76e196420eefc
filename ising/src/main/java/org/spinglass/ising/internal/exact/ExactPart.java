// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

import org.spinglass.ising.model.Spins;

/** A piece of a search that proves what it finds. Belongs to one thread at a time. */
public sealed interface ExactPart permits EnumerationPart, BranchAndBound {

    /** Goes on for some hundredths of a second; returns the states or nodes gone through. */
    long advance();

    /** Takes note of a state that is known beforehand. */
    void offer(Spins state);

    /** Whether nothing is left to go through. */
    boolean isDone();

    /** The least energy met; infinite before anything was gone through. */
    double bestEnergy();

    /** The first state with the least energy. */
    Spins best();

    /** An energy that no state of this piece is below, as far as is known by now. */
    double lowerBound();
}
