// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.MeasuredRange;
import org.spinglass.ising.internal.annealing.ReadGroups;
import org.spinglass.ising.internal.annealing.SpinReads;
import org.spinglass.ising.internal.annealing.StartStates;
import org.spinglass.ising.internal.annealing.TargetCheck;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.memetic.MemeticModel;
import org.spinglass.ising.internal.memetic.Population;
import org.spinglass.ising.internal.search.Backbone;
import org.spinglass.ising.internal.search.Effort;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * A memetic search: a population of annealed states that are recombined and improved, the sampler for hard models.
 * Draws low energies, not the Boltzmann distribution.
 *
 * <p>The first members are annealed ({@link SimulatedAnnealing}, Metropolis) and go through tabu search. Then children
 * are made of random members: from the lowest point in the middle of a path between two (path relinking, Wang, Lu,
 * Glover and Hao 2012), or by renormalisation of two to four (Houdayer and Martin 1999), in which spins that keep to
 * each other in all parents along their strongest couplings turn as one. Every other child is annealed again, from a
 * temperature between; all go through tabu search, and stand for the population, whose members differ in at least one
 * spin in a hundred. A population that takes no child in any more starts anew, with anneals of twice the sweeps.
 *
 * <p>Reads are not independent of each other: the population has {@value #POPULATION} members, or as many as initial
 * states are given if those are more, and the best different states of all populations are returned, at most as many as
 * there are reads. The effort is reads times sweeps, a sweep being one of annealing or 32 steps of tabu search; below
 * some 10,000 there is little to recombine. Members are made eight at a time, which is as many threads
 * as can be used. An {@link EncodedQuadratic} is expanded into spins, (N n)^2 floats.
 *
 * @param limit goes on for so long, whatever the number of sweeps, growing from a quench to what there is time for;
 *     empty to go by the number of sweeps
 */
public record MemeticSearch(Optional<Duration> limit) implements Sampler {
    /** Members of a population; with 32 it takes longer to find that it has nothing new to offer. */
    public static final int POPULATION = 16;

    /** By the number of sweeps. */
    public MemeticSearch() {
        this(Optional.empty());
    }

    @Override
    public String name() {
        return "memetic";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.OBEYS_STOP_RULES, Trait.READS_TOGETHER, Trait.GROWS, Trait.BEGINS_AT_STATES);
    }

    @Override
    public MemeticSearch withTime(Optional<Duration> time) {
        return new MemeticSearch(time);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        StartStates.of(model, request);
        request.part().requireWhole(name());
        boolean isGiven = request.initial() instanceof InitialState.Given;
        int size = isGiven ? Math.max(POPULATION, request.reads()) : POPULATION;
        long[] seeds = ReadGroups.seeds(request.seed(), model.instances());
        GrownStates grown = new GrownStates();
        Effort effort = Effort.of(request, limit, grown.began());
        for (int instance = 0; instance < model.instances(); instance++) {
            PlainIsing plain = PlainIsing.of(model, instance);
            MemeticModel problem = new MemeticModel(
                    plain,
                    ModelArrays.of(plain).integers(ops),
                    MeasuredRange.of(plain),
                    new Backbone(plain),
                    SpinReads.isSymmetric(plain),
                    new TargetCheck(model, request.stop()),
                    ops);
            List<byte[]> given = GrownStates.given(request, instance).stream()
                    .map(Spins::toArray)
                    .toList();
            Population population =
                    new Population(problem, size, request.reads(), given, effort, seeds[instance], grown.isCancelled());
            grown.run(() -> population.run(request.workers()));
            grown.add(
                    population.states(), population.sweeps(), population.sweeps() * model.spins(), population.flips());
        }
        return grown.answer(name(), Map.of("population", size), limit.isPresent(), ops.name(), model, request);
    }
}
