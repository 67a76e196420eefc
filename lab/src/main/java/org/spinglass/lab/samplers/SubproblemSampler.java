// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.training.Seeds;

/**
 * A sampler as trainers call it: under the name that the user gave, and with a start that it understands. Where a
 * trainer starts at the present weights, samplers of plain spins are given the spins of these; those that begin in a
 * state of their own do. Samplers that take one plain model at a time get the instances of a subproblem one after the
 * other.
 *
 * @param kind its name, and what it takes of a trainer's wishes
 * @param sampler draws the states
 * @param reads of each instance, of which the trainer takes the best
 */
record SubproblemSampler(SamplerKind kind, Sampler sampler, int reads) implements Sampler {

    @Override
    public String name() {
        return kind.text();
    }

    @Override
    public SubproblemSampler withSchedule(BetaSchedule schedule) {
        return kind.follows() == Follows.TEMPERATURES
                ? new SubproblemSampler(kind, sampler.withSchedule(schedule), reads)
                : this;
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        SamplingRequest fitted = request.withReads(reads).withInitial(start(model, request));
        return kind == SamplerKind.DWAVE_COMPATIBLE && model instanceof EncodedQuadratic encoded
                ? instanceByInstance(encoded, fitted)
                : sampler.sample(model, fitted);
    }

    private InitialState start(IsingModel model, SamplingRequest request) {
        return switch (kind.start()) {
            case WEIGHTS -> request.initial();
            case OWN -> InitialState.random();
            case SPINS ->
                request.initial() instanceof InitialState.Present && model instanceof EncodedQuadratic encoded
                        ? InitialState.given(present(encoded, request.seed()))
                        : request.initial();
        };
    }

    /** For every read the levels next to the present weights, on the side to which the energy falls. */
    private List<Spins> present(EncodedQuadratic model, long seed) {
        List<Spins> states = new ArrayList<>();
        int below = model.topLevel() / 2;
        for (int instance = 0; instance < model.instances(); instance++) {
            SplittableRandom random = new SplittableRandom(Seeds.of(seed, instance));
            double[] gradient = gradient(model, instance);
            for (int read = 0; read < reads; read++) {
                int[] levels = new int[gradient.length];
                for (int j = 0; j < levels.length; j++) {
                    boolean goesUp = gradient[j] == 0 ? random.nextBoolean() : gradient[j] < 0;
                    levels[j] = below + (goesUp ? 1 : 0);
                }
                states.add(Spins.ofLevels(levels, model.bits()));
            }
        }
        return states;
    }

    /** {@code 2 J S0 + h}: the gradient where all weights are at the centre of their ranges. */
    private static double[] gradient(EncodedQuadratic model, int instance) {
        int n = model.weights();
        double[] gradient = new double[n];
        double[] centres = new double[n];
        boolean isOff = false;
        for (int j = 0; j < n; j++) {
            gradient[j] = model.field(instance, j);
            centres[j] = model.centre(instance, j);
            isOff |= centres[j] != 0;
        }
        if (isOff) {
            float[] matrix = model.coupling().matrix(instance);
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < n; l++) {
                    gradient[j] += 2 * matrix[j * n + l] * centres[l];
                }
            }
        }
        return gradient;
    }

    private SampleSet instanceByInstance(EncodedQuadratic model, SamplingRequest request) {
        List<List<Spins>> states = new ArrayList<>();
        Provenance last = null;
        long moves = 0;
        double accepted = 0;
        double seconds = 0;
        boolean isCancelled = false;
        for (int instance = 0; instance < model.instances(); instance++) {
            SamplingRequest own = request.withSeed(Seeds.of(request.seed(), instance));
            if (request.initial() instanceof InitialState.Given given) {
                own = own.withInitial(
                        InitialState.given(given.states().subList(instance * reads, (instance + 1) * reads)));
            }
            SampleSet found = sampler.sample(PlainIsing.of(model, instance), own);
            states.add(found.samples(0).stream().map(Sample::spins).toList());
            last = found.provenance();
            moves += last.moves();
            accepted += last.acceptance() * last.moves();
            seconds += last.seconds();
            isCancelled |= last.cancelled();
        }
        if (last == null) {
            throw new IllegalArgumentException(model + " has no instances");
        }
        long began = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        Provenance all = new Provenance(
                name(),
                last.options(),
                request.seed(),
                last.sweeps(),
                moves == 0 ? 0 : accepted / moves,
                moves,
                seconds,
                (System.nanoTime() - began) * 1e-9,
                isCancelled);
        return SampleSet.of(model, states, bounds, all);
    }
}
