// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.MeasuredRange;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;

/**
 * First answers. They need nothing measured and no vector code, which a machine that was just started is slow at. Cost:
 * the fields of a state, and N for each flip on a dense model.
 */
final class Quench {
    private static final int SWEEPS = 20;

    /** Small models need no more sweeps of an anneal by the clock, however fast they are. */
    private static final int MOST_COOLED = 1000;

    /** So much colder than the size of its fields a state gets before it is taken down. */
    private static final double COLDER = 0.1;

    private final PlainIsing model;
    private int sweeps;
    private long flips;

    private Quench(PlainIsing model) {
        this.model = model;
    }

    /**
     * From a random state, the spins are visited in their order a few times and flipped where that lowers the energy.
     */
    static SampleSet of(PlainIsing model, long seed) {
        long began = System.nanoTime();
        Quench quench = new Quench(model);
        Spins found = quench.down(randomState(model, new SplittableRandom(seed)));
        return quench.samples(List.of(found), seed, began);
    }

    /** From given states instead, which are among the samples themselves. */
    static SampleSet of(PlainIsing model, List<Spins> given) {
        long began = System.nanoTime();
        Quench quench = new Quench(model);
        List<Spins> states = new ArrayList<>(given);
        given.forEach(state -> states.add(quench.down(fields(model, state.toArray()))));
        return quench.samples(states, 0, began);
    }

    /**
     * From a random state, by Metropolis in the order of the spins, at temperatures that fall as the clock goes from
     * the size of the local fields to a tenth of it, and then as {@link #of(PlainIsing, long)}.
     *
     * @param share of the time that has passed; the anneal ends at 1, or after {@value #MOST_COOLED} sweeps
     */
    static SampleSet cooled(PlainIsing model, long seed, DoubleSupplier share) {
        long began = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        LocalFields state = randomState(model, random);
        double squares = 0;
        for (int i = 0; i < state.size(); i++) {
            squares += state.change(i) * state.change(i) / 4;
        }
        double hot = Math.sqrt(squares / state.size());
        Quench quench = new Quench(model);
        double passed = share.getAsDouble();
        while (passed < 1 && hot > 0 && !Halt.isCalled()) {
            quench.sweep(state, 1 / (hot * Math.pow(COLDER, passed)), random);
            passed = Math.max(share.getAsDouble(), (double) quench.sweeps / MOST_COOLED);
        }
        return quench.samples(List.of(quench.down(state)), seed, began);
    }

    private void sweep(LocalFields state, double beta, SplittableRandom random) {
        for (int i = 0; i < state.size(); i++) {
            double change = state.change(i);
            if (change <= 0 || random.nextDouble() < Math.exp(-beta * change)) {
                state.flip(i);
                flips++;
            }
        }
        sweeps++;
    }

    private static LocalFields randomState(PlainIsing model, SplittableRandom random) {
        byte[] sigma = new byte[model.spins()];
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        return fields(model, sigma);
    }

    private static LocalFields fields(PlainIsing model, byte[] sigma) {
        return ModelFields.of(model, sigma, VectorOps.scalar());
    }

    private Spins down(LocalFields state) {
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
