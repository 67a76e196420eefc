// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Duplicates;

/**
 * Reads lists that begin with {@code n m} and have an entry {@code i j value} a line, numbered from 1, or from 0 where a 0
 * occurs: the edges of a graph, or the coefficients of a QUBO.
 */
final class EdgeListReader {
    private final Input input;
    private final TextScanner text;
    private final @Nullable ProblemFormat asked;
    private final EntryList list;
    private int variables;
    private int entries;
    private boolean isWeighted = true;

    private EdgeListReader(Input input, @Nullable ProblemFormat asked) {
        this.input = input;
        this.text = new TextScanner(input);
        this.asked = asked;
        this.list = new EntryList(input.budget());
    }

    /** A graph whose cut is to be maximised. */
    static Problem readRudy(Input input) throws IOException {
        return new EdgeListReader(input, ProblemFormat.RUDY).read();
    }

    /** A QUBO of the Biq Mac library. */
    static Problem readSparse(Input input) throws IOException {
        return new EdgeListReader(input, ProblemFormat.SPARSE).read();
    }

    /** A QUBO if there is an entry on the diagonal, otherwise a graph; tells which, unless weights are missing. */
    static Problem readEither(Input input) throws IOException {
        return new EdgeListReader(input, null).read();
    }

    private Problem read() throws IOException {
        String name = asked == ProblemFormat.SPARSE ? "coefficients" : "edges";
        if (!text.hasMore()) {
            throw text.error("the file is empty; expected the numbers of variables and of " + name);
        }
        variables = (int) text.readWhole("the number of variables", 1, Integer.MAX_VALUE);
        entries = (int) text.readWhole("the number of " + name, 0, Integer.MAX_VALUE);
        text.endLine();
        input.budget().requireModel(variables, entries);
        while (text.hasMore()) {
            if (list.size() == entries) {
                throw text.error("more " + name + " than the " + entries + " that the first line announces");
            }
            entry();
        }
        if (list.size() < entries) {
            throw text.error("the file ends after " + list.size() + " of " + entries + " " + name);
        }
        if (asked != null) {
            return asked == ProblemFormat.RUDY ? graph() : qubo();
        }
        if (list.hasDiagonal()) {
            input.note("taken for a QUBO to " + (input.options().isMaximised() ? "maximise" : "minimise")
                    + " (--format sparse), as it has entries on the diagonal");
            return qubo();
        }
        if (isWeighted) {
            input.note("taken for a graph whose cut is to be maximised (--format rudy);"
                    + " --format sparse reads it as a QUBO");
        }
        return graph();
    }

    private void entry() throws IOException {
        long line = text.line();
        String what = asked == ProblemFormat.SPARSE ? "a variable" : "a vertex";
        int i = (int) text.readWhole(what, 0, variables);
        int j = (int) text.readWhole(what, 0, variables);
        if (i == j && asked == ProblemFormat.RUDY) {
            throw text.error("an edge joins vertex " + i + " with itself; --format sparse reads a QUBO");
        }
        boolean hasWeight = asked == ProblemFormat.SPARSE || !text.atLineEnd();
        if (list.size() > 0 && hasWeight != isWeighted) {
            throw text.error(
                    hasWeight
                            ? "an edge has a weight; those before have none"
                            : "an edge has no weight; those before have one");
        }
        isWeighted = hasWeight;
        double value = hasWeight ? text.readNumber(asked == ProblemFormat.SPARSE ? "a coefficient" : "a weight") : 1;
        text.endLine();
        list.add(i, j, value, line);
    }

    /** The number of the first variable: 0 where a 0 occurs, otherwise 1. */
    private int first() throws FormatException {
        int zero = list.find(0);
        if (zero < 0) {
            return 1;
        }
        if (list.find(variables) >= 0) {
            throw FormatException.atLine(
                    input.source(),
                    list.line(zero),
                    "a variable is 0, and another is " + variables + "; expected numbers from 1 to " + variables);
        }
        input.note("taken as numbered from 0");
        return 0;
    }

    /** Whether entries below the diagonal say once more what those above say. */
    private boolean isSymmetric(String what) {
        boolean isSymmetric = input.options().duplicates().isEmpty() && list.isSymmetric();
        if (isSymmetric) {
            input.note(what + " is given in both directions, and counts once");
        }
        return isSymmetric;
    }

    private Problem graph() throws FormatException {
        int first = first();
        text.comments().dropConstant("a cut has none");
        boolean isSymmetric = isSymmetric("every edge");
        VariableLabels labels = VariableLabels.range(first, variables);
        ProblemBuilder builder =
                new ProblemBuilder(input, Vartype.SPIN, labels, list.size(), Duplicates.REJECT).ofGraph();
        double total = 0;
        for (int e = 0; e < list.size(); e++) {
            if (!isSymmetric || list.from(e) < list.to(e)) {
                builder.addPair(list.from(e) - first, list.to(e) - first, list.value(e), list.line(e));
                total += list.value(e);
            }
        }
        if (!Double.isFinite(total)) {
            throw input.error("the sum of all weights is " + total + "; it must be finite");
        }
        return Problem.maxCut(builder.model(), labels);
    }

    private Problem qubo() throws FormatException {
        int first = first();
        boolean isSymmetric = isSymmetric("every coefficient off the diagonal");
        ProblemBuilder builder = new ProblemBuilder(
                input, Vartype.BINARY, VariableLabels.range(first, variables), list.offDiagonal(), Duplicates.REJECT);
        builder.addOffset(text.comments().constant());
        for (int e = 0; e < list.size(); e++) {
            int i = list.from(e) - first;
            int j = list.to(e) - first;
            double value = list.value(e);
            if (i == j) {
                builder.addLinear(i, value, list.line(e));
            } else if (!isSymmetric || i < j) {
                if (!Double.isFinite(2 * value)) {
                    throw FormatException.atLine(
                            input.source(),
                            list.line(e),
                            "a coefficient is " + value + "; twice that is no finite number");
                }
                builder.addPair(i, j, 2 * value, list.line(e));
            }
        }
        return builder.problem();
    }
}
