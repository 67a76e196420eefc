// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.function.Consumer;
import org.spinglass.lab.work.Workplace;
import org.spinglass.training.ResponseSettings;

/**
 * A trainer that was asked for and is to train on a workplace: every network that it trains is a task, and comes to the
 * weights that it comes to here, bit for bit.
 *
 * @param plan of the trainer here
 * @param order of the same trainer elsewhere
 * @param place where, not closed with its trainers
 */
public record RemotePlan(TrainerPlan plan, TrainerOrder order, Workplace place) implements ElsewherePlan {

    /**
     * The plan of a run whose workplace has it for itself: where its settings have shards and it is of one network,
     * these are spread.
     *
     * @param told hears at the end what the sums of shards took
     */
    public static RunPlan spread(RunPlan run, Workplace place, Consumer<ShardCosts> told) {
        ResponseSettings settings = run.trainer().responseSettings();
        return run.trainer() instanceof AnnealingPlan plan
                        && settings != null
                        && settings.shards() > 0
                        && run.configuration().members() == 1
                ? new RunPlan(run.configuration(), new ShardedPlan(plan, order(run), place, told), run.reasons())
                : of(run, place);
    }

    /** The plan of a run, each of whose networks is a task on a workplace. */
    public static RunPlan of(RunPlan run, Workplace place) {
        return new RunPlan(run.configuration(), new RemotePlan(run.trainer(), order(run), place), run.reasons());
    }

    private static TrainerOrder order(RunPlan run) {
        TrainerRequest asked = run.configuration().trainer();
        return TrainerOrder.of(asked.method(), asked.network(), asked.samples(), asked.given());
    }

    @Override
    public OpenTrainer open(int threads) {
        return new OpenTrainer(new RemoteTrainer(this), null, place.slots());
    }
}
