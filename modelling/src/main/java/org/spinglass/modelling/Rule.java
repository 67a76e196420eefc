// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to hold between variables, written with {@link Expression#atMost} and the like or with the methods here;
 * {@link Model#require} and {@link Model#prefer} make a {@link Constraint} of it. Immutable.
 */
public final class Rule {
    private final Expression expression;
    private final double low;
    private final double high;
    private final boolean hasSlack;
    private final List<Variable> different;

    private Rule(Expression expression, double low, double high, boolean hasSlack, List<Variable> different) {
        this.expression = expression;
        this.low = low;
        this.high = high;
        this.hasSlack = hasSlack;
        this.different = different;
    }

    static Rule range(Expression expression, double low, double high) {
        return new Rule(expression, low, high, true, List.of());
    }

    /** That exactly one of several things is so, each 0 or 1. */
    public static Rule exactlyOne(Expression... all) {
        return exactlyOne(Arrays.asList(all));
    }

    /** That exactly one of several things is so, each 0 or 1. */
    public static Rule exactlyOne(Iterable<? extends Expression> all) {
        return Expression.sum(all).equalTo(1);
    }

    /** That no two of several things are so, each 0 or 1. */
    public static Rule atMostOne(Expression... all) {
        return atMostOne(Arrays.asList(all));
    }

    /** That no two of several things are so, each 0 or 1. */
    public static Rule atMostOne(Iterable<? extends Expression> all) {
        return Expression.sum(all).atMost(1);
    }

    /** That at least one of several things is so, each 0 or 1. */
    public static Rule anyOf(Expression... all) {
        return anyOf(Arrays.asList(all));
    }

    /** That at least one of several things is so, each 0 or 1. */
    public static Rule anyOf(Iterable<? extends Expression> all) {
        return Expression.sum(all).atLeast(1);
    }

    /**
     * That no two of several variables have the same value. It is broken by the number of pairs that have.
     *
     * @throws IllegalArgumentException when there are fewer than two
     */
    public static Rule allDifferent(Collection<Variable> variables) {
        if (variables.size() < 2) {
            throw new IllegalArgumentException(
                    variables.size() + " variables that are all different; expected at least 2");
        }
        return new Rule(Expression.constant(0), 0, 0, true, List.copyOf(variables));
    }

    /** That no two of several variables have the same value. */
    public static Rule allDifferent(Variable... variables) {
        return allDifferent(Arrays.asList(variables));
    }

    /**
     * The same without bits for slack: an inequality {@code h >= 0} is then told to the sampler as
     * {@code (h - 1)^2 / 2}
     * in units of its smallest step, the unbalanced penalty. It takes no bits, but prefers states that hold it barely,
     * with one unit to spare, to those that hold it amply, and the least energy may belong to a state that is not the
     * best or breaks the rule. What an answer says of the rule is exact as ever. For inequalities of large range that
     * are nearly tight in good answers.
     */
    public Rule withoutSlack() {
        return new Rule(expression, low, high, false, different);
    }

    boolean hasSlack() {
        return hasSlack;
    }

    /** What is to lie within bounds; 0 where variables are to be different. */
    public Expression expression() {
        return expression;
    }

    /** What it is to be at least; minus infinity where that is open. */
    public double low() {
        return low;
    }

    /** What it is to be at most; infinite where that is open. */
    public double high() {
        return high;
    }

    /** The variables that are to be different; none of a rule of bounds. */
    public List<Variable> different() {
        return different;
    }

    @Nullable
    Model model() {
        Model common = expression.model();
        for (Variable variable : different) {
            common = Expression.common(common, variable.model());
        }
        return common;
    }

    @Override
    public String toString() {
        if (!different.isEmpty()) {
            return "all different: "
                    + String.join(", ", different.stream().map(Variable::name).toList());
        }
        if (low == high) {
            return expression + " = " + Written.number(low);
        }
        return (low == Double.NEGATIVE_INFINITY ? "" : Written.number(low) + " <= ")
                + expression
                + (high == Double.POSITIVE_INFINITY ? "" : " <= " + Written.number(high));
    }
}
