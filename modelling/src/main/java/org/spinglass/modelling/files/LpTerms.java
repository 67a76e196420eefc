// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;

/** Terms over the numbers of variables that are not yet made. */
final class LpTerms {
    private final List<Term> terms = new ArrayList<>();
    private double constant;

    /** A number times one or two variables; the second is -1 of one. */
    record Term(double coefficient, int first, int second) {}

    void add(double value) {
        constant += value;
    }

    void add(double coefficient, int variable) {
        terms.add(new Term(coefficient, variable, -1));
    }

    void add(double coefficient, int first, int second) {
        terms.add(new Term(coefficient, first, second));
    }

    /** Adds so many times others. */
    void add(double factor, LpTerms others) {
        constant += factor * others.constant;
        for (Term term : others.terms) {
            terms.add(new Term(factor * term.coefficient(), term.first(), term.second()));
        }
    }

    /** Adds so many times the product of two that are linear. */
    void addProduct(double factor, LpTerms a, LpTerms b) {
        constant += factor * a.constant * b.constant;
        for (Term x : a.terms) {
            add(factor * b.constant * x.coefficient(), x.first());
            for (Term y : b.terms) {
                add(factor * x.coefficient() * y.coefficient(), x.first(), y.first());
            }
        }
        for (Term y : b.terms) {
            add(factor * a.constant * y.coefficient(), y.first());
        }
    }

    void addSquare(double factor, LpTerms linear) {
        addProduct(factor, linear, linear);
    }

    /** The same with each product once, and none that is 0. */
    LpTerms merged() {
        Map<Long, Double> sums = new LinkedHashMap<>();
        for (Term term : terms) {
            int first = term.second() < 0 ? term.first() : Math.min(term.first(), term.second());
            int second = term.second() < 0 ? -1 : Math.max(term.first(), term.second());
            sums.merge((long) first << 32 | second & 0xffffffffL, term.coefficient(), Double::sum);
        }
        LpTerms merged = new LpTerms();
        merged.constant = constant;
        sums.forEach((key, sum) -> {
            if (sum != 0) {
                merged.terms.add(new Term(sum, (int) (key >> 32), (int) (long) key));
            }
        });
        return merged;
    }

    /** The same less a number. */
    LpTerms without(double value) {
        LpTerms less = new LpTerms();
        less.terms.addAll(terms);
        less.constant = constant - value;
        return less;
    }

    List<Term> terms() {
        return terms;
    }

    double constant() {
        return constant;
    }

    boolean isLinear() {
        return terms.stream().allMatch(term -> term.second() < 0);
    }

    Expression over(IntFunction<Variable> variables) {
        Sum sum = new Sum(terms.size() + 1);
        for (Term term : terms) {
            Variable x = variables.apply(term.first());
            if (term.second() < 0) {
                sum.add(term.coefficient(), x);
            } else {
                sum.addProduct(term.coefficient(), x, variables.apply(term.second()));
            }
        }
        return (constant == 0 ? sum : sum.add(constant)).toExpression();
    }
}
