package org.spinglass.ising.io;

import java.io.IOException;
import org.spinglass.ising.io.Growing.Doubles;

/** Reads a square matrix from text: a row a line, numbers apart by commas, semicolons or blanks, {@code #} comments. */
final class CsvReader {
    private static final char BLANK = ' ';

    private final TextScanner text;
    private char separator;

    private CsvReader(Input input) throws IOException {
        this.text = new TextScanner(input.stream(), input.source());
    }

    static Problem read(Input input) throws IOException {
        Vartype vartype = input.requireVartype("a matrix");
        return new CsvReader(input).read(input, vartype);
    }

    private Problem read(Input input, Vartype vartype) throws IOException {
        if (!text.hasMoreBesides('#')) {
            throw text.error("the file is empty; expected the rows of a matrix");
        }
        Doubles first = new Doubles(input.budget());
        first.add(text.readNumber("an element"));
        separator = text.skip(',') ? ',' : text.skip(';') ? ';' : BLANK;
        boolean isMore = separator != BLANK || !text.atLineEnd();
        while (isMore) {
            first.add(text.readNumber("an element"));
            isMore = !endsAfterElement();
        }
        text.endLine();
        int n = first.size();
        MatrixReader matrix = new MatrixReader(input, vartype, n, true);
        for (int j = 0; j < n; j++) {
            matrix.add(0, j, first.get(j));
        }
        int rows = 1;
        for (; text.hasMoreBesides('#'); rows++) {
            if (rows == n) {
                throw text.error("more rows than the " + n + " numbers of the first one");
            }
            row(matrix, rows, n);
        }
        if (rows < n) {
            throw text.error("the file ends after " + rows + " of " + n + " rows");
        }
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
