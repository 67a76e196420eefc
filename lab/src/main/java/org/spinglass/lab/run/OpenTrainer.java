// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.jspecify.annotations.Nullable;
import org.spinglass.lab.samplers.OpenSampler;
import org.spinglass.quantum.QuantumAccount;
import org.spinglass.training.Trainer;

/**
 * A trainer, with the sampler that it anneals on.
 *
 * @param trainer is closed with this
 * @param sampler is closed with this; null where nothing was opened
 * @param trainsAtOnce networks that it trains at the same time, for as many callers; 1 where each uses all threads
 */
public record OpenTrainer(Trainer trainer, @Nullable OpenSampler sampler, int trainsAtOnce) implements AutoCloseable {

    /** One that uses all threads for each network. */
    public OpenTrainer(Trainer trainer, @Nullable OpenSampler sampler) {
        this(trainer, sampler, 1);
    }

    /** What was used of a quantum processor; null where there is none. */
    QuantumAccount.@Nullable Totals totals() {
        return sampler == null ? null : sampler.totals();
    }

    @Override
    public void close() {
        try (sampler) {
            trainer.close();
        }
    }
}
