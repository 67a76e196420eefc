package org.spinglass.ising.annealing;

import org.spinglass.ising.Spins;

/**
 * Reads that are swept together, one a column. Each column draws from its own random numbers, and which reads make up a
 * group does not depend on the number of threads. Used by one thread at a time.
 */
public interface ReadGroup {

    /** Number of reads. */
    int columns();

    /** The form that a column belongs to; of plain models 0. */
    default int form(int column) {
        return 0;
    }

    /** Moves that one sweep tries, over all columns. */
    long movesPerSweep();

    /**
     * Sweeps once over every column, or, where the work is to {@link org.spinglass.compute.Halt end}, over as much of them as
     * leaves a valid state.
     *
     * @return accepted moves
     */
    long sweep(double beta);

    /** The present energy of a column. */
    double energy(int column);

    /** Keeps the present state of a column as its best. */
    void keep(int column);

    /** The state last kept. */
    Spins kept(int column);
}
