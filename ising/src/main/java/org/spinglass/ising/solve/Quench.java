// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.MeasuredRange;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;

/**
 * A first answer: from a random state, the spins are visited in their order a few times and flipped where that lowers the
 * energy. It needs nothing measured and no vector code, which a machine that was just started is slow at. Cost: the fields
 * of a state, and N for each flip on a dense model.
 */
final class Quench {
    private static final int SWEEPS = 20;

    private final PlainIsing model;
    private int sweeps;
    private long flips;

    private Quench(PlainIsing model) {
        this.model = model;
    }

    static SampleSet of(PlainIsing model, long seed) {
        long began = System.nanoTime();
        int n = model.spins();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] sigma = new byte[n];
        for (int i = 0; i < n; i++) {
            sigma[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        Quench quench = new Quench(model);
        List<Spins> states = List.of(quench.from(sigma));
        return quench.samples(states, seed, began);
    }

    /** From given states instead, which are among the samples themselves. */
    static SampleSet of(PlainIsing model, List<Spins> given) {
        long began = System.nanoTime();
        Quench quench = new Quench(model);
        List<Spins> states = new ArrayList<>(given);
        given.forEach(state -> states.add(quench.from(state.toArray())));
        return quench.samples(states, 0, began);
    }

    private Spins from(byte[] sigma) {
        LocalFields state = ModelFields.of(model, sigma, VectorOps.scalar());
        MeasuredRange.Descent descent = MeasuredRange.descend(state, SWEEPS);
        sweeps += descent.sweeps();
        flips += descent.flips();
        return state.toSpins();
    }

    private SampleSet samples(List<Spins> states, long seed, long began) {
        long moves = (long) sweeps * model.spins();
        Provenance provenance = new Provenance(
                "quench",
                Map.of("sweeps", sweeps),
                seed,
                sweeps,
                moves == 0 ? 0 : (double) flips / moves,
                moves,
                (System.nanoTime() - began) * 1e-9,
                0,
                false);
        return SampleSet.of(model, List.of(states), List.of(OptionalDouble.empty()), provenance);
    }
}
