// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.Map;
import java.util.Set;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.SpinReads;
import org.spinglass.ising.internal.search.DescentRead;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import org.spinglass.ising.sampling.Trait;

/**
 * Steepest descent: from a random or given state the spin whose flip lowers the energy most is flipped, until no single
 * flip lowers it. One descent a read; what it finds is a local minimum.
 *
 * <p>A sweep is at most N steps, for N spins; a read ends with the first sweep that finds nothing to flip. The
 * request's schedule must be automatic: there is no temperature. An {@link EncodedQuadratic} is expanded into spins, (N
 * n)^2 floats.
 *
 * <p>Cost of a step: N reads of fields, and N additions on a dense model, one a neighbour on a sparse one; a descent
 * from a random state takes about N / 2 steps.
 */
public record SteepestDescent() implements Sampler {

    @Override
    public String name() {
        return "descent";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.DIVISIBLE, Trait.READS_IN_PARTS, Trait.OBEYS_STOP_RULES, Trait.BEGINS_AT_STATES);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        SamplingRequest untilRest = request.withStop(request.stop().or(StopRule.noImprovement(1)));
        return new SpinReads(model, untilRest, ops)
                .run(name(), Map.of(), (instance, start, random) -> new DescentRead(start));
    }
}
