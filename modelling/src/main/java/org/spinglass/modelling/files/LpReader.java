// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.files.LpWords.Kind;
import org.spinglass.modelling.files.LpWords.Section;
import org.spinglass.modelling.files.LpWords.Word;

/** Models in the LP format of CPLEX, of whole and binary variables. */
final class LpReader {
    private final Lines lines;
    private final LpVariables variables;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private List<Word> words = List.of();
    private int at;

    /** A rule as it stands: terms, least, most. */
    record Row(String name, LpTerms terms, double low, double high) {}

    LpReader(Lines lines) {
        this.lines = lines;
        this.variables = new LpVariables(lines, "among General or Binary");
    }

    Model read() throws IOException {
        LpWords all = new LpWords(lines);
        boolean isMost = all.has(Section.MAXIMISE);
        if (isMost == all.has(Section.MINIMISE)) {
            throw lines.error((isMost ? "both a section Minimize and" : "neither a section Minimize nor")
                    + " a section Maximize; expected one of them");
        }
        words = all.of(isMost ? Section.MAXIMISE : Section.MINIMISE);
        at = 0;
        label();
        LpTerms goal = terms(true);
        if (at < words.size()) {
            throw fault("an operator or Subject To");
        }
        words = all.of(Section.RULES);
        at = 0;
        while (at < words.size()) {
            row();
        }
        if (!all.has(Section.END)) {
            throw lines.error(lines.number(), "the file ends without End; expected it in the last line");
        }
        variables.declare(all.of(Section.WHOLE), false);
        variables.declare(all.of(Section.BINARY), true);
        variables.bound(all.of(Section.BOUNDS));
        variables.tighten(rows);
        Model model = new Model();
        List<Variable> made = variables.make(model);
        Expression objective = goal.over(made::get);
        if (isMost) {
            model.maximise(objective);
        } else {
            model.minimise(objective);
        }
        for (Row row : rows) {
            model.require(row.name(), rule(row, row.terms().over(made::get)));
        }
        return model;
    }

    static Rule rule(Row row, Expression terms) {
        if (row.low() == Double.NEGATIVE_INFINITY) {
            return terms.atMost(row.high());
        }
        return row.high() == Double.POSITIVE_INFINITY ? terms.atLeast(row.low()) : terms.between(row.low(), row.high());
    }

    private @Nullable Word peek() {
        return at < words.size() ? words.get(at) : null;
    }

    private boolean skip(String sign) {
        Word word = peek();
        if (word != null && word.is(sign)) {
            at++;
            return true;
        }
        return false;
    }

    private FormatException fault(String expected) {
        Word word = peek();
        return word == null
                ? lines.error(
                        words.isEmpty() ? lines.number() : words.getLast().line(),
                        "the section ends too early; expected " + expected)
                : lines.error(word.line(), "'" + word.text() + "'; expected " + expected);
    }

    private @Nullable String label() {
        if (at + 1 < words.size()
                && words.get(at).kind() == Kind.NAME
                && words.get(at + 1).is(":")) {
            at += 2;
            return words.get(at - 2).text();
        }
        return null;
    }

    private void row() throws IOException {
        String label = label();
        Word begin = peek();
        String name = label != null ? label : "rule " + (rows.size() + 1);
        if (!names.add(name)) {
            throw lines.error(
                    begin == null ? lines.number() : begin.line(),
                    "the rule " + name + " twice; expected another name");
        }
        LpTerms terms = terms(false);
        Word relation = relation();
        boolean isRange = terms.terms().isEmpty();
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        if (isRange) { // 1 <= x + y <= 3
            if (relation.text().contains("<")) {
                low = terms.constant();
            } else if (relation.text().contains(">")) {
                high = terms.constant();
            } else {
                low = terms.constant();
                high = low;
            }
            terms = terms(false);
            Word next = peek();
            if (next == null || !next.isRelation()) {
                rows.add(new Row(name, terms, low, high));
                return;
            }
            relation = relation();
        }
        double bound = signedNumber();
        if (relation.text().contains("<")) {
            high = bound;
        } else if (relation.text().contains(">")) {
            low = bound;
        } else {
            low = bound;
            high = bound;
        }
        if (low > high) {
            throw lines.error(
                    relation.line(),
                    "the rule " + name + " from " + low + " to " + high + "; expected the lower first");
        }
        rows.add(new Row(name, terms, low, high));
    }

    private Word relation() throws IOException {
        Word word = peek();
        if (word == null || !word.isRelation()) {
            throw fault(word != null && word.is("->") ? "no indicator, which is not read" : "<=, >= or =");
        }
        at++;
        return word;
    }

    private double signedNumber() throws IOException {
        double sign = 1;
        while (true) {
            if (skip("-")) {
                sign = -sign;
            } else if (!skip("+")) {
                break;
            }
        }
        Word word = peek();
        if (word == null || word.kind() != Kind.NUMBER) {
            throw fault("a number");
        }
        at++;
        return sign * lines.number(word.text(), word.line(), "a bound");
    }

    /** Terms up to what is none: {@code 3 x - 2 y + [ x * y + z ^ 2 ] / 2}. */
    private LpTerms terms(boolean isGoal) throws IOException {
        LpTerms terms = new LpTerms();
        boolean isFirst = true;
        while (true) {
            double sign = 1;
            boolean hasSign = false;
            while (true) {
                if (skip("-")) {
                    sign = -sign;
                } else if (!skip("+")) {
                    break;
                }
                hasSign = true;
            }
            Word word = peek();
            boolean isTerm = word != null && (word.kind() != Kind.SIGN || word.is("["));
            if (!isTerm || !hasSign && !isFirst) {
                if (hasSign) {
                    throw fault("a term after the sign");
                }
                return terms;
            }
            isFirst = false;
            if (skip("[")) {
                bracket(terms, sign, isGoal);
                continue;
            }
            double coefficient = sign * coefficient();
            Word name = peek();
            if (name != null && name.kind() == Kind.NAME) {
                at++;
                terms.add(coefficient, variables.number(name));
            } else {
                terms.add(coefficient);
            }
        }
    }

    private double coefficient() throws IOException {
        Word word = peek();
        if (word == null || word.kind() != Kind.NUMBER) {
            return 1;
        }
        at++;
        return lines.number(word.text(), word.line(), "a coefficient");
    }

    private void bracket(LpTerms terms, double sign, boolean isGoal) throws IOException {
        LpTerms inner = new LpTerms();
        while (!skip("]")) {
            double own = 1;
            while (true) {
                if (skip("-")) {
                    own = -own;
                } else if (!skip("+")) {
                    break;
                }
            }
            own *= coefficient();
            int first = variable();
            if (skip("^")) {
                Word power = peek();
                if (power == null || !power.text().equals("2")) {
                    throw fault("the power 2");
                }
                at++;
                inner.add(own, first, first);
            } else if (skip("*")) {
                inner.add(own, first, variable());
            } else {
                throw fault("* or ^ 2 within brackets");
            }
        }
        double half = 1;
        if (isGoal) {
            Word two = skip("/") ? peek() : null;
            if (two == null || !two.text().equals("2")) {
                throw fault("/ 2 after the brackets of an objective");
            }
            at++;
            half = 0.5;
        }
        for (LpTerms.Term term : inner.terms()) {
            terms.add(sign * half * term.coefficient(), term.first(), term.second());
        }
    }

    private int variable() throws IOException {
        Word word = peek();
        if (word == null || word.kind() != Kind.NAME) {
            throw fault("the name of a variable");
        }
        at++;
        return variables.number(word);
    }
}
