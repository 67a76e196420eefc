// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spinglass.modelling.Constraint;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Factor;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Term;
import org.spinglass.modelling.Variable;

/**
 * Writes a model as a {@link Program} of the same best answers and the same objective. Spins are twice a binary column
 * less 1 where the format has none; a variable that is asked for its values has a binary column a value; what a soft
 * rule costs stands in the goal.
 */
final class ProgramMaker {
    private static final long MOST_OVER = 1 << 30;

    private final Model model;
    private final boolean isFree;
    private final ProgramNames names;
    private final ProgramNames rowNames;
    private final List<Program.Column> columns = new ArrayList<>();
    private final List<LpReader.Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Integer, Integer> firstIndicators = new HashMap<>();
    private final LpTerms goal = new LpTerms();

    private ProgramMaker(Model model, boolean isFree) {
        this.model = model;
        this.isFree = isFree;
        this.names = new ProgramNames(isFree);
        this.rowNames = new ProgramNames(isFree);
    }

    /**
     * Writes a model so.
     *
     * @param isFree whether the format has spins, and names of any kind
     * @throws IllegalArgumentException when a part of it cannot be said, naming it
     */
    static Program of(Model model, boolean isFree) {
        return new ProgramMaker(model, isFree).program();
    }

    private Program program() {
        for (Variable variable : model.variables()) {
            String name = names.of(variable.name());
            OptionalInt fixed = model.fixedValue(variable);
            int low = fixed.orElse(variable.low());
            int high = fixed.orElse(variable.high());
            boolean isRewritten = variable.isSpin() && !isFree;
            columns.add(
                    isRewritten
                            ? new Program.Column(name, low > 0 ? 1 : 0, high > 0 ? 1 : 0)
                            : new Program.Column(name, low, high, variable.isSpin() && low < high));
            if (isRewritten) {
                notes.add("the spin " + variable.name() + " is 2 " + name + " - 1");
            } else if (!name.equals(variable.name())) {
                notes.add(name + " is " + variable.name());
            }
        }
        new TermWriter(this, "the objective").write(1, model.objective(), goal);
        for (Constraint constraint : model.constraints()) {
            if (constraint.rule().different().isEmpty()) {
                range(constraint);
            } else {
                different(constraint);
            }
        }
        return new Program(columns, model.isMaximised(), goal.merged(), rows, notes);
    }

    private void row(String name, LpTerms terms, double low, double high) {
        LpTerms merged = terms.merged();
        rows.add(new LpReader.Row(
                rowNames.of(name),
                merged.without(merged.constant()),
                low - merged.constant(),
                high - merged.constant()));
    }

    private void range(Constraint constraint) {
        Rule rule = constraint.rule();
        LpTerms terms = new LpTerms();
        new TermWriter(this, "the rule " + constraint.name()).write(1, rule.expression(), terms);
        if (constraint.isHard()) {
            row(constraint.name(), terms, rule.low(), rule.high());
            return;
        }
        double weight = model.isMaximised() ? -constraint.weight() : constraint.weight();
        if (!terms.isLinear()) {
            throw new IllegalArgumentException("the soft rule " + constraint.name()
                    + " is not linear, so that its square is of a degree above 2; expected a linear one");
        }
        if (rule.low() == rule.high()) {
            LpTerms off = terms.merged();
            off.add(-rule.low());
            goal.addSquare(weight, off.merged());
            return;
        }
        over(constraint, terms.merged(), weight);
    }

    /** By how much a rule of whole numbers is broken is a column of its own, whose square is paid. */
    private void over(Constraint constraint, LpTerms terms, double weight) {
        double most = terms.constant();
        double least = terms.constant();
        boolean isWhole = isWhole(terms.constant());
        for (LpTerms.Term term : terms.terms()) {
            Program.Column column = columns.get(term.first());
            double a = term.coefficient() * column.low();
            double b = term.coefficient() * column.high();
            most += Math.max(a, b);
            least += Math.min(a, b);
            isWhole &= isWhole(term.coefficient());
        }
        double low = constraint.rule().low();
        double high = constraint.rule().high();
        if (!isWhole || !isWhole(low) || !isWhole(high) || most - least > MOST_OVER) {
            throw new IllegalArgumentException("the soft rule " + constraint.name()
                    + " has numbers that are not whole, or too large; expected whole ones, so that what it is broken by"
                    + " can be a variable");
        }
        int range = (int) Math.max(0, Math.max(most - high, low - least));
        int over = columns.size();
        columns.add(new Program.Column(names.of("over_" + constraint.name()), 0, range));
        notes.add(columns.getLast().name() + " is what the soft rule " + constraint.name() + " is broken by");
        if (high < Double.POSITIVE_INFINITY) {
            LpTerms upper = terms.merged();
            upper.add(-1, over);
            row(constraint.name(), upper, Double.NEGATIVE_INFINITY, high);
        }
        if (low > Double.NEGATIVE_INFINITY) {
            LpTerms lower = terms.merged();
            lower.add(1, over);
            row(constraint.name(), lower, low, Double.POSITIVE_INFINITY);
        }
        if (range <= 1) {
            goal.add(weight, over);
        } else {
            goal.add(weight, over, over);
        }
    }

