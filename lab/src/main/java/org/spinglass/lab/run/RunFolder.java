// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.CheckpointFile;

/**
 * The folder that holds all that is known of a run. While a process works on it a {@link RunLock} keeps others out;
 * {@link #close} lets go of it.
 */
public final class RunFolder implements AutoCloseable {
    private static final String TAGS = "tags.json"; // which the live page may have put to a run that has just begun
    private static final String CONFIG = "config.yaml";
    private static final String NETWORK = "network.yaml";
    private static final String START = "start.safetensors";
    private static final Set<String> BEFORE_CONFIG =
            Set.of(RunLock.FILE, NETWORK, NETWORK + ".part", CONFIG + ".part", START, START + ".part");

    private final Path path;
    private final boolean isNew;
    private final @Nullable Path firstCreated;
    private final RunLock lock;

    private RunFolder(Path path, boolean isNew, @Nullable Path firstCreated, RunLock lock) {
        this.path = path;
        this.isNew = isNew;
        this.firstCreated = firstCreated;
        this.lock = lock;
    }

    /**
     * Checks that a new run may have this folder: that there is none, or an empty one, or one where a run was stopped
     * before it had written down what it was to do.
     *
     * @throws LabException naming the folder when it is not so
     */
    public static void requireFree(Path path) {
        for (Path above = path.toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                if (!Files.isDirectory(above)) {
                    throw new LabException(above + ": is a file; expected a folder for the run");
                }
                break;
            }
        }
        if (Files.isDirectory(path) && !isEmpty(path)) {
            String hint = Files.exists(path.resolve(CONFIG)) ? "; --resume continues the run in it" : "";
            throw new LabException(path + ": is not empty; expected a new or empty folder for the run" + hint);
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).allMatch(BEFORE_CONFIG::contains);
        } catch (IOException e) {
            throw new LabException(folder + ": cannot be read: " + RecordFile.reason(e), e);
        }
    }

    /**
     * Makes the folder of a new run, and those above it that are missing.
     *
     * @throws LabException naming the folder when it is not {@link #requireFree free} or cannot be made
     */
    public static RunFolder create(Path path) {
        requireFree(path);
        Path firstCreated = null;
        for (Path above = path.toAbsolutePath(); above != null && !Files.exists(above); above = above.getParent()) {
            firstCreated = above;
        }
        try {
            Files.createDirectories(path);
            RunLock lock = RunLock.take(path);
            for (String left : BEFORE_CONFIG) { // by a run that was stopped; nobody works here, as the lock is ours
                if (!left.equals(RunLock.FILE)) {
                    Files.deleteIfExists(path.resolve(left));
                }
            }
            return new RunFolder(path, true, firstCreated, lock);
        } catch (IOException e) {
            throw new LabException(path + ": the folder cannot be made: " + RecordFile.reason(e), e);
        }
    }

    /**
     * Opens the folder of a run that was begun.
     *
     * @throws LabException naming the folder when there is no run in it, or another process works on it
     */
    public static RunFolder open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new LabException(path + ": " + (Files.exists(path) ? "is a file" : "no such folder")
                    + "; expected the folder of a run");
        }
        if (!Files.isRegularFile(path.resolve(CONFIG))) {
            throw new LabException(path + ": there is no run to resume: expected config.yaml in it");
        }
        try {
            return new RunFolder(path, false, null, RunLock.take(path));
        } catch (IOException e) {
            throw new LabException(path + ": cannot be written: " + RecordFile.reason(e), e);
        }
    }

    /** Opens the folder of a reproduction, and makes it when it is not there; it may hold anything. */
    public static RunFolder shared(Path path) {
        try {
            Files.createDirectories(path);
            return new RunFolder(path, false, null, RunLock.take(path));
        } catch (IOException e) {
            throw new LabException(path + ": the folder cannot be made or written: " + RecordFile.reason(e), e);
        }
    }

    /** Checks that a path is a folder or can become one, that is that no file stands in its way. */
    public static void requireFolder(Path path) {
        for (Path above = path.toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                if (!Files.isDirectory(above)) {
                    throw new LabException(above + ": is a file; expected a folder");
                }
                return;
            }
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** What the run was asked, see {@link RunRecord}. */
    public Path config() {
        return path.resolve(CONFIG);
    }

    /** The architecture. */
    public Path network() {
        return path.resolve(NETWORK);
    }

    /** Where training stands. */
    public Path checkpoint() {
        return path.resolve("checkpoint");
    }

    /** A row an epoch. */
    public Path metrics() {
        return path.resolve("metrics.csv");
    }

    /** Where the training of an ensemble's network stands; the first one's is {@link #checkpoint()}. */
    Path checkpoint(int member) {
        return member == 1 ? checkpoint() : members().resolve(member + ".checkpoint");
    }

    /** A row an epoch of an ensemble's network; those of the first are {@link #metrics()}. */
    Path metrics(int member) {
        return member == 1 ? metrics() : members().resolve(member + ".csv");
    }

    /** What belongs to the networks of an ensemble after the first. */
    Path members() {
        return path.resolve("members");
    }

    /** The weights that the run began with, where they were given. */
    public Path start() {
        return path.resolve(START);
    }

    /** The weights after the last epoch. */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /** What is known of the trained network besides its layers and weights. */
    public Path model() {
        return path.resolve("model.json");
    }

    /** What was trained on, see {@link DataRecord}. */
    public Path data() {
        return path.resolve("data.json");
    }

    /** Some images of each class. */
    public Path contactSheet() {
        return path.resolve("contact-sheet.png");
    }

    /** How right the network is, see {@link Evaluation}. */
    public Path evaluation() {
        return path.resolve("evaluation.json");
    }

    /** Accuracy and loss over the epochs. */
    public Path trainingPlot() {
        return path.resolve("training.png");
    }

    /** The first weight layer as pictures. */
    public Path kernelPicture() {
        return path.resolve("kernels.png");
    }

    /** The same before training. */
    public Path kernelPictureBefore() {
        return path.resolve("kernels-before.png");
    }

    /** What the run came to; written last, so that it is there when the run is done. */
    public Path summary() {
        return path.resolve("summary.json");
    }

    /**
     * Reads {@code config.yaml}.
     *
     * @throws LabException naming file, line and fault
     */
    public RunRecord readRecord() {
        return Records.readYaml(config(), RunRecord.class);
    }

    /**
     * Checks that {@code config.yaml} is as the program wrote it when there is a checkpoint: nothing in it may be edited, as
     * neither the weights nor what else is recorded would follow.
     *
     * @throws LabException naming the line that was changed
     * @throws org.spinglass.training.TrainingException when the checkpoint is damaged
     */
    public void requireUnchanged() {
        if (Files.exists(checkpoint())) {
            RecordChange.requireNone(config(), CheckpointFile.records(checkpoint()));
        }
    }

    /** The text of {@code config.yaml}. */
    String configText() {
        try {
            return Files.readString(config());
        } catch (IOException e) {
            throw new LabException(config() + ": cannot be read: " + RecordFile.reason(e), e);
        }
    }

    /** Reads {@code network.yaml}; throws a NetworkException naming file, line and fault. */
    public NetworkSpec readNetwork() {
        return NetworkYaml.read(network());
    }

    /**
     * Removes what a new run has written that finished no epoch, and the folders that were made for it. The folder of a
     * run that was taken up again stays as it is.
     */
    void discard() {
        if (!isNew) {
            return;
        }
        try {
            for (Path file : List.of(
                    config(),
                    network(),
                    start(),
                    metrics(),
                    checkpoint(),
                    path.resolve(TAGS),
                    path.resolve(RunLock.FILE))) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
            }
            Path folder = path.toAbsolutePath();
            while (firstCreated != null && folder != null && folder.startsWith(firstCreated)) {
                Files.delete(folder);
                folder = folder.getParent();
            }
        } catch (IOException e) {
            throw new LabException(path + ": cannot be removed: " + RecordFile.reason(e), e);
        }
    }

    /** As {@link #discard}, after a failure, which is what is to be told. */
    void discardAfter(Throwable failure) {
        try {
            discard();
        } catch (LabException e) {
            failure.addSuppressed(e);
        }
    }

    /** Lets other processes work on the run. */
    @Override
    public void close() {
        lock.close();
    }
}
