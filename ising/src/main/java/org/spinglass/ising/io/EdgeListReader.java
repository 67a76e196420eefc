package org.spinglass.ising.io;

import java.io.IOException;
import org.spinglass.ising.Duplicates;

/** Reads lists that begin with {@code n m} and have an entry {@code i j value} a line, numbered from 1. */
final class EdgeListReader {
    private final Input input;
    private final TextScanner text;
    private final String entryName;
    private int variables;
    private int entries;
    private int found;

    private EdgeListReader(Input input, String entryName) throws IOException {
        this.input = input;
        this.text = new TextScanner(input.stream(), input.source());
        this.entryName = entryName;
    }

    /** A graph whose cut is to be maximised. */
    static Problem readRudy(Input input) throws IOException {
        return new EdgeListReader(input, "edges").graph();
    }

    /** A QUBO of the Biq Mac library. */
    static Problem readSparse(Input input) throws IOException {
        return new EdgeListReader(input, "coefficients").qubo();
    }

    private ProblemBuilder header(Vartype vartype) throws IOException {
        if (!text.hasMoreBesides('#')) {
            throw text.error("the file is empty; expected the numbers of variables and of " + entryName);
        }
        variables = (int) text.readWhole("the number of variables", 1, Integer.MAX_VALUE);
        entries = (int) text.readWhole("the number of " + entryName, 0, Integer.MAX_VALUE);
        text.endLine();
        return new ProblemBuilder(input, vartype, VariableLabels.range(1, variables), entries, Duplicates.REJECT);
    }

    private boolean nextEntry() throws IOException {
        if (text.hasMoreBesides('#')) {
            if (found++ == entries) {
                throw text.error("more " + entryName + " than the " + entries + " that the first line announces");
            }
            return true;
        }
        if (found < entries) {
            throw text.error("the file ends after " + found + " of " + entries + " " + entryName);
        }
        return false;
    }

    private Problem graph() throws IOException {
        ProblemBuilder builder = header(Vartype.SPIN);
        double total = 0;
        boolean isWeighted = true;
        while (nextEntry()) {
            long line = text.line();
            int i = (int) text.readWhole("a vertex", 1, variables);
            int j = (int) text.readWhole("a vertex", 1, variables);
            if (i == j) {
                throw text.error("an edge joins vertex " + i + " with itself");
            }
            boolean hasWeight = !text.atLineEnd();
            if (found > 1 && hasWeight != isWeighted) {
                throw text.error(
                        hasWeight
                                ? "an edge has a weight; those before have none"
                                : "an edge has no weight; those before have one");
            }
            isWeighted = hasWeight;
            double weight = hasWeight ? text.readNumber("a weight") : 1;
            text.endLine();
            builder.addPair(i - 1, j - 1, weight, line);
            total += weight;
        }
        if (!Double.isFinite(total)) {
            throw input.error("the sum of all weights is " + total + "; it must be finite");
        }
        return Problem.maxCut(builder.model());
    }

    private Problem qubo() throws IOException {
        ProblemBuilder builder = header(Vartype.BINARY);
        while (nextEntry()) {
            long line = text.line();
            int i = (int) text.readWhole("a row", 1, variables);
            int j = (int) text.readWhole("a column, which is not below the row,", i, variables);
            double value = text.readNumber("a coefficient");
            if (!Double.isFinite(2 * value)) {
                throw text.error("a coefficient is " + value + "; twice that is no finite number");
            }
            text.endLine();
            if (i == j) {
                builder.addLinear(i - 1, value, line);
            } else {
                builder.addPair(i - 1, j - 1, 2 * value, line);
            }
        }
        return builder.problem();
    }
}
