package org.spinglass.lab.run;

import java.util.Map;
import org.spinglass.training.TrainerProvider;

/**
 * A trainer of an optional part of the program.
 *
 * @param provider makes it
 * @param samples number of training samples
 * @param settings that differ from the defaults, as texts
 */
record ProvidedPlan(TrainerProvider provider, int samples, Map<String, String> settings) implements TrainerPlan {
    ProvidedPlan {
        provider.describe(samples, settings); // which checks them
    }

    @Override
    public String method() {
        return provider.name();
    }

    @Override
    public Map<String, Object> options() {
        return provider.describe(samples, settings);
    }

    @Override
    public OpenTrainer open() {
        return new OpenTrainer(provider.create(samples, settings), null);
    }
}
