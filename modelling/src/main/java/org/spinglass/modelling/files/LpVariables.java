// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.files.LpWords.Kind;
import org.spinglass.modelling.files.LpWords.Word;

/** The variables of an LP or MPS file: their names, kinds and bounds. */
final class LpVariables {
    private static final double MOST = 1 << 30;
    private static final double ROUNDING = 1e-9;
    private static final int PASSES = 20;

    private final Lines lines;
    private final String wanted;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();

    private static final class Column {
        private final String name;
        private final long line;
        private boolean isWhole;
        private boolean isSpin;
        private double low;
        private double high = Double.POSITIVE_INFINITY;

        Column(String name, long line) {
            this.name = name;
            this.line = line;
        }
    }

    /**
     * None yet.
     *
     * @param wanted how a variable is declared to be whole, for messages
     */
    LpVariables(Lines lines, String wanted) {
        this.lines = lines;
        this.wanted = wanted;
    }

    int size() {
        return columns.size();
    }

    /** The number of a variable; -1 where there is none of that name. */
    int known(String name) {
        return numbers.getOrDefault(name, -1);
    }

    void whole(int variable) {
        columns.get(variable).isWhole = true;
    }

    void spin(int variable) {
        columns.get(variable).isSpin = true;
    }

    void low(int variable, double value) {
        columns.get(variable).low = value;
    }

    void high(int variable, double value) {
        columns.get(variable).high = value;
    }

    double low(int variable) {
        return columns.get(variable).low;
    }

    double high(int variable) {
        return columns.get(variable).high;
    }

    /** A fault of a variable: at its line, where it stands in one. */
    private FormatException fault(Column column, String problem) {
        return column.line > 0 ? lines.error(column.line, problem) : lines.error(problem);
    }

    /** The number of a variable, which is new where its name is. */
    int number(Word name) {
        return number(name.text(), name.line());
    }

    /** The same, by the name and the line where it stands. */
    int number(String name, long line) {
        return numbers.computeIfAbsent(name, key -> {
            columns.add(new Column(key, line));
            return columns.size() - 1;
        });
    }

    void declare(List<Word> names, boolean isBinary) throws IOException {
        for (Word word : names) {
            if (word.kind() != Kind.NAME) {
                throw lines.error(word.line(), "'" + word.text() + "'; expected the name of a variable");
            }
            Column column = columns.get(number(word));
            column.isWhole = true;
            if (isBinary) {
                column.low = 0;
                column.high = 1;
            }
        }
    }

    /** Bounds, one a line: {@code 1 <= x <= 5}, {@code x >= -2}, {@code x = 3}, {@code x free}. */
    void bound(List<Word> words) throws IOException {
        int at = 0;
        while (at < words.size()) {
            int end = at;
            while (end < words.size() && words.get(end).line() == words.get(at).line()) {
                end++;
            }
            boundOf(words.subList(at, end));
            at = end;
        }
    }

    private void boundOf(List<Word> words) throws IOException {
        int name = -1;
        for (int k = 0; k < words.size(); k++) {
            if (words.get(k).kind() == Kind.NAME && !isInfinity(words.get(k)) && name < 0) {
                name = k;
            }
        }
        Word first = words.getFirst();
        if (name < 0) {
            throw lines.error(
                    first.line(), "'" + first.text() + "'; expected a bound of a variable, such as 1 <= x <= 5");
        }
        Column column = columns.get(number(words.get(name)));
        List<Word> before = words.subList(0, name);
        List<Word> after = words.subList(name + 1, words.size());
        if (after.size() == 1 && after.getFirst().text().equalsIgnoreCase("free") && before.isEmpty()) {
            column.low = Double.NEGATIVE_INFINITY;
            return;
        }
        if (before.isEmpty() && after.isEmpty()) {
            throw lines.error(first.line(), "'" + first.text() + "' without a bound; expected <=, >=, = or free");
        }
        if (!before.isEmpty()) {
            set(column, before.getLast(), before.subList(0, before.size() - 1), true);
        }
        if (!after.isEmpty()) {
            set(column, after.getFirst(), after.subList(1, after.size()), false);
        }
    }

