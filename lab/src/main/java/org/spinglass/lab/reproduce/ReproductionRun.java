// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.lab.run.ProgramVersion;
import org.spinglass.lab.run.TrainerPlan;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;
import org.spinglass.lab.settings.Sha256;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.EpochReport;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/** One run of one curve, made ready: the network, the samples of its seed, and the file of its record. */
record ReproductionRun(
        Experiment experiment,
        Curve curve,
        TrainerPlan plan,
        Network network,
        Split split,
        @Nullable Samples test,
        long seed,
        String fingerprint,
        Path file) {
    /** Samples that are scored at once. */
    private static final int SCORED = 200;

    /** What a run that came to its end was measured at; the accuracy on test images is null where there are none. */
    record Outcome(List<EpochReport> epochs, @Nullable Double testAccuracy) {}

    static ReproductionRun of(
            Experiment experiment, Curve curve, TrainerPlan plan, ReproductionData data, long seed, Path out) {
        Split split = data.draw(experiment.samples(), experiment.validation(), seed);
        Samples samples = split.training();
        Network network = experiment
                .specOf(curve)
                .on(new Shape(samples.channels(), samples.height(), samples.width()), samples.classes());
        plan.requireFits(network, 1);
        return new ReproductionRun(
                experiment,
                curve,
                plan,
                network,
                split,
                data.test(),
                seed,
                fingerprint(experiment, split.validation().count(), network, plan, data.digest(), seed),
                file(out, experiment, curve, seed));
    }

    /** Of everything that decides a run's numbers, the number of epochs included, as the paper's schedules depend on it. */
    private static String fingerprint(
            Experiment experiment, int validation, Network network, TrainerPlan plan, String dataDigest, long seed) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", ProgramVersion.current());
        all.put("network", NetworkYaml.write(network.spec()));
        all.put("input", network.input());
        all.put("classes", network.classes());
        all.put("data", dataDigest);
        all.put("samples", experiment.samples());
        all.put("validation", validation);
        all.put("epochs", experiment.epochs());
        all.put("seed", seed);
        all.put("method", plan.method());
        all.put("trainer", plan.fingerprint());
        return Sha256.of(all.toString());
    }

    /** The record of the same run, when it was done before; null when it was not, or its file is damaged. */
    @Nullable
    SeedRecord found() {
        SeedRecord record = SeedRecord.read(file);
        if (record == null) {
            return null;
        }
        boolean isWhole =
                record.accuracies().size() == experiment.epochs() && (record.testAccuracy() == null) == (test == null);
        return record.fingerprint().equals(fingerprint) && isWhole ? record : null;
    }

    /** Where the record of a run stands in the folder of a reproduction. */
    static Path file(Path out, Experiment experiment, Curve curve, long seed) {
        return out.resolve(experiment.figure()).resolve(curve.name() + "-seed" + seed + ".json");
    }

    /** Trains on one thread; null when the listener ended it. */
    @Nullable
    Outcome train(Trainer trainer, TrainingListener listener) {
        try (Workers workers = Workers.of(1)) {
            TrainingTask task = new TrainingTask(
                    network, split.training(), split.validation(), experiment.epochs(), seed, null, workers);
            TrainingResult result = trainer.train(task, listener);
            return result.isCancelled() || result.epochs().size() < experiment.epochs()
                    ? null
                    : new Outcome(result.epochs(), score(result.weights(), workers));
        }
    }

    private @Nullable Double score(Weights weights, Workers workers) {
        if (test == null) {
            return null;
        }
        ForwardPass pass = new ForwardPass(network, SCORED, workers);
        return Score.of(pass, test::copy, test.labels(), weights).accuracy();
    }

    /** Writes the record of a run that came to its end. */
    SeedRecord record(Outcome outcome, long peakMemoryBytes) {
        SeedRecord record = SeedRecord.of(this, outcome, peakMemoryBytes);
        RecordFile.write(file, Records.prettyJson(record));
        return record;
    }
}
