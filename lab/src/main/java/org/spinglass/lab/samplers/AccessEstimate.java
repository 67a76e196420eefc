// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QuantumAccount;

/**
 * What a model would take of a quantum annealer, known before anything is annealed: it is embedded, divided and submitted as it
 * would be, to a processor that counts only.
 *
 * @param solver the processor's name
 * @param totals problems, calls, reads, chains, and seconds of access time
 * @param quotaRate seconds of a plan that a second of access time takes
 */
public record AccessEstimate(String solver, QuantumAccount.Totals totals, double quotaRate) {

    /**
     * The estimate for a model.
     *
     * @param kind a quantum annealer
     * @param own its settings by their names without a prefix
     * @param seed of the embedding, and of the order of blocks
     * @param goesOn asked while chains are searched for
     * @throws org.spinglass.lab.settings.LabException when a setting does not exist or does not fit
     * @throws org.spinglass.quantum.ProcessorException when the processor cannot be reached, or would refuse
     */
    public static AccessEstimate of(
            SamplerKind kind, GivenSettings own, IsingModel model, long seed, ProgressListener goesOn) {
        if (!(kind.plan(own) instanceof QuantumPlan plan)) {
            throw new IllegalArgumentException(kind.text() + " is no quantum annealer");
        }
        AtomicReference<ProcessorProperties> properties = new AtomicReference<>();
        try (OpenSampler sampler = plan.openForEstimate(1, properties::set)) {
            sampler.sampler()
                    .sample(
                            model,
                            SamplingRequest.of(1, seed).withBoundSweeps(0).withProgress(goesOn));
            ProcessorProperties seen = Objects.requireNonNull(properties.get());
            double rate =
                    seen.others().get("quota_conversion_rate") instanceof Number number ? number.doubleValue() : 1;
            return new AccessEstimate(seen.name(), sampler.totals(), rate);
        }
    }

    /** Seconds of a plan. */
    public double planSeconds() {
        return quotaRate * totals.accessSeconds();
    }
}
