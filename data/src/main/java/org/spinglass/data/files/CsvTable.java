// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;

/**
 * What the columns of a CSV file with a row for each sample are: one of classes, and beside it the pixels of square pictures,
 * the names of picture files, or features; see {@link CsvSamples}.
 */
final class CsvTable {
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
    private final List<String> names;
    private final Kind kind;

    CsvTable(Path file, FileOptions options) {
        this.file = file;
        this.columns = CsvColumns.of(file);
        this.names = columns.names();
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
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (!known.add(name)) {
                throw new DataException("%s:1: two columns are named '%s'; expected features of different names"
                        .formatted(file, Reasons.shown(name)));
            }
        }
        return columns.others(label);
    }

    private List<Integer> features(List<String> named) {
        if (columns.hasHeader()) {
            List<Integer> found = ModelColumns.named(file.toString(), names, named);
            if (found.contains(label)) {
                throw new DataException("%s: column '%s' is to hold the classes and a feature; expected one of both"
                        .formatted(file, names.get(label)));
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

    Path file() {
        return file;
    }

    Kind kind() {
        return kind;
    }

    /** The column of the classes. */
    int label() {
        return label;
    }

    /** The columns of pixels or features, or the one of file names. */
    List<Integer> others() {
        return others;
    }

    /** The names of all columns. */
    List<String> names() {
        return names;
    }

    /** Throws a {@link DataException} when another table has something else than this one. */
    void requireLike(CsvTable tested) {
        if (tested.kind != kind || tested.others.size() != others.size()) {
            throw new DataException("%s: holds %s, %s of them; expected %s, %s, as in %s"
                    .formatted(tested.file, tested.what(), tested.others.size(), what(), others.size(), file));
        }
    }

    /** Another table of features has those of this one, by their names where there are any. */
    FileOptions sameFeatures(FileOptions options) {
        return kind == Kind.FEATURES && columns.hasHeader() ? options.withFeatures(featureNames()) : options;
    }

    /** The names of the features. */
    List<String> featureNames() {
        return wanted == null ? others.stream().map(names::get).toList() : wanted;
    }

    private String what() {
        return switch (kind) {
            case PIXELS -> "pixels";
            case FILES -> "file names";
            case FEATURES -> "features";
        };
    }

    /** Rows and columns of the pictures whose pixels it has. */
    ImageSize side() {
        int side = CsvColumns.areaOf(others.size());
        return new ImageSize(side, side);
    }

    /** What it was taken for, for people. */
    String source() {
        String classes = "CSV, the classes in " + (columns.hasHeader() ? "column " : "") + names.get(label);
        return switch (kind) {
            case PIXELS -> classes + ", pixels of " + side() + " in the others";
            case FILES -> classes + ", pictures by file name in " + names.get(others.getFirst());
            case FEATURES -> classes + ", features in " + (wanted == null ? "the other " : "") + others.size();
        };
    }

    /** Goes through the rows below the names. */
    void forEach(CsvFile.Rows rows) {
        boolean[] isHeader = {columns.hasHeader()};
        CsvFile.read(file, (CSVRecord row, long line) -> {
            if (!isHeader[0]) {
                rows.row(row, line);
            }
            isHeader[0] = false;
        });
    }
}
