// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SamplingRequest;

/** The states of plain spins that the reads of a request start from: given ones, or random ones. */
public final class StartStates implements ReadGroups.Start {
    private final int spins;
    private final InitialState initial;

    private StartStates(int spins, InitialState initial) {
        this.spins = spins;
        this.initial = initial;
    }

    /**
     * The start states of a request.
     *
     * @throws IllegalArgumentException when the given states do not fit the model, or the request wants to start at
     *     present weights, which only samplers of the encoded form know
     */
    public static StartStates of(IsingModel model, SamplingRequest request) {
        switch (request.initial()) {
            case InitialState.Given given -> given.requireFits(model, request.reads());
            case InitialState.Present present ->
                throw new IllegalArgumentException(
                        "this sampler works on plain spins, which have no present weights to start from");
            case InitialState.Random random -> {}
        }
        return new StartStates(model.spins(), request.initial());
    }

    @Override
    public boolean isRandom() {
        return initial instanceof InitialState.Random;
    }

    /** The state of a read, read r of instance i having number {@code i reads + r}, with the read's random numbers. */
    @Override
    public byte[] state(int number, RandomStream random) {
        if (initial instanceof InitialState.Given given) {
            return given.states().get(number).toArray();
        }
        byte[] sigma = new byte[spins];
        for (int i = 0; i < spins; i++) {
            sigma[i] = (byte) (random.nextLong() < 0 ? -1 : 1);
        }
        return sigma;
    }
}
