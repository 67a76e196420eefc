// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run's {@code metrics.csv}: numbers in named columns, a row an epoch; a field is empty where there is no number. */
final class MetricsTable {
    private MetricsTable() {}

    /**
     * The columns by their names, in their order, each with a value a row.
     *
     * @throws WebException naming the file, the line and the column when it is no such table
     */
    static ObjectNode read(String file, byte[] content) {
        List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty()) {
            throw new WebException(file + ": is empty; expected the names of columns in its first line");
        }
        String[] names = lines.getFirst().split(",", -1);
        ObjectNode columns = Tree.object();
        for (String name : names) {
            if (name.isBlank() || columns.has(name)) {
                throw new WebException(file + ":1: column '" + name + "'; expected names that differ");
            }
            columns.putArray(name);
        }
        if (!columns.has("epoch")) {
            throw new WebException(file + ":1: there is no column 'epoch'");
        }
        for (int k = 1; k < lines.size(); k++) {
            String[] fields = lines.get(k).split(",", -1);
            if (fields.length != names.length) {
                throw new WebException(
                        file + ":" + (k + 1) + ": " + fields.length + " fields; expected " + names.length);
            }
            for (int c = 0; c < names.length; c++) {
                add((ArrayNode) columns.get(names[c]), fields[c].strip(), file + ":" + (k + 1) + ": " + names[c]);
            }
        }
        return columns;
    }

    private static void add(ArrayNode column, String field, String place) {
        if (field.isEmpty()) {
            column.addNull();
            return;
        }
        try {
            double value = Double.parseDouble(field);
            if (Double.isFinite(value)) {
                column.add(value);
            } else {
                column.addNull();
            }
        } catch (NumberFormatException e) {
            throw new WebException(place + " is '" + field + "'; expected a number or nothing", e);
        }
    }
}
