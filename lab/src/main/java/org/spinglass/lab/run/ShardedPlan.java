// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.function.Consumer;
import org.spinglass.lab.work.Workplace;

/**
 * A trainer by responses whose shards are on a workplace: one network is trained by all of it, and comes to the weights
 * that it comes to here, bit for bit.
 *
 * @param plan of the trainer here, whose settings have shards
 * @param order of the same trainer elsewhere
 * @param place where, not closed with its trainers
 * @param told hears what the sums took, at the end of a training
 */
record ShardedPlan(AnnealingPlan plan, TrainerOrder order, Workplace place, Consumer<ShardCosts> told)
        implements ElsewherePlan {

    @Override
    public OpenTrainer open(int threads) {
        return plan.open(threads, (task, settings, listener) -> new SpreadShards(this, task, settings, listener));
    }
}
