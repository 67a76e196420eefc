// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.StoredImages;

/**
 * One's own data, by the path of a file or a folder: pictures in folders named by their classes, CSV files, NumPy
 * archives, and the files of MNIST and CIFAR of any number of classes.
 *
 * <p>Nothing read is kept: each call reads the files anew. Safe for any number of threads.
 */
public final class DataFiles {
    private static final String EXPECTED =
            "expected a folder of class-named folders of pictures (PNG, JPEG, GIF, BMP, WebP),"
                    + " a CSV file, a NumPy archive (.npz), or a folder with the files of MNIST or CIFAR";

    private DataFiles() {}

    /**
     * Reads the data at a path.
     *
     * <ul>
     *   <li>A folder of folders named by classes, with pictures at any depth; or with such folders in {@code train},
     *       and
     *       optionally {@code test} and {@code val}.
     *   <li>A folder with the files of MNIST or CIFAR-10 or CIFAR-100, as {@link DataStore#load} takes them.
     *   <li>A CSV file with a column of classes, and beside it pixels of square pictures, names of picture files, or
     *       features;
     *       or a folder with such a file with {@code train} in its name, and optionally one with {@code test}.
     *   <li>A NumPy archive with {@code x_train, y_train}, {@code images, labels} or the like.
     * </ul>
     *
     * <p>Pictures of any sizes are stretched to the wanted size, antialiased; those that cannot be read are left out,
     * and the listener hears of each.
     *
     * @throws DataException naming the file, and the line where there is one, and what was expected
     */
    public static OwnData load(Path path, FileOptions options, FileListener listener) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file or folder; " + EXPECTED);
        }
        OwnData data = Files.isDirectory(path) ? folder(path, options, listener) : file(path, options, listener);
        return options.isGrey()
                ? new OwnData(inGrey(data.set()), data.source(), data.leftOut(), data.smallest(), data.largest())
                : data;
    }

    private static OwnData folder(Path folder, FileOptions options, FileListener listener) {
        DataSet published = DataStore.inFolder(folder);
        if (published != null) {
            return OwnData.of(published.stratified(), "files as of MNIST or CIFAR");
        }
        Path training = csv(folder, "train");
        if (training != null) {
            return CsvSamples.read(training, csv(folder, "test"), options, listener);
        }
        return PictureFolder.read(folder, options, listener);
    }

    private static @Nullable Path csv(Path folder, String part) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.filter(Files::isRegularFile)
                    .filter(file -> name(file).matches(".*" + part + ".*\\.(csv|tsv)(\\.gz)?"))
                    .sorted()
                    .toList();
            if (found.size() > 1) {
                throw new DataException(folder + ": there are " + found.get(0).getFileName() + " and "
                        + found.get(1).getFileName() + "; expected one table with " + part + " in its name");
            }
            return found.isEmpty() ? null : found.getFirst();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + Reasons.of(e), e);
        }
    }

    private static OwnData file(Path file, FileOptions options, FileListener listener) {
        String name = name(file);
        if (name.endsWith(".npz")) {
            return NpzFile.read(file);
        }
        if (name.matches(".*\\.(csv|tsv|txt|data)(\\.gz)?")) {
            return CsvSamples.read(file, null, options, listener);
        }
        throw new DataException(file + ": is of no kind that can be trained on; " + EXPECTED);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /** A set with its colours turned to grey; the same where it has none. */
    public static DataSet inGrey(DataSet set) {
        if (set.training() instanceof StoredImages stored) {
            return new DataSet(
                    set.name(),
                    stored.inGrey(),
                    null,
                    set.test() instanceof LabelledImages test ? test.inGrey() : null,
                    set.digest(),
                    set.classNames(),
                    set.isStratified());
        }
        if (!(set.training() instanceof LabelledImages images) || images.channels() == 1) {
            return set;
        }
        DataSet grey = DataSet.of(
                        set.name(),
                        images.inGrey(),
                        set.validation() instanceof LabelledImages validation ? validation.inGrey() : null,
                        set.test() instanceof LabelledImages test ? test.inGrey() : null)
                .withClassNames(set.classNames());
        return set.isStratified() ? grey.stratified() : grey;
    }
}
