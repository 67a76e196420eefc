// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.ArrayList;
import java.util.List;
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
        Sum sum = new Sum();
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
