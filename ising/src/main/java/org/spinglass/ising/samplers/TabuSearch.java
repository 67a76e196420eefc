// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.Map;
import java.util.Set;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.SpinReads;
import org.spinglass.ising.internal.search.TabuRead;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * One-flip tabu search with a pool of elite states, path relinking between them (Wang, Lu, Glover and Hao 2012) and
 * their renormalisation (Houdayer and Martin 1999). Draws low energies, not the Boltzmann distribution.
 *
 * <p>Every step flips the spin that leads to the lowest energy among those not flipped of late, uphill where it must. A
 * sweep is N steps, for N spins. Each read keeps its own pool of ten states; it goes on for all sweeps of the request,
 * whose schedule must be automatic: there is no temperature. Renormalisation turns whole pieces on which the pool
 * disagrees, whatever their size: what chains and lattices need, most of all where couplings spread over decades. An
 * {@link EncodedQuadratic} is expanded into spins, (N n)^2 floats.
 *
 * <p>Cost of a sweep: {@code N^2} reads of fields and N flips, of N additions on a dense model, one a neighbour on a
 * sparse one.
 */
public record TabuSearch() implements Sampler {

    @Override
    public String name() {
        return "tabu";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.DIVISIBLE, Trait.READS_IN_PARTS, Trait.OBEYS_STOP_RULES, Trait.BEGINS_AT_STATES);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        return new SpinReads(model, request, ops)
                .run(
                        name(),
                        Map.of(),
                        (instance, start, random) ->
                                new TabuRead(instance, start, SpinReads.isSymmetric(instance), random, ops));
    }
}
