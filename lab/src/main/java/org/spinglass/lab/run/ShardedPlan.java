// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.ResponseSettings;

/**
 * A trainer by responses whose shards are on a workplace: one network is trained by all of it, and comes to the weights
 * that it comes to here, bit for bit.
 *
 * @param plan of the trainer here, whose settings have shards
 * @param place where, not closed with its trainers
 * @param told hears what the sums took, at the end of a training
 */
record ShardedPlan(AnnealingPlan plan, Workplace place, Consumer<ShardCosts> told) implements TrainerPlan {

    @Override
    public String method() {
        return plan.method();
    }

    @Override
    public @Nullable Integer bits() {
        return plan.bits();
    }

    @Override
    public @Nullable ResponseSettings responseSettings() {
        return plan.responseSettings();
    }

    @Override
    public int epochs() {
        return plan.epochs();
    }

    @Override
    public Map<String, Object> options() {
        return plan.options();
    }

    @Override
    public Map<String, String> reasons() {
        return plan.reasons();
    }

    @Override
    public String fingerprint() {
        return plan.fingerprint();
    }

    @Override
    public void requireFits(NetworkSpec spec) {
        plan.requireFits(spec);
    }

    @Override
    public void requireFits(Network network, int threads) {
        plan.requireFits(network, threads);
    }

    @Override
    public OpenTrainer open(int threads) {
        return plan.open(
                threads, (task, settings, listener) -> new SpreadShards(place, task, settings, listener, told));
    }
}
