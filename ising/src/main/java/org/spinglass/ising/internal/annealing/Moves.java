// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.function.IntToDoubleFunction;

/**
 * How sites are visited.
 *
 * @param isSingleSpin whether spins move one by one (Metropolis), or all spins of a weight together (heat bath)
 * @param isRandomOrder whether each sweep visits the sites in a new random order
 * @param isSpinOrder whether the sites of an encoded model are its spins, each by itself, and not its weights; single spins
 *     in random order only
 * @param sweeps number of sweeps
 * @param betas inverse temperature of each, counted from 0
 */
public record Moves(
        boolean isSingleSpin, boolean isRandomOrder, boolean isSpinOrder, int sweeps, IntToDoubleFunction betas) {
    public Moves {
        if (isSpinOrder && !(isSingleSpin && isRandomOrder)) {
            throw new IllegalArgumentException("spins by themselves are single spins in random order");
        }
    }

    /** Given inverse temperatures, one a sweep; not copied. */
    public Moves(boolean isSingleSpin, boolean isRandomOrder, boolean isSpinOrder, double... betas) {
        this(isSingleSpin, isRandomOrder, isSpinOrder, betas.length, t -> betas[t]);
    }

    /** Weights as sites, and given inverse temperatures. */
    public Moves(boolean isSingleSpin, boolean isRandomOrder, double... betas) {
        this(isSingleSpin, isRandomOrder, false, betas);
    }

    /** Whether single spins move in the order in which they are numbered. */
    boolean isSequentialSpins() {
        return isSingleSpin && !isRandomOrder;
    }

    /** Sites that the n bits of a weight are visited in. */
    int sitesPerWeight(int bits) {
        return isSpinOrder ? bits : 1;
    }

    WeightMove move() {
        return isSingleSpin ? new SingleSpinMove() : new HeatBathMove();
    }
}
