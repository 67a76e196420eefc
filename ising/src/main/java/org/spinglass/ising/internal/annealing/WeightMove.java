// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.ising.internal.random.RandomStream;

/**
 * A move of one weight among its levels, given all others.
 *
 * <p>Moving a weight by t levels changes the energy by {@code slope t + curvature t^2}; with {@code d} the spacing of
 * the levels, {@code slope = d F_j} and {@code curvature = d^2 J_jj}, equation (30) of the paper in units of levels.
 */
@FunctionalInterface
interface WeightMove {

    /**
     * The weight's next level.
     *
     * @param level present level, 0 to {@code top}
     * @param top highest level, {@code 2^n - 1}
     * @param slope of the energy at the present level
     * @param curvature of the energy, finite
     * @param beta inverse temperature, 0 to infinity
     */
    int next(int level, int top, double slope, double curvature, double beta, RandomStream random);
}
