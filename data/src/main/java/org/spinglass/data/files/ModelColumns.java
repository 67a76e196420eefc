// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.spinglass.data.DataException;

/** Where the features that a model takes stand in a table. */
final class ModelColumns {
    private ModelColumns() {}

    /**
     * Whether the first row of a table has names, not numbers: no field of it is a number, or it has a feature's name that is
     * none, or all their names.
     */
    static boolean isHeader(List<String> first, List<String> features) {
        List<String> fields = first.stream().map(String::strip).toList();
        return CsvFields.areTexts(fields)
                || fields.containsAll(features)
                || features.stream().anyMatch(name -> Double.isNaN(CsvFields.parsed(name)) && fields.contains(name));
    }

    /**
     * The column of each feature.
     *
     * @param header names of the columns, in the first line
     * @throws DataException when a feature has none, or several
     */
    static List<Integer> named(String file, List<String> header, List<String> features) {
        List<Integer> columns = new ArrayList<>();
        for (String name : features) {
            int column = header.indexOf(name);
            if (column < 0) {
                throw new DataException("%s:1: has no column '%s'; expected %s; there are %s"
                        .formatted(
                                file,
                                Reasons.shown(name),
                                expected(features),
                                Reasons.shown(ClassNames.shown(header))));
            }
            if (Collections.frequency(header, name) > 1) {
                throw new DataException(
                        "%s:1: two columns are named '%s'; expected one".formatted(file, Reasons.shown(name)));
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }

    /** What a table must have, for a message. */
    static String expected(List<String> features) {
        return (features.size() == 1 ? "the column " : "the " + features.size() + " columns ")
                + ClassNames.shown(features);
    }
}
