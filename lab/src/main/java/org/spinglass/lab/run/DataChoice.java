// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.nio.file.Path;
import java.util.List;
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
 * @param data name of a published data set, or the path of one's own files
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
        if (isOwn()) {
            return own(null, threads, files);
        }
        Path folder = dataDir == null ? null : Path.of(dataDir);
        DataSet set = DataStore.standard().load(data, folder, downloads);
        return new RunData(isGrey ? DataFiles.inGrey(set) : set, size, null);
    }

    /**
     * Reads a table of one's own that is to have the features of a model.
     *
     * @param features their names
     * @throws org.spinglass.data.DataException naming what is missing or damaged, or when a published set was asked for, as
     *     all of them are images
     */
    public RunData loadFeatures(List<String> features, FileListener files) {
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
