// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.spinglass.data.DataException;

/**
 * Checks the fields of a table's rows.
 *
 * @param file stands for it in messages
 */
record CsvFields(String file) {
    /** Throws a {@link DataException} with the line when a row has another number of fields than the first. */
    void requireCount(CSVRecord row, int expected, long line) {
        if (row.size() != expected) {
            throw new DataException(file + ":" + line + ": has " + row.size() + " fields; expected " + expected
                    + ", as in the first row");
        }
    }

    /**
     * The number in a field.
     *
     * @throws DataException with line and column when there is none that a float can hold
     */
    float number(String field, String column, long line) {
        double value = parsed(field);
        if (Double.isNaN(value) || !Float.isFinite((float) value)) {
            throw new DataException("%s:%s: %s is '%s'; expected a number"
                    .formatted(file, line, Reasons.shown(column), Reasons.shown(field)));
        }
        return (float) value;
    }

    /** Whether no field of a row is a number. */
    static boolean areTexts(List<String> row) {
        return row.stream().allMatch(field -> Double.isNaN(parsed(field)));
    }

    /** The number that a field holds; not a number for any other text. */
    static double parsed(String field) {
        String text = field.strip();
        if (text.isEmpty() || !isNumeric(text.charAt(text.length() - 1)) || text.length() > 40) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isNumeric(char last) {
        return last >= '0' && last <= '9' || last == '.';
    }
}
