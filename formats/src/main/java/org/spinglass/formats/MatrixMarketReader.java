// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.Locale;
import org.spinglass.ising.model.Duplicates;

/**
 * Reads a square matrix M as Matrix Market has it, whose value is {@code x' M x}: coordinates or an array by columns, real,
 * integer or pattern (every entry 1), general or symmetric, of which the lower triangle is listed. Numbered from 1;
 * repeated entries add.
 */
final class MatrixMarketReader {
    private final Input input;
    private final Vartype vartype;
    private final TextScanner text;
    private boolean isArray;
    private boolean isPattern;
    private boolean isSymmetric;

    private MatrixMarketReader(Input input) throws IOException {
        this.input = input;
        this.vartype = input.requireVartype("a matrix");
        this.text = new TextScanner(input);
    }

    static Problem read(Input input) throws IOException {
        return new MatrixMarketReader(input).read();
    }

    private Problem read() throws IOException {
        header();
        if (!text.hasMore()) {
            throw text.error("the file ends before the numbers of rows and columns");
        }
        int rows = (int) text.readWhole("the number of rows", 1, Integer.MAX_VALUE - 1);
        text.readWhole("the number of columns, of which there are as many as rows,", rows, rows);
        return isArray ? array(rows) : coordinates(rows);
    }

    /** The first line, {@code %%MatrixMarket matrix coordinate real general}. */
    private void header() throws IOException {
        String first = text.firstLine().toLowerCase(Locale.ROOT);
        String[] words = first.strip().split("\\s+");
        if (words.length != 5 || !words[0].equals("%%matrixmarket") || !words[1].equals("matrix")) {
            throw text.errorBefore(
                    "the first line is " + JsonText.shown(first) + "; expected '%%MatrixMarket matrix' and what it is");
        }
        isArray = one(words[2], "coordinate", "array");
        isPattern = words[3].equals("pattern");
        if (!isPattern) {
            String kind = words[3].equals("double") ? "real" : words[3];
            one(kind, "real", "integer");
        }
        isSymmetric = one(words[4], "general", "symmetric");
        if (isArray && isPattern) {
            throw text.errorBefore("an array of kind pattern has no values; expected real or integer");
        }
    }

    private boolean one(String word, String usual, String other) throws FormatException {
        if (!word.equals(usual) && !word.equals(other)) {
            throw text.errorBefore("a matrix is " + JsonText.shown(word) + "; expected " + usual + " or " + other);
        }
        return word.equals(other);
    }

    private Problem coordinates(int rows) throws IOException {
        int entries = (int) text.readWhole("the number of entries", 0, Integer.MAX_VALUE);
        text.endLine();
        ProblemBuilder builder =
                new ProblemBuilder(input, vartype, VariableLabels.range(1, rows), entries, Duplicates.SUM);
        int found = 0;
        for (; text.hasMore(); found++) {
            if (found == entries) {
                throw text.error("more entries than the " + entries + " that are announced");
            }
            long line = text.line();
            int i = (int) text.readWhole("a row", 1, rows);
            int j = (int) text.readWhole("a column", 1, rows);
            double value = isPattern ? 1 : text.readNumber("an entry");
            text.endLine();
            add(builder, i - 1, j - 1, value, line);
        }
        if (found < entries) {
            throw text.error("the file ends after " + found + " of " + entries + " entries");
        }
        builder.addOffset(text.comments().constant());
        return builder.problem();
    }

    private void add(ProblemBuilder builder, int i, int j, double value, long line) throws FormatException {
        if (i != j) {
            if (!Double.isFinite(2 * value)) {
                throw FormatException.atLine(
                        input.source(), line, "an entry is " + value + "; twice that is no finite number");
            }
            builder.addPair(i, j, isSymmetric ? 2 * value : value, line);
        } else if (vartype == Vartype.SPIN) {
            builder.addOffset(value);
        } else {
            builder.addLinear(i, value, line);
        }
    }

    private Problem array(int rows) throws IOException {
        text.endLine();
        MatrixReader matrix = new MatrixReader(input, vartype, rows);
        for (int j = 0; j < rows; j++) {
            for (int i = isSymmetric ? j : 0; i < rows; i++) {
                if (!text.hasMore()) {
                    throw text.error("the file ends before element (" + (i + 1) + ", " + (j + 1) + ")");
                }
                double value = text.readNumber("an element");
                text.endLine();
                matrix.add(i, j, isSymmetric && i != j ? 2 * value : value);
            }
        }
        if (text.hasMore()) {
            throw text.error("more elements than those of " + rows + " rows and columns");
        }
        matrix.addConstant(text.comments().constant());
        return matrix.problem(VariableLabels.range(1, rows));
    }
}
