// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

/**
 * One or several independent energies over spins of the same number, each to be minimised.
 *
 * <p>Energies keep their constants: an energy of a model made from something else (a layer's loss, a QUBO) equals the
 * value of that thing. Implementations are immutable.
 */
public sealed interface IsingModel permits PlainIsing, EncodedQuadratic {

    /** Number of independent energies, at least 1; each has its own ground state. */
    int instances();

    /** Number of spins of each instance. */
    int spins();

    /**
     * The energy of a state, in double precision from the model's own coefficients.
     *
     * @param instance from 0 to {@code instances() - 1}
     * @throws IllegalArgumentException when the number of spins differs from {@link #spins()}
     */
    double energy(int instance, Spins state);
}
