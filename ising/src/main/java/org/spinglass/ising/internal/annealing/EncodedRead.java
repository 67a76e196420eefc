// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;

/**
 * The levels of one read of one instance of an {@link EncodedQuadratic}.
 */
final class EncodedRead {
    final EncodedQuadratic model;
    final int instance;
    final RandomStream random;
    final int[] levels;
    private final int[] kept;
    double energy;

    EncodedRead(EncodedQuadratic model, int instance, RandomStream random) {
        this.model = model;
        this.instance = instance;
        this.random = random;
        this.levels = new int[model.weights()];
        this.kept = new int[model.weights()];
    }

    /** Sets the levels to start from. */
    void start(InitialState initial, int state, Gradient gradientAtCentre) {
        int top = model.topLevel();
        switch (initial) {
            case InitialState.Random r -> {
                for (int j = 0; j < levels.length; j++) {
                    levels[j] = random.nextInt(top + 1);
                }
            }
            case InitialState.Given given ->
                System.arraycopy(given.states().get(state).toLevels(model.bits()), 0, levels, 0, levels.length);
            case InitialState.Present p -> {
                float[] gradient = gradientAtCentre.of(instance);
                for (int j = 0; j < levels.length; j++) {
                    boolean goesUp = gradient[j] == 0 ? random.nextInt(2) == 1 : gradient[j] < 0;
                    levels[j] = top / 2 + (goesUp ? 1 : 0);
                }
            }
        }
    }

    /** Refuses a model whose start energy is not a finite number. */
    void requireFiniteEnergy() {
        if (!Double.isFinite(energy)) {
            throw new IllegalArgumentException("instance " + instance + " has the energy " + energy
                    + " in its first state; couplings must be finite and energies fit in single precision");
        }
    }

    /** The weights at the present levels, length N, in single precision. */
    float[] values() {
        float[] values = new float[levels.length];
        for (int j = 0; j < levels.length; j++) {
            values[j] = (float) model.value(instance, j, levels[j]);
        }
        return values;
    }

    void keep() {
        System.arraycopy(levels, 0, kept, 0, levels.length);
    }

    Spins kept() {
        return Spins.ofLevels(kept, model.bits());
    }

    /** Gives the gradient of an instance's energy at the centre of all ranges, {@code 2 J S0 + h}, length N. */
    @FunctionalInterface
    interface Gradient {
        float[] of(int instance);
    }
}
