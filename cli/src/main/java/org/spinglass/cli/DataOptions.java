// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.Augmentation;
import org.spinglass.data.DataStore;
import org.spinglass.data.ImageSize;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.RunData;
import picocli.CommandLine.Option;

/** What {@code train} trains on: the data, how it is read, and how many samples are drawn. */
final class DataOptions {
    /** Samples of a published set where nothing else is asked. */
    static final int SAMPLES = 1000;

    private static final int VALIDATION = 2000;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description =
                    "digits (ships with the program), mnist, fashion-mnist or cifar-10 (downloaded once); or the path"
                            + " of your own: a folder of class-named folders of pictures, a CSV table, a NumPy archive;"
                            + " or the address of a folder with files as of MNIST or CIFAR, hdfs://HOST/PATH or"
                            + " file:///PATH, where the training images stay: who trains on them reads them."
                            + " Default: digits, with --data-dir mnist.")
    private @Nullable String data;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Read the data from local copies of the publisher's files, in DIR or in folders such as"
                    + " DIR/MNIST/raw; sets made like MNIST, such as EMNIST, too.")
    private @Nullable String dataDir;

    @Option(
            names = "--size",
            paramLabel = "N|HxW",
            description = "Rows and columns that images are brought to: 64, or 48x64. Default: 32.")
    private @Nullable String size;

    @Option(names = "--grey", description = "Turn colours to grey.")
    private boolean grey;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column of a table that holds the classes, by its name or number. Default: found.")
    private @Nullable String label;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Samples to train on. Default: 1000, of your own data all that are not held out.")
    private @Nullable String samples;

    @Option(
            names = "--validation",
            paramLabel = "N",
            description =
                    "Held-out samples to report accuracy on after every epoch. Default: 2000, of your own data a fifth.")
    private @Nullable String validation;

    @Option(
            names = "--deform",
            paramLabel = "HOW",
            description = "Make the --samples to train on of the images at hand: each again and again, deformed by the"
                    + " seed as --augment would (signs, photos or numbers), the same in every epoch, when they are"
                    + " needed. Default: the images as they are.")
    private @Nullable String deform;

    @Nullable
    String name() {
        return data == null ? null : DataName.of(data);
    }

    /** What is to be trained on, and how it is read. */
    DataChoice choice() {
        String name = Objects.requireNonNullElse(name(), dataDir == null ? DataStore.DEFAULT_NAME : "mnist");
        DataChoice choice = new DataChoice(
                name, folder(), Objects.requireNonNullElse(imageSize(), ImageSize.STANDARD), grey, label);
        if (choice.isOwn() && dataDir != null) {
            throw new UsageException("--data is the path " + data + " and --data-dir is given; expected one of them");
        }
        if (deform != null && samples == null) {
            throw new UsageException("--deform needs --samples N, how many are made");
        }
        if (label != null && DataChoice.isAddress(name)) {
            throw new UsageException(
                    "--label is for tables, and --data is the address of a folder of images; leave it out");
        }
        if (label != null && !choice.isOwn()) {
            throw new UsageException("--label is for tables of your own, not for --data " + name + "; leave it out");
        }
        return choice;
    }

    @Nullable
    ImageSize imageSize() {
        try {
            return size == null ? null : ImageSize.parse(size);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage(), e);
        }
    }

    /** How training samples are made of the images at hand; null for these as they are. */
    @Nullable
    String deform() {
        try {
            return deform == null ? null : Augmentation.parse(deform).toString();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--deform: " + e.getMessage(), e);
        }
    }

    /** Whether the data is read by the part of the program for clusters. */
    boolean isRemote() {
        return data != null && DataChoice.isRemote(data);
    }

    /** Null where it was not given. */
    @Nullable
    String size() {
        ImageSize given = imageSize();
        return given == null ? null : given.toString();
    }

    boolean isGrey() {
        return grey;
    }

    @Nullable
    String label() {
        return label;
    }

    @Nullable
    String folder() {
        return dataDir == null
                ? null
                : OptionValues.path("--data-dir", dataDir)
                        .toAbsolutePath()
                        .normalize()
                        .toString();
    }

    @Nullable
    Integer samples() {
        return OptionValues.wholeNumber("--samples", samples, 1, Integer.MAX_VALUE);
    }

    @Nullable
    Integer validation() {
        return OptionValues.wholeNumber("--validation", validation, 0, Integer.MAX_VALUE);
    }

    /** How many samples are held out; a fifth of one's own data, or what the samples that were asked for leave. */
    int validation(@Nullable RunData own) {
        Integer asked = validation();
        if (asked != null) {
            return asked;
        }
        if (own == null) {
            return VALIDATION;
        }
        Integer count = samples();
        if (count == null || deform != null || own.set().validation() != null) {
            return own.usualValidation();
        }
        int left = own.set().training().count() - count;
        return Math.max(0, Math.min(own.usualValidation(), left));
    }

    /** How many samples are trained on beside so many that are held out. */
    int samples(@Nullable RunData own, int heldOut) {
        Integer asked = samples();
        return asked != null ? asked : own == null ? SAMPLES : own.usualSamples(heldOut);
    }
}
