// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Labelled;
import org.spinglass.data.LabelledImages;

/**
 * The samples in the rows of a CSV file: pixels of square pictures, pictures by the names of their files, or features, each with
 * its class. One file may hold what to train on and another what to test on.
 *
 * <p>Memory: a byte a pixel, four a feature.
 */
final class CsvSamples {
    private static final int LONGEST_NAME = 4096;

    private final CsvTable table;
    private final CsvLabels labels;

    private CsvSamples(CsvTable table, CsvLabels labels) {
        this.table = table;
        this.labels = labels;
    }

    /**
     * The samples of a file, and of a second one to test on.
     *
     * @throws DataException naming the line when the files cannot be read so
     */
    static OwnData read(Path training, @Nullable Path test, FileOptions options, FileListener listener) {
        try {
            return readBoth(training, test, options, listener);
        } catch (OutOfMemoryError e) {
            throw new DataException(training + ": there is not enough memory for its rows; " + FreeMemory.MORE, e);
        }
    }

    private static OwnData readBoth(Path training, @Nullable Path test, FileOptions options, FileListener listener) {
        CsvTable table = new CsvTable(training, options);
        CsvLabels labels = new CsvLabels(training);
        CsvSamples samples = new CsvSamples(table, labels);
        CsvSamples tested =
                test == null ? null : new CsvSamples(new CsvTable(test, table.sameFeatures(options)), labels);
        if (tested != null) {
            table.requireLike(tested.table);
        }
        return table.kind() == CsvTable.Kind.FILES
                ? samples.pictures(tested, options, listener)
                : samples.numbers(tested);
    }

    private OwnData numbers(@Nullable CsvSamples tested) {
        Values values = values();
        Values testValues = tested == null ? null : tested.values();
        List<String> names = labels.names();
        Labelled training = labelled(values, labels.of(values.classes(), names), names.size());
        Labelled test =
                testValues == null ? null : labelled(testValues, labels.of(testValues.classes(), names), names.size());
        return OwnData.of(set(training, test, names), table.source());
    }

    private OwnData pictures(@Nullable CsvSamples tested, FileOptions options, FileListener listener) {
        List<Path> files = new ArrayList<>();
        List<String> classes = files(files);
        List<Path> testFiles = new ArrayList<>();
        List<String> testClasses = tested == null ? List.of() : tested.files(testFiles);
        List<String> names = labels.names();
        Pictures pictures = new Pictures(options, listener);
        pictures.expect(files.size() + testFiles.size());
        List<List<Pictures.Decoded>> parts = List.of(
                pictures.decode(entries(files, labels.of(classes, names))),
                pictures.decode(entries(testFiles, labels.of(testClasses, names))));
        if (parts.getFirst().isEmpty()) {
            throw new DataException(table.file() + ": none of its pictures can be read; the first: "
                    + pictures.leftOut().getFirst());
        }
        boolean isColoured = pictures.isColoured(parts);
        LabelledImages training = pictures.images(parts.getFirst(), isColoured, names.size());
        LabelledImages test =
                parts.getLast().isEmpty() ? null : pictures.images(parts.getLast(), isColoured, names.size());
        return new OwnData(
                set(training, test, names),
                table.source(),
                pictures.leftOut(),
                pictures.smallest(),
                pictures.largest());
    }

    private static List<Pictures.Entry> entries(List<Path> files, int[] labels) {
        return IntStream.range(0, files.size())
                .mapToObj(i -> new Pictures.Entry(files.get(i), labels[i]))
                .toList();
    }

    private DataSet set(Labelled training, @Nullable Labelled test, List<String> names) {
        String name = String.valueOf(table.file().getFileName()).replaceFirst("(?i)\\.(csv|tsv|txt)(\\.gz)?$", "");
        return DataSet.of(name, training, null, test).withClassNames(names).stratified();
    }

    /**
     * Numbers of all rows.
     *
     * @param numbers row-major
     * @param classes as written
     */
    private record Values(GrowingFloats numbers, List<String> classes) {}

    private Values values() {
        CsvFields fields = new CsvFields(table.file().toString());
        GrowingFloats numbers = new GrowingFloats();
        List<String> classes = new ArrayList<>();
        table.forEach((row, line) -> {
            for (int column : table.others()) {
                numbers.add(fields.number(row.get(column), table.names().get(column), line));
            }
            classes.add(labels.add(row.get(table.label()), line));
        });
        return new Values(numbers, classes);
    }

    private List<String> files(List<Path> files) {
        Path folder = table.file().toAbsolutePath().getParent();
        List<String> classes = new ArrayList<>();
        table.forEach((row, line) -> {
            String name = row.get(table.others().getFirst());
            if (name.length() > LONGEST_NAME) {
                throw new DataException(
                        table.file() + ":" + line + ": '" + Reasons.shown(name) + "' is no name of a file");
            }
            try {
                files.add(folder == null ? Path.of(name) : folder.resolve(name));
            } catch (InvalidPathException e) {
                throw new DataException(
                        "%s:%s: '%s' is no name of a file".formatted(table.file(), line, Reasons.shown(name)), e);
            }
            classes.add(labels.add(row.get(table.label()), line));
        });
        return classes;
    }

    private Labelled labelled(Values values, int[] labels, int classes) {
        if (table.kind() == CsvTable.Kind.FEATURES) {
            return FeatureTable.of(
                    table.featureNames(), classes, values.numbers().toArray(), labels);
        }
        ImageSize size = table.side();
        int width = table.others().size();
        int area = size.height() * size.width();
        int channels = width / area;
        byte[] pixels = new byte[values.numbers().size()];
        for (int k = 0; k < pixels.length; k++) {
            int image = k / width;
            int place = k % width;
            int at = image * width + place % channels * area + place / channels;
            pixels[at] = (byte) values.numbers().get(k);
        }
        return LabelledImages.of(channels, size, classes, pixels, labels);
    }
}
