// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;
import org.spinglass.modelling.internal.flat.Scale;

/** Makes arrays of a {@link Model} as it is now. */
final class Flattening {
    private final Model model;
    private final Store store;
    private final FlatModel frame;

    Flattening(Model model) {
        this.model = model;
        this.store = model.store();
        this.frame = of(Polynomial.ZERO, List.of());
    }

    FlatModel frame() {
        return frame;
    }

    FlatModel flat() {
        if (model.size() == 0) {
            throw new IllegalArgumentException("a model without variables; expected at least one");
        }
        Polynomial objective = present(model.objective().polynomial());
        List<FlatRule> rules = new ArrayList<>();
        for (Constraint constraint : model.constraints()) {
            rules.add(rule(constraint));
        }
        return of(model.isMaximised() ? objective.times(-1) : objective, rules);
    }

    private FlatModel of(Polynomial objective, List<FlatRule> rules) {
        return new FlatModel(
                store.lows(),
                store.highs(),
                store.steps(),
                store.atomVariables(),
                store.atomValues(),
                objective,
                rules);
    }

    private FlatRule rule(Constraint constraint) {
        Rule rule = constraint.rule();
        if (rule.different().isEmpty()) {
            Polynomial expression = present(rule.expression().polynomial());
            double constant = expression.constant();
            Polynomial varying = expression.plus(Polynomial.constant(-constant)).merged(frame::isIdempotent);
            double low = rule.low() - constant;
            double high = rule.high() - constant;
            double unit = 0;
            if (!constraint.isHard() && low < high) {
                Polynomial counted = counted(varying);
                unit = Scale.unit(counted);
                if (unit > 0) {
                    low = counted.constant() + Scale.up(low - counted.constant(), unit);
                    high = counted.constant() + Scale.down(high - counted.constant(), unit);
                    if (low > high) { // nothing lies between; what is nearest is best
                        low = (low + high) / 2;
                        high = low;
                    }
                }
            }
            return new FlatRule.Range(
                    constraint.name(), constraint.weight(), varying, low, high, unit, rule.hasSlack());
        }
        SortedMap<Integer, List<Integer>> byValue = new TreeMap<>();
        for (Variable variable : rule.different()) {
            int v = variable.index();
            for (int value = store.low(v); value <= store.high(v); value += store.step(v)) {
                byValue.computeIfAbsent(value, key -> new ArrayList<>()).add(store.indicator(v, value));
            }
        }
        int[][] groups = byValue.values().stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new FlatRule.Groups(constraint.name(), constraint.weight(), groups);
    }

    /**
     * The same in variables that count values from the least as 0, whose unit is that of what the polynomial can be.
     */
    private Polynomial counted(Polynomial varying) {
        PolynomialBuilder all = new PolynomialBuilder(varying.terms());
        for (int term = 0; term < varying.terms(); term++) {
            Polynomial product = Polynomial.constant(varying.coefficient(term));
            for (int k = 0; k < varying.degree(term); k++) {
                int atom = varying.atom(term, k);
                int v = frame.variableOf(atom);
                boolean isValue = frame.askedBy(atom) == FlatModel.VALUE;
                product = product.times(Polynomial.constant(isValue ? frame.low(v) : 0)
                        .plus(Polynomial.of(isValue ? frame.step(v) : 1, atom)));
            }
            all.add(1, product);
        }
        return all.build()
                .merged(atom -> frame.askedBy(atom) != FlatModel.VALUE || frame.values(frame.variableOf(atom)) <= 2);
    }

    /** Without parameters, and with each product once. */
    Polynomial present(Polynomial given) {
        return withoutParameters(given).merged(frame::isIdempotent);
    }

    private Polynomial withoutParameters(Polynomial given) {
        if (!given.hasAtom(store::isParameter)) {
            for (int term = 0; term < given.terms(); term++) {
                Expression.finite(given.coefficient(term));
            }
            return given;
        }
        PolynomialBuilder present = new PolynomialBuilder(given.terms());
        for (int term = 0; term < given.terms(); term++) {
            double coefficient = given.coefficient(term);
            for (int k = 0; k < given.degree(term); k++) {
                int atom = given.atom(term, k);
                coefficient *= store.isParameter(atom) ? store.parameterValue(atom) : 1;
            }
            present.term(Expression.finite(coefficient));
            for (int k = 0; k < given.degree(term); k++) {
                if (!store.isParameter(given.atom(term, k))) {
                    present.with(given.atom(term, k));
                }
            }
        }
        return present.build();
    }
}
