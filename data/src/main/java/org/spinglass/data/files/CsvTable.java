// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Labelled;
import org.spinglass.data.LabelledImages;

/**
 * A CSV file with a row for each sample: a column of classes, and beside it the pixels of square pictures, the names of
 * picture files, or features. One file may hold what to train on and another what to test on.
 *
 * <p>Two passes: the first finds what the columns hold. Memory: a byte a pixel, four a feature.
 */
final class CsvTable {
    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_CLASS = 1000;

    /** What a table may hold. */
    enum Kind {
        PIXELS,
        FILES,
        FEATURES
    }

    private final Path file;
    private final CsvColumns columns;
    private final int label;
    private final List<Integer> others;
    private final @Nullable List<String> wanted;
    private final Kind kind;

    private CsvTable(Path file, FileOptions options) {
        this.file = file;
        this.columns = CsvColumns.of(file);
        this.label = columns.label(options.label());
        this.wanted = options.features();
        this.kind = wanted != null
                ? Kind.FEATURES
                : columns.pictures() >= 0 ? Kind.FILES : columns.arePixels(label) ? Kind.PIXELS : Kind.FEATURES;
        this.others = switch (kind) {
            case FILES -> List.of(columns.pictures());
            case PIXELS -> columns.others(label);
            case FEATURES -> wanted == null ? features() : features(wanted);
        };
        if (others.isEmpty() || others.contains(label)) {
            throw new DataException(
                    file + ": has only a column of classes; expected pixels, file names or features beside it");
        }
    }

    private List<Integer> features() {
        List<String> names = columns.names();
        for (String name : names) {
            if (Collections.frequency(names, name) > 1) {
                throw new DataException("%s:1: two columns are named '%s'; expected features of different names"
                        .formatted(file, ModelColumns.shown(name)));
            }
        }
        return columns.others(label);
    }

    private List<Integer> features(List<String> named) {
        if (columns.hasHeader()) {
            List<Integer> found = ModelColumns.named(file.toString(), columns.names(), named);
            if (found.contains(label)) {
                throw new DataException("%s: column '%s' is to hold the classes and a feature; expected one of both"
                        .formatted(file, columns.names().get(label)));
            }
            return found;
        }
        List<Integer> found = columns.others(label);
        if (found.size() != named.size()) {
            throw new DataException("%s: has %s columns beside the classes and no names of them; expected %s"
                    .formatted(file, found.size(), ModelColumns.expected(named)));
        }
        return found;
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
        CsvTable tested = test == null ? null : new CsvTable(test, table.sameFeatures(options));
        if (tested != null && (tested.kind != table.kind || tested.others.size() != table.others.size())) {
            throw new DataException("%s: holds %s, %s of them; expected %s, %s, as in %s"
                    .formatted(test, tested.what(), tested.others.size(), table.what(), table.others.size(), training));
        }
        Labels labels = new Labels(training);
        return table.kind == Kind.FILES
                ? table.pictures(tested, labels, options, listener)
                : table.numbers(tested, labels);
    }

    /** Another table of features has those of this one, by their names where there are any. */
    private FileOptions sameFeatures(FileOptions options) {
        return kind == Kind.FEATURES && columns.hasHeader() ? options.withFeatures(featureNames()) : options;
    }

    private List<String> featureNames() {
        return wanted == null ? others.stream().map(columns.names()::get).toList() : wanted;
    }

    private OwnData numbers(@Nullable CsvTable tested, Labels labels) {
        Values values = values(labels);
        Values testValues = tested == null ? null : tested.values(labels);
        List<String> names = labels.names();
        Labelled training = labelled(values, labels.of(values.classes(), names), names.size());
        Labelled test =
                testValues == null ? null : labelled(testValues, labels.of(testValues.classes(), names), names.size());
        return OwnData.of(set(training, test, names), source());
    }

    private OwnData pictures(@Nullable CsvTable tested, Labels labels, FileOptions options, FileListener listener) {
        List<Path> files = new ArrayList<>();
        List<String> classes = files(labels, files);
        List<Path> testFiles = new ArrayList<>();
        List<String> testClasses = tested == null ? List.of() : tested.files(labels, testFiles);
        List<String> names = labels.names();
        Pictures pictures = new Pictures(options, listener);
        pictures.expect(files.size() + testFiles.size());
        List<List<Pictures.Decoded>> parts = List.of(
                pictures.decode(entries(files, labels.of(classes, names))),
                pictures.decode(entries(testFiles, labels.of(testClasses, names))));
        if (parts.getFirst().isEmpty()) {
            throw new DataException(file + ": none of its pictures can be read; the first: "
                    + pictures.leftOut().getFirst());
        }
        boolean isColoured = pictures.isColoured(parts);
        LabelledImages training = pictures.images(parts.getFirst(), isColoured, names.size());
        LabelledImages test =
                parts.getLast().isEmpty() ? null : pictures.images(parts.getLast(), isColoured, names.size());
        return new OwnData(
                set(training, test, names), source(), pictures.leftOut(), pictures.smallest(), pictures.largest());
    }

    private static List<Pictures.Entry> entries(List<Path> files, int[] labels) {
        return IntStream.range(0, files.size())
                .mapToObj(i -> new Pictures.Entry(files.get(i), labels[i]))
                .toList();
    }

