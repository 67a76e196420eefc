package org.spinglass.ising.annealing;

/**
 * How sites are visited.
 *
 * @param isSingleSpin whether spins move one by one (Metropolis), or all spins of a weight together (heat bath)
 * @param isRandomOrder whether each sweep visits the sites in a new random order
 */
public record Moves(boolean isSingleSpin, boolean isRandomOrder) {

    WeightMove move() {
        return isSingleSpin ? new SingleSpinMove() : new HeatBathMove();
    }
}
