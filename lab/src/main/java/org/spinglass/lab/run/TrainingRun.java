// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataSet;
import org.spinglass.data.Split;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.io.WeightsFile;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.CheckpointFile;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/**
 * A training with its folder: data, network, trainer and records tied together.
 *
 * <p>The trainer is opened once, by {@link #begin} or {@link #resume}, and closed by {@link #close}. All that can be
 * wrong with the input is found by {@link #begin} and {@link #resume}, before anything is written. After every epoch
 * the checkpoint and the metrics are replaced, each at one stroke; {@code summary.json} comes last of all files. For
 * one caller at a time; {@link #close} releases the folder.
 */
public final class TrainingRun implements AutoCloseable {
    private final RunFolder folder;
    private final RunRecord run;
    private final Network network;
    private final RunData data;
    private final Split split;
    private final String fingerprint;
    private final @Nullable Weights given;
    private final @Nullable Checkpoint start;
    private final OpenTrainer trainer;
    private final ProcessUsage before;
    private volatile @Nullable EpochRecorder recorder;

    private TrainingRun(
            RunFolder folder,
            RunRecord run,
            String fingerprint,
            Network network,
            RunData data,
            Split split,
            @Nullable Weights given,
            @Nullable Checkpoint start,
            OpenTrainer trainer) {
        this.folder = folder;
        this.run = run;
        this.network = network;
        this.data = data;
        this.split = split;
        this.fingerprint = fingerprint;
        this.given = given;
        this.start = start;
        this.trainer = trainer;
        this.before = ProcessUsage.now();
    }

    /**
     * Opens the trainer, begins a run in a new folder and writes {@code config.yaml} and {@code network.yaml} there.
     *
     * @param plan what to do
     * @param spec the architecture that {@code plan.configuration().network()} stands for
     * @param data what {@code plan.configuration().data()} stands for
     * @param out the folder to make
     * @throws LabException when the folder is not free or cannot be written
     * @throws org.spinglass.training.TrainingException when the network's subproblems do not fit the sampler
     * @throws org.spinglass.data.DataException when the set has too few images
     * @throws org.spinglass.network.NetworkException when the network does not fit the data, or the settings the
     *     network
     * @throws org.spinglass.quantum.ProcessorException when a quantum annealer cannot be opened
     */
    public static TrainingRun begin(RunPlan plan, NetworkSpec spec, RunData data, Path out) {
        RunConfiguration asked = plan.configuration();
        Split split = RunFit.split(asked, data);
        Network network = RunFit.network(plan, spec, split);
        Weights given = StartWeights.asked(asked.init(), network);
        RunRecord run = RunRecord.begin(plan, data.set().digest());
        OpenTrainer trainer = plan.trainer().open(asked.threads());
        RunFolder folder;
        try {
            folder = RunFolder.create(out);
        } catch (RuntimeException e) {
            trainer.close();
            throw e;
        }
        try {
            RecordFile.write(folder.network(), NetworkYaml.write(spec));
            if (given != null) {
                WeightsFile.write(folder.start(), given);
            }
            RecordFile.write(folder.config(), Records.yaml(run));
        } catch (LabException e) {
            try (trainer;
                    folder) {
                folder.discardAfter(e);
            }
            throw e;
        }
        return new TrainingRun(
                folder,
                run,
                Fingerprint.of(run, plan.trainer(), network, given),
                network,
                data,
                split,
                given,
                null,
                trainer);
    }

    /**
     * Checks all that {@link #begin} checks of plan, network and data, and begins nothing. Cost: that of drawing the
     * samples.
     *
     * @throws org.spinglass.training.TrainingException when the network's subproblems do not fit the sampler
     * @throws org.spinglass.data.DataException when the set has too few images
     * @throws org.spinglass.network.NetworkException when the network does not fit the data, or the settings the
     *     network
     */
    public static void requireFits(RunPlan plan, NetworkSpec spec, RunData data) {
        RunFit.network(plan, spec, RunFit.split(plan.configuration(), data));
    }

    /** The network of a plan on its data, checked as {@link #requireFits} does. */
    public static Network network(RunPlan plan, NetworkSpec spec, RunData data) {
        return RunFit.network(plan, spec, RunFit.split(plan.configuration(), data));
    }

