// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.spinglass.formats.Growing.Doubles;

/**
 * Reads a square matrix from text: a row a line, numbers apart by commas, semicolons or blanks. Lines of two or three
 * words that are no such matrix are edges; see {@link CsvEdges}.
 */
final class CsvReader {
    private static final char BLANK = ' ';
    private static final int EDGE = 2;
    private static final int WEIGHTED_EDGE = 3;

    private final Input input;
    private final TextScanner text;
    private char separator;

    private CsvReader(Input input) {
        this.input = input;
        this.text = new TextScanner(input);
    }

    static Problem read(Input input) throws IOException {
        return new CsvReader(input).read();
    }

    private Problem read() throws IOException {
        if (!text.hasMore()) {
            throw text.error("the file is empty; expected the rows of a matrix");
        }
        long line = text.line();
        Doubles first = new Doubles(input.budget());
        List<String> words = new ArrayList<>();
        boolean isMore = true;
        FormatException fault = null;
        while (isMore) {
            double value = text.readAnyNumber();
            first.add(value);
            if (words.size() < WEIGHTED_EDGE) {
                words.add(text.name());
            }
            fault = fault == null && !Double.isFinite(value) ? text.notNumber("an element") : fault;
            if (separator == 0) {
                separator = text.atLineEnd() ? BLANK : text.skip(',') ? ',' : text.skip(';') ? ';' : BLANK;
                isMore = separator != BLANK || !text.atLineEnd();
            } else {
                isMore = !endsAfterElement();
            }
        }
        text.endLine();
        boolean isHeader = fault != null && CsvEdges.isHeader(words, first.size());
        boolean areEdges = isHeader
                || first.size() == WEIGHTED_EDGE && Double.isFinite(first.get(2))
                || first.size() == EDGE && input.options().vartype().isEmpty();
        if (areEdges) {
            return edges(words, first, isHeader, line);
        }
        if (fault != null) {
            throw fault;
        }
        return matrix(first);
    }

    /** Two or three words a line; a matrix after all when there are as many rows of numbers. */
    private Problem edges(List<String> words, Doubles first, boolean isHeader, long line) throws IOException {
        int columns = first.size();
        CsvEdges edges = new CsvEdges(input, text);
        double[] numbers = new double[columns * columns];
        boolean isMatrix = !isHeader;
        int rows = 0;
        if (!isHeader) {
            isMatrix = keep(numbers, 0, first);
            edges.add(words.get(0), words.get(1), columns == EDGE ? 1 : first.get(2), line);
            rows++;
        }
        for (; text.hasMore(); rows++) {
            long at = text.line();
            Doubles row = new Doubles(input.budget());
            List<String> names = new ArrayList<>();
            for (boolean isMore = true; isMore; isMore = !endsAfterElement()) {
                boolean isWeight = row.size() == EDGE;
                row.add(isWeight ? text.readNumber("a weight") : text.readAnyNumber());
                names.add(text.name());
                if (row.size() > columns) {
                    throw text.error("a row of more than " + columns + " words; the first one has " + columns);
                }
            }
            if (row.size() < columns || names.get(0).isEmpty() || names.get(1).isEmpty()) {
                throw text.error("a row of " + row.size() + " words; the first one has " + columns);
            }
            text.endLine();
            isMatrix &= rows < columns && keep(numbers, rows, row);
            edges.add(names.get(0), names.get(1), columns == EDGE ? 1 : row.get(2), at);
        }
        return isMatrix && rows == columns ? small(numbers, columns) : edges.problem();
    }

    /** Keeps a row of numbers; false if there is something else among them. */
    private static boolean keep(double[] numbers, int row, Doubles values) {
        boolean areFinite = true;
        for (int j = 0; j < values.size(); j++) {
            numbers[row * values.size() + j] = values.get(j);
            areFinite &= Double.isFinite(values.get(j));
        }
        return areFinite;
    }

    private Problem small(double[] numbers, int n) throws FormatException {
        MatrixReader matrix = new MatrixReader(input, input.requireVartype("a matrix"), n);
        for (int k = 0; k < numbers.length; k++) {
            matrix.add(k / n, k % n, numbers[k]);
        }
        matrix.addConstant(text.comments().constant());
        return matrix.problem();
    }

    private Problem matrix(Doubles first) throws IOException {
        int n = first.size();
        MatrixReader matrix = new MatrixReader(input, input.requireVartype("a matrix"), n);
        for (int j = 0; j < n; j++) {
            matrix.add(0, j, first.get(j));
        }
        int rows = 1;
        for (; text.hasMore(); rows++) {
            if (rows == n) {
                throw text.error("more rows than the " + n + " numbers of the first one");
            }
            row(matrix, rows, n);
        }
        if (rows < n) {
            throw text.error("the file ends after " + rows + " of " + n + " rows");
        }
        matrix.addConstant(text.comments().constant());
        return matrix.problem();
    }

    private void row(MatrixReader matrix, int i, int n) throws IOException {
        for (int j = 0; j < n; j++) {
            matrix.add(i, j, text.readNumber("an element"));
            if (endsAfterElement() != (j == n - 1)) {
                throw text.error("a row of " + (j == n - 1 ? "more than " + n : "" + (j + 1))
                        + " numbers; the first one has " + n);
            }
        }
        text.endLine();
    }

    /** Takes blanks and a separator; true when there is none because the line ends. */
    private boolean endsAfterElement() throws IOException {
        boolean atEnd = text.atLineEnd();
        if (!atEnd && separator != BLANK && !text.skip(separator)) {
            throw text.error("expected '" + separator + "' after an element");
        }
        return atEnd;
    }
}
