// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.ResponseChoice;
import org.spinglass.training.ResponseSettings;

/** A trainer that was asked for: its settings bound, checked and described, and not open. Immutable. */
public interface TrainerPlan {

    /** The name under which results are recorded. */
    String method();

    /** Bits of a weight; null of a method that does not anneal. */
    @Nullable
    Integer bits();

    /** The settings of the response trainer; null of another method. */
    default @Nullable ResponseSettings responseSettings() {
        return null;
    }

    /** Whether ranges of the response trainer are to shrink over the whole run ({@link ResponseChoice#hasRangeOfRun}). */
    default boolean hasRangeOfRun() {
        return false;
    }

    /** Epochs where the user names none. */
    int epochs();

    /** Every setting that has an effect, for the record: numbers and strings in reading order. */
    Map<String, Object> options();

    /**
     * Why settings that follow from the data and the network are what they are, by their names; none that were given.
     */
    default Map<String, String> reasons() {
        return Map.of();
    }

    /** All that decides the weights, but for the network, the data and the seed; the same for the same settings. */
    default String fingerprint() {
        return options().toString();
    }

    /**
     * Refuses an architecture that the settings do not fit, as far as that can be told without the data.
     *
     * @throws SettingException naming the setting and what was expected
     */
    default void requireFits(NetworkSpec spec) {}

    /**
     * Refuses a network that the settings do not fit, or whose subproblems are too large for what they are to be
     * annealed on.
     *
     * @param threads that train
     * @throws org.spinglass.network.NetworkException naming the layer or what does not fit
     * @throws org.spinglass.training.TrainingException telling how large they are and what would fit
     */
    default void requireFits(Network network, int threads) {}

    /**
     * Opens the trainer and what it anneals on.
     *
     * @param threads of a sampler that has threads of its own
     * @return to be closed
     * @throws LabException when a setting does not fit what was opened
     * @throws org.spinglass.training.TrainingException when the method's part is not installed
     * @throws org.spinglass.quantum.ProcessorException when a processor cannot be used
     */
    OpenTrainer open(int threads);
}
