package org.spinglass.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingException;

/** A curve of a reproduction with what came of it so far. Guarded by whoever has it. */
final class CurveWork {
    private final Experiment experiment;
    private final Curve curve;
    private final @Nullable Trainer trainer;
    private final Map<Long, SeedRecord> records = new TreeMap<>();
    private @Nullable String failure;

    /** A curve whose trainer is made; one that cannot be made has failed. */
    CurveWork(Experiment experiment, Curve curve) {
        this.experiment = experiment;
        this.curve = curve;
        Trainer found = null;
        try {
            found = experiment.trainerOf(curve);
        } catch (TrainingException | SettingException e) {
            failure = e.getMessage();
        }
        trainer = found;
    }

    Experiment experiment() {
        return experiment;
    }

    Curve curve() {
        return curve;
    }

    Trainer trainer() {
        if (trainer == null) {
            throw new IllegalStateException("no trainer: " + failure);
        }
        return trainer;
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

    /** Whether no other run of an optional part may be at work beside one of this. */
    boolean isAlone() {
        return !TrainerChoice.isAnnealing(curve.method());
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
