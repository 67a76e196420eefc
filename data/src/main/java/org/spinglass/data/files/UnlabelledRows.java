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
 * must have as many columns as there are features, in their order. A row of other fields, or without a number where one is
 * needed, is told and passed over.
 *
 * <p>Memory: that of one row at a time. For one thread.
 */
public final class UnlabelledRows implements UnlabelledSamples {
    private final List<String> features;
    private final Sink sink;

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

    @Override
    public void requireThere(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": " + (Files.exists(file) ? "is no file" : "no such file")
                    + "; expected a table (CSV) with " + ModelColumns.expected(features));
        }
    }

    @Override
    public void read(Path file) {
        requireThere(file);
        Table table = new Table(file.toString());
        CsvFile.read(file, table::add);
        table.end();
    }

    @Override
    public void read(String name, InputStream in) {
        Table table = new Table(name);
        CsvFile.read(name, in, table::add);
        table.end();
    }

    /** One table. */
    private final class Table {
        private final String file;
        private final CsvFields fields;
        private @Nullable List<Integer> columns;
        private int width;
        private int rows;

        Table(String file) {
            this.file = file;
            this.fields = new CsvFields(file);
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
            String name = file + " row " + rows++;
            float[] values = new float[known.size()];
            try {
                fields.requireCount(row, width, line);
                for (int k = 0; k < values.length; k++) {
                    values[k] = fields.number(row.get(known.get(k)), features.get(k), line);
                }
            } catch (DataException e) {
                sink.failed(String.valueOf(e.getMessage()));
                return;
            }
            sink.sample(name, values);
        }

        void end() {
            if (rows == 0) {
                throw new DataException(file + ": has no rows; expected a table with a row for each sample");
            }
        }
    }
}
