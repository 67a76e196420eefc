// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.io.Writer;

/** Writes problems as lists of coefficients; what a list cannot hold is refused. */
final class ListWriter {
    /** Digits after the point that dimod writes; more where a number needs them. */
    private static final int COO_DECIMALS = 6;

    private ListWriter() {}

    /** A graph for rudy: {@code n m}, then {@code i j w} from 1. */
    static void rudy(Problem problem, Writer writer) throws IOException {
        if (problem.sense() != Sense.MAX_CUT) {
            throw new IllegalArgumentException("a problem of " + problem.sense() + " is no graph; rudy holds MAX_CUT");
        }
        Terms terms = new Terms(problem);
        writer.append(terms.variables() + " " + problem.interactions() + "\n");
        terms.pairs((i, j, weight) -> entry(writer, i + 1, j + 1, PythonNumber.plain(weight, 0)));
    }

    /** A QUBO for the Biq Mac solver: {@code n m}, then {@code i j q} from 1, q half of the coefficient if i differs from j. */
    static void sparse(Problem problem, Writer writer) throws IOException {
        if (problem.sense() != Sense.MIN_QUBO) {
            throw new IllegalArgumentException(
                    "a problem of " + problem.sense() + " is no QUBO; a sparse file holds MIN_QUBO");
        }
        Terms terms = new Terms(problem);
        requireNoOffset(terms, "a sparse file");
        int linear = 0;
        for (int i = 0; i < terms.variables(); i++) {
            linear += terms.linear(i) != 0 ? 1 : 0;
        }
        writer.append(terms.variables() + " " + Math.addExact(linear, problem.interactions()) + "\n");
        for (int i = 0; i < terms.variables(); i++) {
            if (terms.linear(i) != 0) {
                entry(writer, i + 1, i + 1, PythonNumber.plain(terms.linear(i), 0));
            }
            terms.row(i, i + 1, (row, j, value) -> entry(writer, row + 1, j + 1, PythonNumber.plain(value / 2, 0)));
        }
    }

    /**
     * dimod's coordinate list, with as many digits as numbers need. A variable that occurs nowhere else gets a linear
     * entry of 0.
     */
    static void coo(Problem problem, Writer writer) throws IOException {
        Terms terms = new Terms(problem);
        requireNoOffset(terms, "a coordinate list");
        int[] labels = ascendingLabels(problem.labels());
        writer.append("# vartype=" + problem.sense().vartype() + "\n");
        for (int i = 0; i < labels.length; i++) {
            if (terms.linear(i) != 0 || terms.degree(i) == 0) {
                entry(writer, labels[i], labels[i], PythonNumber.plain(terms.linear(i), COO_DECIMALS));
            }
            terms.row(
                    i,
                    i + 1,
                    (row, j, value) -> entry(writer, labels[row], labels[j], PythonNumber.plain(value, COO_DECIMALS)));
        }
    }

    private static void entry(Writer writer, int i, int j, String value) throws IOException {
        writer.append(i + " " + j + " " + value + "\n");
    }

    private static void requireNoOffset(Terms terms, String format) {
        if (terms.offset() != 0) {
            throw new IllegalArgumentException(
                    "the offset is " + terms.offset() + ", which " + format + " cannot hold; bqm and json can");
        }
    }

    private static int[] ascendingLabels(VariableLabels labels) {
        int[] numbers = new int[labels.size()];
        for (int i = 0; i < numbers.length; i++) {
            String label = labels.json(i);
            if (!label.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "a variable is called " + label + "; in a coordinate list they are whole numbers");
            }
            numbers[i] = Integer.parseInt(label);
            if (i > 0 && numbers[i] <= numbers[i - 1]) {
                throw new IllegalArgumentException(
                        "variable " + label + " comes after " + numbers[i - 1] + "; in a coordinate list they ascend");
            }
        }
        return numbers;
    }
}