    /**
     * Takes up a run where its checkpoint stands, or at its beginning when it was stopped before the first, and opens
     * the trainer. The folder is left as it is until training begins, and is closed when this throws.
     *
     * @param folder of the run
     * @param plan of the run's configuration, with the epochs, threads and place of the data for now
     * @param data what the run was begun on
     * @throws LabException when the data is another, the record was edited, or the run is done
     * @throws org.spinglass.training.TrainingException when the checkpoint is damaged or another run's, or is missing
     *     though there are records of epochs
     * @throws org.spinglass.network.NetworkException when {@code network.yaml} is damaged
     */
    public static TrainingRun resume(RunFolder folder, RunPlan plan, RunData data) {
        RunConfiguration continued = plan.configuration();
        try {
            RunRecord record = folder.readRecord();
            DataSet set = data.set();
            if (!set.digest().equals(record.dataDigest())) {
                throw new LabException("%s: the run was made on other data named %s: its SHA-256 is %s, expected %s"
                        .formatted(folder.path(), set.name(), set.digest(), record.dataDigest()));
            }
            Split split = RunFit.split(continued, data);
            Network network = RunFit.network(plan, folder.readNetwork(), split);
            Weights given = StartWeights.kept(folder, network);
            String fingerprint = Fingerprint.of(record, plan.trainer(), network, given);
            if (!Files.exists(folder.checkpoint()) && !Files.exists(folder.metrics())) {
                RunRecord again = record.resumed(continued, 0);
                return new TrainingRun(
                        folder,
                        again,
                        fingerprint,
                        network,
                        data,
                        split,
                        given,
                        null,
                        plan.trainer().open(continued.threads()));
            }
            Checkpoint start = CheckpointFile.read(folder.checkpoint(), fingerprint, network);
            folder.requireUnchanged();
            if (start.epoch() >= continued.epochs()
                    && ResumedRecords.areDone(folder, continued, fingerprint, network)) {
                throw new LabException(String.format(
                        Locale.ROOT,
                        "%s: the run is done, with all of its %d epochs; a larger --epochs continues it",
                        folder.path(),
                        start.epoch()));
            }
            RunRecord now = record.resumed(continued, start.epoch());
            return new TrainingRun(
                    folder,
                    now,
                    fingerprint,
                    network,
                    data,
                    split,
                    given,
                    start,
                    plan.trainer().open(continued.threads()));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The run's folder. */
    public Path path() {
        return folder.path();
    }

    /** What the run was asked, with the changes of a resumption. */
    public RunConfiguration configuration() {
        return run.configuration();
    }

    /** Why the network and the settings that nobody named are what they are, by their names. */
    public Map<String, String> reasons() {
        Map<String, String> reasons = run.reasons();
        return reasons == null ? Map.of() : reasons;
    }

    /** The network that is trained. */
    public Network network() {
        return network;
    }

    /** Epochs that were done before a resumption. */
    public int epochsDone() {
        return start == null ? 0 : start.epoch();
    }

    /** Epochs in the checkpoint, from which the run can be resumed; 0 where there is none. */
    public int epochsKept() {
        EpochRecorder begun = recorder;
        return begun == null || begun.epochs() == 0 ? epochsDone() : begun.epochs();
    }

    /**
     * Trains and writes all records.
     *
     * @return what came of it; empty when the observer ended it before the first epoch was done, and then the folder of
     *     a new run is gone
     * @throws LabException when a file cannot be written
     */
    public Optional<RunOutcome> train(RunObserver observer) {
        boolean isTogether = run.configuration().members() > 1 && trainer.trainsAtOnce() > 1;
        EnsembleObserver all = new EnsembleObserver(observer);
        EpochRecorder recorder =
                new EpochRecorder(folder, fingerprint, Records.yaml(run), 1, isTogether ? all.of(1) : observer);
        this.recorder = recorder;
        try (Workers workers = Workers.of(run.configuration().threads())) {
            if (!run.resumptions().isEmpty()) {
                new ResumedRecords(folder, run, fingerprint, start).write(observer);
            }
            RunConfiguration asked = run.configuration();
            TrainingTask task = new TrainingTask(
                    network,
                    EnsembleTraining.seen(split.training(), asked, 1),
                    split.validation(),
                    asked.epochs(),
                    asked.epochsToValidation(),
                    asked.seed(),
                    given,
                    start,
                    workers);
            EnsembleTraining ensembles =
                    new EnsembleTraining(folder, asked, fingerprint, task, trainer.trainer(), observer);
            List<TrainingResult> members = isTogether
                    ? ensembles.trainTogether(trainer.trainsAtOnce(), recorder, all, Records.yaml(run))
                    : inTurn(ensembles, task, recorder, observer);
            TrainingResult result = members.getFirst();
            if (result.epochs().isEmpty()) {
                folder.discard();
                return Optional.empty();
            }
            TrainedModel trained = new TrainedModel(
                    run,
                    data,
                    split,
                    members.stream().map(TrainingResult::weights).toList(),
                    workers);
            Summary.Ensemble ensemble = asked.members() == 1
                    ? null
                    : Summary.Ensemble.of(
                            members.stream().map(one -> one.epochs().getLast()).toList(),
                            asked.members(),
                            trained.validationAccuracy());
            Summary summary = Summary.of(
                    run, network, result.epochs(), trained.testAccuracy(), ensemble, trainer.totals(), before);
            List<Path> files = new RunFiles(folder, observer).write(task.startWeights(), result, summary, trained);
            boolean isJoint = run.settings().containsKey("together"); // left out where it has no effect
            return Optional.of(new RunOutcome(summary, network, result.epochs(), files, isJoint));
        } catch (RuntimeException | Error e) {
            if (start == null && recorder.epochs() == 0) {
                folder.discardAfter(e);
            }
            throw e;
        }
    }

    /** The first network, and the others of an ensemble when that is done. */
    private List<TrainingResult> inTurn(
            EnsembleTraining ensembles, TrainingTask task, EpochRecorder recorder, RunObserver observer) {
        RunConfiguration asked = run.configuration();
        if (asked.members() > 1) {
            observer.memberBegins(1, epochsDone());
        }
        TrainingResult first = trainer.trainer().train(task, recorder);
        List<TrainingResult> members = new ArrayList<>(List.of(first));
        if (!first.isCancelled()) {
            members.addAll(ensembles.train(Records.yaml(run)));
        }
        return members;
    }

    /** Closes the trainer and releases the folder. */
    @Override
    public void close() {
        try (folder) {
            trainer.close();
        }
    }
}
