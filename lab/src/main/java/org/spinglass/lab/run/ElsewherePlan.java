// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.ResponseSettings;

/** A trainer whose work is done elsewhere: all that is told of it is what is told of the trainer here. */
interface ElsewherePlan extends TrainerPlan {
    /** The trainer here. */
    TrainerPlan plan();

    @Override
    default String method() {
        return plan().method();
    }

    @Override
    default @Nullable Integer bits() {
        return plan().bits();
    }

    @Override
    default @Nullable ResponseSettings responseSettings() {
        return plan().responseSettings();
    }

    @Override
    default int epochs() {
        return plan().epochs();
    }

    @Override
    default Map<String, Object> options() {
        return plan().options();
    }

    @Override
    default Map<String, String> reasons() {
        return plan().reasons();
    }

    @Override
    default String fingerprint() {
        return plan().fingerprint();
    }

    @Override
    default void requireFits(NetworkSpec spec) {
        plan().requireFits(spec);
    }

    @Override
    default void requireFits(Network network, int threads) {
        plan().requireFits(network, threads);
    }
}
