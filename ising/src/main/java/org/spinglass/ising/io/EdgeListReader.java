package org.spinglass.ising.io;

import java.io.IOException;
import org.spinglass.ising.Duplicates;
import org.spinglass.ising.IsingBuilder;
import org.spinglass.ising.Qubo;
import org.spinglass.ising.QuboBuilder;
import org.spinglass.ising.RoundedIsing;

/** Reads lists that begin with {@code n m} and have an entry {@code i j value} a line, numbered from 1. */
final class EdgeListReader {
    /** Room made for entries before they are seen, at most. */
    private static final int FORESEEN = 1 << 20;

    private final Input input;
    private final TextScanner text;
    private final EntryLines lines = new EntryLines();
    private int variables;
    private int entries;

    private EdgeListReader(Input input) throws IOException {
        this.input = input;
        this.text = new TextScanner(input.stream(), input.source());
    }

    /** A graph whose cut is to be maximised. */
    static Problem readRudy(Input input) throws IOException {
        return new EdgeListReader(input).graph();
    }

    /** A QUBO of the Biq Mac library. */
    static Problem readSparse(Input input) throws IOException {
        return new EdgeListReader(input).qubo();
    }

    private boolean nextLine() throws IOException {
        while (text.hasMore()) {
            if (text.peek() != '#') {
                return true;
            }
            text.restOfLine();
        }
        return false;
    }

    private void header(String what) throws IOException {
        if (!nextLine()) {
            throw text.error("the file is empty; expected the numbers of variables and of " + what);
        }
        variables = (int) text.readWhole("the number of variables", 1, Integer.MAX_VALUE);
        entries = (int) text.readWhole("the number of " + what, 0, Integer.MAX_VALUE);
        text.endLine();
        input.limit().requireList(variables, entries);
    }

    private int index(String what, int minimum) throws IOException {
        return (int) text.readWhole(what, minimum, variables);
    }

    private FormatException wrongCount(int found, String what) {
        return found < entries
                ? text.error("the file ends after " + found + " of " + entries + " " + what)
                : text.error("more " + what + " than the " + entries + " that the first line announces");
    }

    private Problem graph() throws IOException {
        header("edges");
        IsingBuilder builder = new IsingBuilder(variables, Math.min(entries, FORESEEN), Duplicates.REJECT);
        double total = 0;
        boolean isWeighted = true;
        int found = 0;
        while (nextLine()) {
            if (found == entries) {
                throw wrongCount(found + 1, "edges");
            }
            lines.add(text.line());
            int i = index("a vertex", 1);
            int j = index("a vertex", 1);
            if (i == j) {
                throw text.error("an edge joins vertex " + i + " with itself");
            }
            boolean hasWeight = !text.atLineEnd();
            if (found > 0 && hasWeight != isWeighted) {
                throw text.error(
                        hasWeight
                                ? "an edge has a weight; those before have none"
                                : "an edge has no weight; those before have");
            }
            isWeighted = hasWeight;
            double weight = hasWeight ? text.readNumber("a weight") : 1;
            text.endLine();
            builder.addCoupling(i - 1, j - 1, weight);
            total += weight;
            found++;
        }
        if (found < entries) {
            throw wrongCount(found, "edges");
        }
        RoundedIsing rounded = input.build(builder::buildRounded, lines, 1);
        if (!Double.isFinite(total)) {
            throw FormatException.of(input.source(), "the sum of all weights is " + total + "; it must be finite");
        }
        return new Problem(
                rounded.model(), Sense.MAX_CUT, total, VariableLabels.range(1, variables), rounded.rounding() / 2);
    }

    private Problem qubo() throws IOException {
        header("coefficients");
        QuboBuilder builder = new QuboBuilder(variables, Math.min(entries, FORESEEN), Duplicates.REJECT);
        int found = 0;
        while (nextLine()) {
            if (found == entries) {
                throw wrongCount(found + 1, "coefficients");
            }
            int i = index("a row", 1);
            int j = index("a column, which is not below the row,", i);
            double value = text.readNumber("a coefficient");
            long line = text.line();
            text.endLine();
            if (i == j) {
                try {
                    builder.addLinear(i - 1, value);
                } catch (org.spinglass.ising.DuplicateTermException twice) {
                    throw FormatException.atLine(
                            input.source(), line, "variable " + i + " has two linear coefficients");
                }
            } else {
                if (!Double.isFinite(2 * value)) {
                    throw FormatException.atLine(
                            input.source(), line, "a coefficient is " + value + "; twice that is no finite number");
                }
                lines.add(line);
                builder.add(i - 1, j - 1, 2 * value);
            }
            found++;
        }
        if (found < entries) {
            throw wrongCount(found, "coefficients");
        }
        Qubo qubo = input.build(builder::build, lines, 1);
        RoundedIsing rounded = input.build(qubo::toRounded, lines, 1);
        return new Problem(rounded.model(), Sense.MIN_QUBO, 0, VariableLabels.range(1, variables), rounded.rounding());
    }
}
