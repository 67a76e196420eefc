// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.OpenTrainer;
import org.spinglass.lab.run.RemotePlan;
import org.spinglass.lab.run.TrainerOrder;
import org.spinglass.lab.run.TrainerPlan;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.work.Workplace;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingException;

/** A curve of a reproduction with what came of it so far. Guarded by whoever has it. */
final class CurveWork implements AutoCloseable {
    private final Experiment experiment;
    private final Curve curve;
    private final @Nullable TrainerPlan plan;
    private @Nullable OpenTrainer open;
    private final Map<Long, SeedRecord> records = new TreeMap<>();
    private @Nullable String failure;

    /**
     * A curve with the trainer that it asks for; one that cannot be has failed.
     *
     * @param place where its networks are trained, those by backpropagation and those on a quantum annealer excepted;
     *     null for here
     */
    CurveWork(Experiment experiment, Curve curve, @Nullable Workplace place) {
        this.experiment = experiment;
        this.curve = curve;
        TrainerPlan found = null;
        try {
            found = experiment.planOf(curve);
            if (place != null && isSpread()) {
                TrainerOrder order = TrainerOrder.of(
                        curve.method(), experiment.networkOf(curve), experiment.samples(), curve.changes());
                found = new RemotePlan(found, order, place);
            }
        } catch (TrainingException e) {
            failure = e.getMessage();
        }
        plan = found;
    }

    /** A curve with a trainer of one's own, for tests. */
    CurveWork(Experiment experiment, Curve curve, TrainerPlan plan) {
        this.experiment = experiment;
        this.curve = curve;
        this.plan = plan;
    }

    Experiment experiment() {
        return experiment;
    }

    Curve curve() {
        return curve;
    }

    TrainerPlan plan() {
        if (plan == null) {
            throw new IllegalStateException("no trainer: " + failure);
        }
        return plan;
    }

    /**
     * The trainer, which all runs of the curve share; opened for the first that asks.
     *
     * @throws TrainingException when it cannot be opened
     */
    synchronized Trainer trainer() {
        if (open == null) {
            try {
                open = plan().open(1);
            } catch (LabException e) {
                throw new TrainingException(String.valueOf(e.getMessage()), e);
            }
        }
        return open.trainer();
    }

    /** Closes the trainer, if it was opened. */
    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** Why it failed; null where it did not. */
    @Nullable
    String failure() {
        return failure;
    }

    void fail(String message) {
        failure = message;
    }

    void add(long seed, SeedRecord record) {
        records.put(seed, record);
    }

    private boolean isSpread() {
        return !isAlone() && !SamplerKind.names(SamplerKind.quantum()).contains(curve.sampler());
    }

    /** Whether no other run of an optional part may be at work beside one of this. */
    boolean isAlone() {
        return !TrainerRequest.isAnnealing(curve.method());
    }

    /**
     * What came of it.
     *
     * @param original the experiment before changes by the user
     */
    CurveOutcome outcome(Experiment original) {
        return new CurveOutcome(experiment, original, curve, List.copyOf(records.values()), failure);
    }
}
