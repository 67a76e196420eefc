// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.Map;
import org.spinglass.ising.sampling.Sampler;

/**
 * A sampler that needs nothing opened.
 *
 * @param sampler draws the states
 * @param options its own settings, by the names that a user gives them
 */
record ReadyPlan(Sampler sampler, Map<String, Object> options) implements SamplerPlan {

    /** A sampler without settings of its own. */
    static ReadyPlan of(Sampler sampler) {
        return new ReadyPlan(sampler, Map.of());
    }

    @Override
    public String name() {
        return sampler.name();
    }

    @Override
    public OpenSampler open(int threads) {
        return OpenSampler.of(sampler);
    }
}