    private DataSet set(Labelled training, @Nullable Labelled test, List<String> names) {
        String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.(csv|tsv|txt)(\\.gz)?$", "");
        return DataSet.of(name, training, null, test).withClassNames(names).stratified();
    }

    private String what() {
        return switch (kind) {
            case PIXELS -> "pixels";
            case FILES -> "file names";
            case FEATURES -> "features";
        };
    }

    private ImageSize side() {
        int side = CsvColumns.areaOf(others.size());
        return new ImageSize(side, side);
    }

    private String source() {
        String classes = "CSV, the classes in " + (columns.hasHeader() ? "column " : "")
                + columns.names().get(label);
        return switch (kind) {
            case PIXELS -> classes + ", pixels of " + side() + " in the others";
            case FILES ->
                classes + ", pictures by file name in " + columns.names().get(others.getFirst());
            case FEATURES -> classes + ", features in " + (wanted == null ? "the other " : "") + others.size();
        };
    }

    /**
     * Numbers of all rows.
     *
     * @param numbers row-major
     * @param classes as written
     */
    private record Values(GrowingFloats numbers, List<String> classes) {}

    private Values values(Labels labels) {
        GrowingFloats numbers = new GrowingFloats();
        List<String> classes = new ArrayList<>();
        forEach((row, line) -> {
            for (int column : others) {
                numbers.add(number(row.get(column), column, line));
            }
            classes.add(labels.add(row.get(label), line));
        });
        return new Values(numbers, classes);
    }

    private float number(String field, int column, long line) {
        double value = CsvColumns.number(field);
        if (Double.isNaN(value) || !Float.isFinite((float) value)) {
            throw new DataException("%s:%s: %s is '%s'; expected a number"
                    .formatted(file, line, Reasons.shown(columns.names().get(column)), Reasons.shown(field)));
        }
        return (float) value;
    }

    private List<String> files(Labels labels, List<Path> files) {
        Path folder = file.toAbsolutePath().getParent();
        List<String> classes = new ArrayList<>();
        forEach((row, line) -> {
            String name = row.get(others.getFirst());
            if (name.length() > LONGEST_NAME) {
                throw new DataException(file + ":" + line + ": '" + Reasons.shown(name) + "' is no name of a file");
            }
            try {
                files.add(folder == null ? Path.of(name) : folder.resolve(name));
            } catch (java.nio.file.InvalidPathException e) {
                throw new DataException(
                        "%s:%s: '%s' is no name of a file".formatted(file, line, Reasons.shown(name)), e);
            }
            classes.add(labels.add(row.get(label), line));
        });
        return classes;
    }

    private void forEach(CsvFile.Rows rows) {
        boolean[] isHeader = {columns.hasHeader()};
        CsvFile.read(file, (CSVRecord row, long line) -> {
            if (!isHeader[0]) {
                rows.row(row, line);
            }
            isHeader[0] = false;
        });
    }

    private Labelled labelled(Values values, int[] labels, int classes) {
        if (kind == Kind.FEATURES) {
            return FeatureTable.of(featureNames(), classes, values.numbers().toArray(), labels);
        }
        ImageSize size = side();
        int area = size.height() * size.width();
        int channels = others.size() / area;
        byte[] pixels = new byte[values.numbers().size()];
        for (int k = 0; k < pixels.length; k++) {
            int image = k / others.size();
            int place = k % others.size();
            int at = image * others.size() + place % channels * area + place / channels;
            pixels[at] = (byte) values.numbers().get(k);
        }
        return LabelledImages.of(channels, size, classes, pixels, labels);
    }

    /** The classes as they stand in the files. */
    private static final class Labels {
        private final Path file;
        private final Map<String, String> written = new HashMap<>();

        Labels(Path file) {
            this.file = file;
        }

        /** Notes a class; the same text is kept once. */
        String add(String field, long line) {
            String name = field.strip();
            if (name.isEmpty()) {
                throw new DataException(file + ":" + line + ": the class is empty; expected a name or a number");
            }
            if (name.length() > LONGEST_CLASS) {
                throw new DataException(file + ":" + line + ": the class has " + name.length()
                        + " characters; expected at most " + LONGEST_CLASS);
            }
            String known = written.putIfAbsent(name, name);
            if (written.size() > LabelledImages.MOST_CLASSES) {
                throw new DataException(
                        file + ":" + line + ": more than " + LabelledImages.MOST_CLASSES + " different classes");
            }
            return known == null ? name : known;
        }

        List<String> names() {
            if (written.size() < PictureFolder.FEWEST_CLASSES) {
                throw new DataException("%s: all rows are of class %s; expected at least %s classes"
                        .formatted(file, written.keySet(), PictureFolder.FEWEST_CLASSES));
            }
            return ClassNames.sorted(written.keySet());
        }

        int[] of(List<String> classes, List<String> names) {
            Map<String, Integer> numbers = new HashMap<>();
            for (int c = 0; c < names.size(); c++) {
                numbers.put(names.get(c), c);
            }
            return classes.stream().mapToInt(numbers::get).toArray();
        }
    }
}
