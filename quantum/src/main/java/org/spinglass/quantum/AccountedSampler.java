// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * Another sampler, with an account of what all of its calls used.
 *
 * @param sampler does the work
 * @param account what the provenance of each call tells is added to it
 */
public record AccountedSampler(Sampler sampler, QuantumAccount account) implements Sampler {

    @Override
    public String name() {
        return sampler.name();
    }

    @Override
    public AccountedSampler withSchedule(BetaSchedule schedule) {
        return new AccountedSampler(sampler.withSchedule(schedule), account);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        SampleSet found = sampler.sample(model, request);
        account.add(found.provenance());
        return found;
    }
}
