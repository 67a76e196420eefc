// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.ImageSize;
import org.spinglass.data.files.DataFiles;
import org.spinglass.data.files.FileListener;
import org.spinglass.data.files.FileOptions;
import org.spinglass.data.files.OwnData;

/**
 * Data that was asked for, and how it is to be read.
 *
 * @param data name of a published data set, the path of one's own files, or the address of a folder whose training
 *     images stay there
 * @param dataDir folder with local copies of a published set; null for the shipped or downloaded ones
 * @param size rows and columns that images are brought to
 * @param isGrey whether colours are turned to grey
 * @param label column of a table that holds the classes; null to find it
 */
public record DataChoice(
        String data,
        @Nullable String dataDir,
        ImageSize size,
        boolean isGrey,
        @Nullable String label) {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
    private static final String THIS_MACHINE = "file:";

    /** Whether a text is an address, such as {@code file:///shared/digits}, rather than a name or a path. */
    public static boolean isAddress(String data) {
        return ADDRESS.matcher(data).matches();
    }

    /** Whether a text is an address that only a part of the program for clusters reads. */
    public static boolean isRemote(String data) {
        return isAddress(data) && !data.startsWith(THIS_MACHINE);
    }

    /** Whether it is one's own files, rather than a published set. */
    public boolean isOwn() {
        return !DataStore.names().contains(data);
    }

    /**
     * Reads the data, and downloads it first where it is neither shipped nor at hand.
     *
     * @param threads that decode pictures
     * @throws org.spinglass.data.DataException naming what is missing or damaged
     */
    public RunData load(int threads, DownloadListener downloads, FileListener files) {
        if (isAddress(data)) {
            return inPlace();
        }
        if (isOwn()) {
            return own(null, threads, files);
        }
        Path folder = dataDir == null ? null : Path.of(dataDir);
        DataSet set = DataStore.standard().load(data, folder, downloads);
        return new RunData(isGrey ? DataFiles.inGrey(set) : set, size, null);
    }

    private RunData inPlace() {
        if (label != null) {
            throw new DataException("label is '" + label + "', which is for tables; " + data
                    + " is the address of a folder of images, so leave it out");
        }
        DataSet stored = DataStore.inPlace(URI.create(data));
        DataSet set = isGrey ? DataFiles.inGrey(stored) : stored;
        return new RunData(
                set,
                size,
                new OwnData(
                        set, "files as of MNIST or CIFAR, whose training images stay there", List.of(), null, null));
    }

    /**
     * Reads a table of one's own that is to have the features of a model.
     *
     * @param features their names
     * @throws org.spinglass.data.DataException naming what is missing or damaged, or when a published set was asked
     *     for, as all of them are images
     */
    public RunData loadFeatures(List<String> features, FileListener files) {
        if (isAddress(data)) {
            throw new DataException(data + " is the address of a folder of images; the model takes a table with the"
                    + " columns " + String.join(", ", features));
        }
        if (!isOwn()) {
            throw new DataException(data + " is a set of images; the model takes a table with the columns "
                    + String.join(", ", features));
        }
        return own(features, 1, files);
    }

    private RunData own(@Nullable List<String> features, int threads, FileListener files) {
        FileOptions options = new FileOptions(size, isGrey, label, features, threads);
        OwnData own = DataFiles.load(Path.of(data), options, files);
        return new RunData(own.set(), size, own);
    }
}
