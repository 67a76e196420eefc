// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.MachineInfo;
import org.spinglass.lab.run.ProgramVersion;
import org.spinglass.lab.run.RecordChange;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.Records;
import org.spinglass.training.EpochReport;
import tools.jackson.core.JacksonException;

/**
 * One run of one curve, as it stands in {@code FIGURE/CURVE-seedS.json}.
 *
 * @param fingerprint of all that decides the numbers; a record is used only where it is the same
 * @param figure of the experiment
 * @param curve name
 * @param method of training
 * @param network name, and the slope where it was replaced
 * @param data name of the data set
 * @param samples trained on
 * @param validation held-out samples
 * @param seed of split, start weights and anneals
 * @param accuracies on held-out samples after every epoch, as fractions
 * @param testAccuracy on all test images after the last epoch; null where there are none
 * @param trainAccuracies on the training samples after every epoch
 * @param seconds of training, on one thread
 * @param peakMemoryBytes largest resident set of the process while this run was at work, alone or beside others
 * @param settings of the trainer, all of them
 * @param version of the program
 * @param machine that the run was made on
 * @param digests of all other values by their keys, so that a change is found
 */
public record SeedRecord(
        String fingerprint,
        String figure,
        String curve,
        String method,
        String network,
        String data,
        int samples,
        int validation,
        long seed,
        List<Double> accuracies,
        @Nullable Double testAccuracy,
        List<Double> trainAccuracies,
        double seconds,
        long peakMemoryBytes,
        Map<String, Object> settings,
        String version,
        MachineInfo machine,
        @Nullable Map<String, String> digests) {
    /** Copies the collections, and checks that there is an epoch. */
    public SeedRecord {
        Objects.requireNonNull(fingerprint, "fingerprint");
        accuracies = List.copyOf(accuracies);
        trainAccuracies = List.copyOf(trainAccuracies);
        digests = digests == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(digests));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        if (accuracies.isEmpty()) {
            throw new IllegalArgumentException("accuracies is empty; expected one an epoch");
        }
    }

    static SeedRecord of(ReproductionRun run, ReproductionRun.Outcome outcome, long peakMemoryBytes) {
        Experiment experiment = run.experiment();
        List<EpochReport> epochs = outcome.epochs();
        SeedRecord bare = new SeedRecord(
                run.fingerprint(),
                experiment.figure(),
                run.curve().name(),
                run.curve().method(),
                experiment.describedNetworkOf(run.curve()),
                experiment.data(),
                experiment.samples(),
                run.split().validation().count(),
                run.seed(),
                epochs.stream().map(EpochReport::validationAccuracy).toList(),
                outcome.testAccuracy(),
                epochs.stream().map(EpochReport::trainAccuracy).toList(),
                epochs.getLast().seconds(),
                peakMemoryBytes,
                run.plan().options(),
                ProgramVersion.current(),
                MachineInfo.current(),
                null);
        return bare.withDigests(RecordChange.digests(Records.json(bare)));
    }

    /** Digests of all other values by their keys; none in a record that was not written. */
    @Override
    public Map<String, String> digests() {
        return digests == null ? Map.of() : digests;
    }

    private SeedRecord withDigests(Map<String, String> value) {
        return new SeedRecord(
                fingerprint,
                figure,
                curve,
                method,
                network,
                data,
                samples,
                validation,
                seed,
                accuracies,
                testAccuracy,
                trainAccuracies,
                seconds,
                peakMemoryBytes,
                settings,
                version,
                machine,
                value);
    }

    /**
     * The record in a file.
     *
     * @return null where there is none, or a damaged one
     * @throws LabException naming the line of a value that was changed
     */
    static @Nullable SeedRecord read(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            String json = Files.readString(file);
            SeedRecord record = Records.parseJson(json, SeedRecord.class);
            RecordChange.requireNone(file, json, record.digests());
            return record.digests().isEmpty() ? null : record;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    /** Accuracy after the last epoch. */
    public double last() {
        return accuracies.getLast();
    }

    /** Accuracy of the best epoch. */
    public double best() {
        return accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
