// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.ising.model.Spins;

/**
 * Reads that are swept together. Each draws from its own random numbers, and which reads make up a
 * group does not depend on the number of threads. Used by one thread at a time.
 */
public interface ReadGroup {

    /** Number of reads. */
    int reads();

    /** The instance that a read belongs to; of plain models 0. */
    default int instance(int read) {
        return 0;
    }

    /** Moves that one sweep tries, over all reads. */
    long movesPerSweep();

    /**
     * Sweeps once over every read, or, where the work is to {@link org.spinglass.compute.Halt end}, over as much of
     * them as leaves a valid state.
     *
     * @param t number of the sweep, from 0
     * @return accepted moves
     */
    long sweep(int t);

    /**
     * What the listener is told of a sweep: its inverse temperature or what else is turned; infinity where nothing is.
     */
    default double parameter(int t) {
        return Double.POSITIVE_INFINITY;
    }

    /** The present energy of a read. */
    double energy(int read);

    /** Keeps the present state of a read as its best. */
    void keep(int read);

    /** The state last kept. */
    Spins kept(int read);
}
