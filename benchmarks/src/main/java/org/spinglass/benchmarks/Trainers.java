// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Map;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.lab.run.ResponseDefaults;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.ResponseChoice;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;

/** The trainers that are compared. */
final class Trainers {
    private Trainers() {}

    /**
     * {@code response} by its own choice of settings, {@code backprop} by those of {@code preset=tuned}.
     *
     * @param samples to train on
     * @param epochs of the run, over which ranges shrink where they do as in {@code train}
     * @param given settings that differ, by their names
     */
    static Trainer of(String method, NetworkSpec network, int samples, int epochs, Map<String, String> given) {
        GivenSettings changes = GivenSettings.ofTexts(given);
        if (method.equals("response")) {
            ResponseChoice choice = ResponseDefaults.of(network, samples, changes, true);
            ResponseSettings settings = SettingBinder.PLAIN.bind(choice.settings(), changes);
            boolean isOfRun = choice.hasRangeOfRun() && !given.containsKey("rangeDecay");
            return new ResponseTrainer(
                    SimulatedAnnealing.singleSpin(),
                    isOfRun ? settings.withRange(settings.firstRange(), settings.rangeDecayOver(epochs)) : settings);
        }
        TrainerProvider provider = TrainerProvider.find(method)
                .orElseThrow(() -> new TrainingException("no method " + method + " here;"
                        + " ./spinglass train --method backprop --samples 100 --epochs 1 fetches and builds one"));
        return provider.create(SettingBinder.PLAIN.bind(provider.settings("tuned"), changes));
    }
}
