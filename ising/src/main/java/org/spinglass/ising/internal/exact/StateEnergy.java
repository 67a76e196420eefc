// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

/** Energies of states in binary, spin 0 the lowest bit, from the numbers that a model was given. */
public interface StateEnergy {

    /** The energy, rounded once. */
    double of(long state);

    /** Whether a state has less energy than another one whose rounded energy is the same. */
    boolean isLess(long state, long other);
}
