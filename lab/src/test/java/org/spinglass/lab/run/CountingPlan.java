// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/** Another plan of a trainer, that writes down what is opened, used and closed. Safe for several threads. */
public final class CountingPlan implements TrainerPlan {
    private final TrainerPlan plan;
    private final List<String> events = new ArrayList<>();

    public CountingPlan(TrainerPlan plan) {
        this.plan = plan;
    }

    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    private synchronized void note(String event) {
        events.add(event);
    }

    @Override
    public String method() {
        return plan.method();
    }

    @Override
    public Map<String, Object> options() {
        return plan.options();
    }

    @Override
    public @Nullable Integer bits() {
        return plan.bits();
    }

    @Override
    public int epochs() {
        return plan.epochs();
    }

    @Override
    public OpenTrainer open(int threads) {
        OpenTrainer open = plan.open(threads);
        note("open");
        return new OpenTrainer(
                new Trainer() {
                    @Override
                    public String method() {
                        return open.trainer().method();
                    }

                    @Override
                    public Map<String, Object> options() {
                        return open.trainer().options();
                    }

                    @Override
                    public TrainingResult train(TrainingTask task, TrainingListener listener) {
                        note("train");
                        return open.trainer().train(task, listener);
                    }

                    @Override
                    public void close() {
                        note("close");
                        open.close();
                    }
                },
                null);
    }
}
