// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import java.util.List;
import java.util.Map;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainerProvider;

/**
 * Makes {@link BackpropTrainer}s of {@link BackpropSettings}. Presets are {@code paper}, {@code 2025}, the same with batches of
 * one sample as in the author's later code, and {@code tuned}.
 */
public final class BackpropProvider implements TrainerProvider {
    private static final String LATER = "2025";
    private static final String TUNED = "tuned";

    /** For {@link java.util.ServiceLoader}. */
    public BackpropProvider() {}

    @Override
    public String name() {
        return BackpropTrainer.METHOD;
    }

    @Override
    public List<String> presets() {
        return List.of("paper", LATER, TUNED);
    }

    @Override
    public BackpropSettings settings(String preset) {
        return switch (preset) {
            case TUNED -> BackpropSettings.tuned();
            case LATER -> BackpropSettings.paper().withBatch(1);
            default -> BackpropSettings.paper();
        };
    }

    /** 20 for the paper's protocol, 100 for the tuned one. */
    @Override
    public int epochs(String preset) {
        return preset.equals(TUNED) ? 100 : 20;
    }

    @Override
    public Map<String, Object> describe(Record settings) {
        return create(settings).options();
    }

    @Override
    public Trainer create(Record settings) {
        return new BackpropTrainer((BackpropSettings) settings);
    }
}