    private static boolean isWhole(double value) {
        return Double.isInfinite(value) || value == Math.rint(value);
    }

    private void different(Constraint constraint) {
        SortedMap<Integer, List<LpTerms>> byValue = new TreeMap<>();
        for (Variable variable : constraint.rule().different()) {
            int step = variable.isSpin() ? 2 : 1;
            for (int value = variable.low(); value <= variable.high(); value += step) {
                byValue.computeIfAbsent(value, key -> new ArrayList<>()).add(indicator(variable, value));
            }
        }
        double weight = model.isMaximised() ? -constraint.weight() : constraint.weight();
        byValue.forEach((value, all) -> {
            LpTerms sum = new LpTerms();
            for (int a = 0; a < all.size(); a++) {
                sum.add(1, all.get(a));
                for (int b = 0; b < a && !constraint.isHard(); b++) {
                    goal.addProduct(weight, all.get(a), all.get(b));
                }
            }
            if (constraint.isHard() && all.size() > 1) {
                row(constraint.name() + " " + value, sum, Double.NEGATIVE_INFINITY, 1);
            }
        });
    }

    /** A factor of a term, linear in the columns. */
    LpTerms linear(Factor factor) {
        return factor.value().isPresent()
                ? indicator(factor.variable(), factor.value().getAsInt())
                : value(factor.variable());
    }

    private LpTerms value(Variable variable) {
        boolean isRewritten = variable.isSpin() && !isFree;
        LpTerms terms = new LpTerms();
        terms.add(isRewritten ? 2 : 1, variable.index());
        terms.add(isRewritten ? -1 : 0);
        return terms;
    }

    private LpTerms indicator(Variable variable, int value) {
        LpTerms terms = new LpTerms();
        if (variable.low() == variable.high()) {
            terms.add(1);
        } else if (variable.isSpin() || variable.high() - variable.low() == 1) {
            boolean isHigh = value == variable.high();
            if (variable.isSpin() && isFree) {
                terms.add(isHigh ? 0.5 : -0.5, variable.index());
                terms.add(0.5);
                return terms;
            }
            double off = variable.isSpin() ? 0 : variable.low(); // a column from low to low + 1
            terms.add(isHigh ? 1 : -1, variable.index());
            terms.add(isHigh ? -off : 1 + off);
        } else {
            terms.add(
                    1,
                    firstIndicators.computeIfAbsent(variable.index(), key -> ones(variable)) + value - variable.low());
        }
        return terms;
    }

    /** A binary column a value, one of which is 1. */
    private int ones(Variable variable) {
        int first = columns.size();
        LpTerms one = new LpTerms();
        LpTerms same = new LpTerms();
        same.add(-1, variable.index());
        for (int value = variable.low(); value <= variable.high(); value++) {
            one.add(1, columns.size());
            same.add(value, columns.size());
            columns.add(
                    new Program.Column(names.of(variable.name() + "_is_" + (value < 0 ? "m" + -value : value)), 0, 1));
        }
        row(variable.name() + "_one", one, 1, 1);
        row(variable.name() + "_same", same, 0, 0);
        return first;
    }

    /** The terms of an expression over columns. */
    private record TermWriter(ProgramMaker maker, String where) {
        void write(double sign, Expression expression, LpTerms into) {
            for (Term term : expression.terms()) {
                LpTerms first = null;
                LpTerms second = null;
                double constant = sign * term.coefficient();
                for (Factor factor : term.factors()) {
                    LpTerms its = maker.linear(factor);
                    if (its.terms().isEmpty()) {
                        constant *= its.constant();
                    } else if (first == null) {
                        first = its;
                    } else if (second == null) {
                        second = its;
                    } else {
                        throw new IllegalArgumentException(where + " has a product of "
                                + term.factors().size() + " variables; expected two at most in a file of this format");
                    }
                }
                if (first == null) {
                    into.add(constant);
                } else if (second == null) {
                    into.add(constant, first);
                } else {
                    into.addProduct(constant, first, second);
                }
            }
        }
    }
}
