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
 */
public record OpenTrainer(Trainer trainer, @Nullable OpenSampler sampler) implements AutoCloseable {

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
