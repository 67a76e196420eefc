package org.spinglass.ising.annealing;

/**
 * One state of plain spins that is swept. A visit of spin i takes one random number x and flips the spin where {@code
 * beta dE <= x}: with standard exponential numbers that is Metropolis, {@code min(1, exp(-beta dE))}, with standard
 * logistic ones Glauber, {@code 1 / (1 + exp(beta dE))}. At infinite beta it flips where {@code dE < 0}.
 */
sealed interface SpinWalk permits WholeWalk, RealWalk {

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

    /** The energy of the state. */
    double energy();

    /** Stores the spins, +1 or -1 each. */
    void copyTo(byte[] spins);
}
