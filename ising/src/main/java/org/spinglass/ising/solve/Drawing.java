// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * Where the rounds of a search are drawn: here, or on other machines. What is drawn without a time limit and a target
 * must be what the sampler draws here. One that cannot draw throws its own exception, which ends the search.
 */
@FunctionalInterface
public interface Drawing {
    /** In this process, on the request's workers. */
    Drawing HERE = (model, round) -> round.sampler().sample(model, round.request());

    /** Draws one round, on the thread of the search. */
    SampleSet draw(PlainIsing model, Round round);

    /**
     * One round of a search.
     *
     * @param sampler to draw with
     * @param request what to draw; its stop rule knows limit and target, and its listener is to be told and asked
     * @param left of the time limit; null without one
     * @param targetEnergy the target; empty without one
     */
    record Round(
            Sampler sampler,
            SamplingRequest request,
            @Nullable Duration left,
            OptionalDouble targetEnergy) {}
}
