// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;

/**
 * Rows of a CSV file of which no class is known, one after the other, with the features that a network takes.
 *
 * <p>Where the first row has names, the columns are found by them, in any order, and others are passed over. Otherwise the file
 * must have as many columns as there are features, in their order.
 *
 * <p>Memory: that of one row at a time. For one thread.
 */
public final class UnlabelledRows {
    private final List<String> features;
    private final Sink sink;

    /** Takes rows. */
    @FunctionalInterface
    public interface Sink {
        /**
         * A row.
         *
         * @param name of its file, and the number of the row in it, from 0
         * @param values one for each feature, in their order; finite
         */
        void row(String name, float[] values);
    }

    /**
     * A reader of rows.
     *
     * @param features names of the features, at least one
     * @param sink takes the rows
     */
    public UnlabelledRows(List<String> features, Sink sink) {
        this.features = List.copyOf(features);
        this.sink = sink;
    }

    /**
     * Reads a file.
     *
     * @throws DataException naming the file, and the line and the column where there is one, and what was expected; rows
     *     before it have been handed on
     */
    public void read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": " + (Files.exists(file) ? "is no file" : "no such file")
                    + "; expected a table (CSV) with " + ModelColumns.expected(features));
        }
        Table table = new Table(file.toString());
        CsvFile.read(file, table::add);
        table.end();
    }

    /**
     * Reads a stream, such as standard input.
     *
     * @param name stands for it in answers and messages
     * @throws DataException as of {@link #read(Path)}
     */
    public void read(String name, InputStream in) {
        Table table = new Table(name);
        CsvFile.read(name, in, table::add);
        table.end();
    }

    /** One table. */
    private final class Table {
        private final String file;
        private @Nullable List<Integer> columns;
        private int width;
        private int rows;

        Table(String file) {
            this.file = file;
        }

        void add(CSVRecord row, long line) {
            List<Integer> known = columns;
            if (known == null) {
                List<String> first = row.toList();
                boolean isHeader = ModelColumns.isHeader(first, features);
                known = isHeader
                        ? ModelColumns.named(file, CsvColumns.named(first), features)
                        : IntStream.range(0, features.size()).boxed().toList();
                if (!isHeader && first.size() != features.size()) {
                    throw new DataException("%s:%s: has %s columns and no names of them; expected %s"
                            .formatted(file, line, first.size(), ModelColumns.expected(features)));
                }
                columns = known;
                width = first.size();
                if (isHeader) {
                    return;
                }
            }
            if (row.size() != width) {
                throw new DataException(file + ":" + line + ": has " + row.size() + " fields; expected " + width
                        + ", as in the first row");
            }
            float[] values = new float[known.size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = number(row.get(known.get(k)), k, line);
            }
            sink.row(file + " row " + rows++, values);
        }

        private float number(String field, int feature, long line) {
            double value = CsvColumns.number(field);
            if (Double.isNaN(value) || !Float.isFinite((float) value)) {
                throw new DataException("%s:%s: %s is '%s'; expected a number"
                        .formatted(file, line, features.get(feature), ModelColumns.shown(field)));
            }
            return (float) value;
        }

        void end() {
            if (rows == 0) {
                throw new DataException(file + ": has no rows; expected a table with a row for each sample");
            }
        }
    }
}