    private void set(Column column, Word relation, List<Word> number, boolean isTurned) throws IOException {
        if (!relation.isRelation() || number.isEmpty()) {
            throw lines.error(relation.line(), "'" + relation.text() + "'; expected a relation and a number");
        }
        double value = value(number);
        boolean isLess = relation.text().contains("<");
        boolean isMore = relation.text().contains(">");
        if (!isLess && !isMore || isLess == isTurned) {
            column.low = value;
        }
        if (!isLess && !isMore || isMore == isTurned) {
            column.high = value;
        }
    }

    private double value(List<Word> words) throws IOException {
        double sign = 1;
        for (Word word : words.subList(0, words.size() - 1)) {
            if (!word.is("-") && !word.is("+")) {
                throw lines.error(word.line(), "'" + word.text() + "'; expected one bound a line, such as 1 <= x <= 5");
            }
            sign = word.is("-") ? -sign : sign;
        }
        Word last = words.getLast();
        return isInfinity(last)
                ? sign * Double.POSITIVE_INFINITY
                : sign * lines.number(last.text(), last.line(), "a bound");
    }

    private static boolean isInfinity(Word word) {
        String lower = word.text().toLowerCase(Locale.ROOT);
        return lower.equals("inf") || lower.equals("infinity");
    }

    /** Bounds that are open are taken from linear rules: of {@code 3 x + 2 y <= 12}, x is at most 4. */
    void tighten(List<LpReader.Row> rows) {
        boolean isChanged = true;
        for (int pass = 0; pass < PASSES && isChanged; pass++) {
            isChanged = false;
            for (LpReader.Row row : rows) {
                if (row.terms().isLinear()) {
                    isChanged |= tighten(row.terms(), row.high() - row.terms().constant(), 1);
                    isChanged |= tighten(row.terms(), row.terms().constant() - row.low(), -1);
                }
            }
        }
    }

    /** Of {@code sign * terms <= bound}. */
    private boolean tighten(LpTerms terms, double bound, double sign) {
        if (Double.isInfinite(bound)) {
            return false;
        }
        boolean isChanged = false;
        for (LpTerms.Term term : terms.terms()) {
            Column column = columns.get(term.first());
            double c = sign * term.coefficient();
            if (c == 0 || !Double.isInfinite(c > 0 ? column.high : column.low)) {
                continue;
            }
            double rest = bound;
            for (LpTerms.Term other : terms.terms()) {
                if (other != term) {
                    double d = sign * other.coefficient();
                    Column its = columns.get(other.first());
                    rest -= d == 0 ? 0 : d * (d > 0 ? its.low : its.high);
                }
            }
            if (Double.isFinite(rest)) {
                double limit = rest / c;
                column.high = c > 0 ? Math.floor(limit + ROUNDING) : column.high;
                column.low = c < 0 ? Math.ceil(limit - ROUNDING) : column.low;
                isChanged = true;
            }
        }
        return isChanged;
    }

    List<Variable> make(Model model) throws FormatException {
        if (columns.isEmpty()) {
            throw lines.error("no variable; expected an objective or a rule");
        }
        List<Variable> made = new ArrayList<>(columns.size());
        for (Column column : columns) {
            double low = Math.ceil(column.low - ROUNDING);
            double high = Math.floor(column.high + ROUNDING);
            if (!column.isWhole) {
                throw fault(
                        column,
                        column.name + " may be any number; expected it " + wanted + ", as variables are whole here");
            }
            if (Double.isInfinite(low) || Double.isInfinite(high)) {
                throw fault(
                        column,
                        column.name + " may be as " + (Double.isInfinite(high) ? "large" : "small")
                                + " as it likes; expected a bound in Bounds, or by a rule");
            }
            if (low > high || high - low > MOST || Math.abs(low) > MOST || Math.abs(high) > MOST) {
                throw fault(
                        column,
                        column.name + " is from " + low + " to " + high + "; expected whole numbers from -2^30 to 2^30,"
                                + " the lower one first");
            }
            made.add(column.isSpin ? model.spin(column.name) : model.integer(column.name, (int) low, (int) high));
        }
        return made;
    }
}
