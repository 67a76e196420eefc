// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import org.spinglass.compute.Workers;

/**
 * A solver of whole binary quadratic models, as Leap's hybrid solvers are to their clients: models of any couplings are
 * uploaded, and searched for as long as their owner says by {@link org.spinglass.ising.solve.Solver}, on this machine.
 * The best state is the answer. A search ends early only where the best state is proved optimal.
 *
 * <p>A job may bring a seed as parameter {@value org.spinglass.quantum.AnnealJob#SEED}; what is found depends on the
 * clock all the same.
 *
 * @param name by which it is asked for
 * @param workers search on it; remain the caller's
 * @param seed of jobs without a seed of their own, each of which has other random numbers
 */
public record HybridSolver(String name, Workers workers, long seed) {
    /** The name of Leap's solver of such models, which programs ask for. */
    public static final String USUAL_NAME = "hybrid_binary_quadratic_model_version2";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it has other characters than letters, digits, points, hyphens and
     *     underscores
     */
    public HybridSolver {
        SolverName.require(name);
    }
}
