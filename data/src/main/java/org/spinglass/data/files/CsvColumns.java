// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;

/** What the columns of a CSV file hold, as one pass over it shows. */
final class CsvColumns {
    /** Usual names of the column with the classes, those that say so most clearly first. */
    private static final List<String> LABELS =
            List.of("label", "class", "labels", "classes", "target", "category", "species", "digit", "y");

    private final Path file;
    private @Nullable List<String> first;
    private boolean[] isText = new boolean[0];
    private boolean[] isPixel = new boolean[0];
    private boolean[] isPicture = new boolean[0];
    private double largest;
    private long rows;

    private CsvColumns(Path file) {
        this.file = file;
    }

    /**
     * Looks through a file.
     *
     * @throws DataException naming the line when a row has another number of fields than the first, or there is none
     */
    static CsvColumns of(Path file) {
        CsvColumns columns = new CsvColumns(file);
        CsvFile.read(file, columns::add);
        if (columns.first == null || columns.rows == 0) {
            throw new DataException(file + ": has no rows; expected a table with a row for each sample");
        }
        return columns;
    }

    private void add(CSVRecord row, long line) {
        List<String> names = first;
        if (names == null) {
            first = row.toList();
            isText = new boolean[row.size()];
            isPixel = new boolean[row.size()];
            isPicture = new boolean[row.size()];
            Arrays.fill(isPixel, true);
            return;
        }
        new CsvFields(file.toString()).requireCount(row, names.size(), line);
        rows++;
        for (int k = 0; k < isText.length; k++) {
            add(k, row.get(k));
        }
    }

    private void add(int column, String field) {
        double value = CsvFields.parsed(field);
        if (Double.isNaN(value)) {
            isText[column] |= !isMissing(field);
            isPixel[column] = false;
            isPicture[column] |= isPicture(field);
        } else if (isPixel[column]) {
            isPixel[column] = value >= 0 && value <= 255 && value == Math.rint(value);
            largest = isPixel[column] ? Math.max(largest, value) : largest;
        }
    }

    private static boolean isMissing(String field) {
        return field.isBlank() || Set.of("nan", "na", "null", "?", "none").contains(field.toLowerCase(Locale.ROOT));
    }

    private static boolean isPicture(String field) {
        return field.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|bmp|webp)");
    }

    /** The first row, be it names or values. */
    private List<String> first() {
        return Objects.requireNonNull(first);
    }

    int count() {
        return first().size();
    }

    /**
     * Whether the first row has the names of the columns: a text where all others have numbers, or texts only, none of which
     * names a picture, one of which is a usual name of a column.
     */
    boolean hasHeader() {
        List<String> row = first();
        boolean isOther = IntStream.range(0, count())
                .anyMatch(k -> Double.isNaN(CsvFields.parsed(row.get(k))) && !isMissing(row.get(k)) && !isText[k]);
        boolean isNames = CsvFields.areTexts(row)
                && row.stream().noneMatch(CsvColumns::isPicture)
                && row.stream().anyMatch(field -> isLabelName(field));
        return isOther || isNames;
    }

    private static boolean isLabelName(String field) {
        return LABELS.contains(field.strip().toLowerCase(Locale.ROOT));
    }

    /** The names in a first row; a column without one has its number from 1. */
    static List<String> named(List<String> header) {
        return IntStream.range(0, header.size())
                .mapToObj(k -> header.get(k).isBlank()
                        ? "column " + (k + 1)
                        : header.get(k).strip())
                .toList();
    }

    /** Names of the columns; their numbers from 1 where the file has none. */
    List<String> names() {
        return hasHeader()
                ? named(first())
                : IntStream.rangeClosed(1, count()).mapToObj(k -> "column " + k).toList();
    }

    /**
     * The column that holds the classes.
     *
     * @param wanted its name or its number from 1; null to find it by its name, as the only one with texts, or as the first
     *     before the pixels of pictures
     * @throws DataException telling the columns that there are when it is not there or cannot be told
     */
    int label(@Nullable String wanted) {
        List<String> names = names();
        if (wanted != null) {
            int found = names.indexOf(wanted);
            boolean isNumber = found < 0 && wanted.matches("[1-9][0-9]{0,8}") && Integer.parseInt(wanted) <= count();
            if (found < 0 && !isNumber) {
                throw new DataException("%s: has no column '%s'; expected one of %s, or its number, 1 to %s"
                        .formatted(file, wanted, ClassNames.shown(names), count()));
            }
            return found < 0 ? Integer.parseInt(wanted) - 1 : found;
        }
        for (String name : hasHeader() ? LABELS : List.<String>of()) {
            List<Integer> named = columns(k -> names.get(k).equalsIgnoreCase(name));
            if (named.size() == 1) {
                return named.getFirst();
            }
        }
        List<Integer> texts = columns(k -> isText[k] && !isPicture[k]);
        if (texts.size() == 1) {
            return texts.getFirst();
        }
        if (texts.isEmpty() && arePixels(0)) {
            return 0;
        }
        throw new DataException("%s: which column holds the classes cannot be told; --label NAME says it, one of %s%s"
                .formatted(file, ClassNames.shown(names), hasHeader() ? "" : ", by its number from 1"));
    }

    /** The column that names picture files; -1 where there is none. */
    int pictures() {
        List<Integer> found = columns(k -> isPicture[k]);
        return found.isEmpty() ? -1 : found.getFirst();
    }

    /** The columns but one. */
    List<Integer> others(int label) {
        return columns(k -> k != label);
    }

    private List<Integer> columns(IntPredicate predicate) {
        List<Integer> found = new ArrayList<>();
        IntStream.range(0, count()).filter(predicate).forEach(found::add);
        return found;
    }

    /** Whether all columns but the label are the pixels of square pictures, whole numbers from 0 to 255, some of them large. */
    boolean arePixels(int label) {
        return areaOf(count() - 1) > 0
                && largest >= 100
                && others(label).stream().allMatch(k -> isPixel[k]);
    }

    /** Rows and columns of the square pictures that so many values make in grey or in three colours; 0 for none. */
    static int areaOf(int values) {
        for (int channels : new int[] {1, 3}) {
            int side = (int) Math.round(Math.sqrt((double) values / channels));
            if (side >= 8 && side * side * channels == values) {
                return side;
            }
        }
        return 0;
    }
}
