// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * A polynomial in the variables and parameters of a {@link Model}, of any degree. Immutable; what is written with it
 * are expressions again, and with {@link #atMost}, {@link #equalTo} and the like {@link Rule}s.
 *
 * <p>Cost: an operation copies the terms of both sides. Who adds up many terms uses {@link Sum}. The names
 * {@code plus},
 * {@code minus}, {@code times} and {@code not} are those that Kotlin takes for its operators.
 */
public abstract sealed class Expression permits Variable, Parameter, Combined {
    Expression() {}

    /** The terms, over the model's atoms. */
    abstract Polynomial polynomial();

    /** The model of its variables; null of a constant. */
    abstract @Nullable Model model();

    /** A number. */
    public static Expression constant(double value) {
        return new Combined(null, Polynomial.constant(finite(value)));
    }

    /** The sum of expressions; 0 of none. */
    public static Expression sum(Expression... all) {
        Sum sum = new Sum();
        for (Expression one : all) {
            sum.add(one);
        }
        return sum.toExpression();
    }

    /** The sum of expressions; 0 of none. */
    public static Expression sum(Iterable<? extends Expression> all) {
        Sum sum = new Sum();
        all.forEach(sum::add);
        return sum.toExpression();
    }

    /**
     * The sum of numbers times variables, {@code sum_i c_i x_i}.
     *
     * @throws IllegalArgumentException when there are not as many numbers as variables
     */
    public static Expression dot(double[] coefficients, Variables variables) {
        return new Sum().add(coefficients, variables).toExpression();
    }

    /** This and another. */
    public Expression plus(Expression other) {
        return new Combined(common(other), polynomial().plus(other.polynomial()));
    }

    /** This and a number. */
    public Expression plus(double value) {
        return plus(constant(value));
    }

    /** This less another. */
    public Expression minus(Expression other) {
        return plus(other.times(-1));
    }

    /** This less a number. */
    public Expression minus(double value) {
        return plus(-value);
    }

    /** This times a number. */
    public Expression times(double factor) {
        return new Combined(model(), polynomial().times(finite(factor)));
    }

    /**
     * This times another; the product of degrees a and b has the degree a + b.
     *
     * @throws IllegalArgumentException when it has more than a hundred million terms
     */
    public Expression times(Expression other) {
        return new Combined(common(other), polynomial().times(other.polynomial()));
    }

    /** This times itself. */
    public Expression squared() {
        return times(this);
    }

    /** 1 less this: of something that is 0 or 1, whether it is not so. */
    public Expression not() {
        return times(-1).plus(1);
    }

    /** The rule that this equals a number. */
    public Rule equalTo(double value) {
        return between(value, value);
    }

    /** The rule that this equals another. */
    public Rule equalTo(Expression other) {
        return minus(other).equalTo(0);
    }

    /** The rule that this is no more than a number. */
    public Rule atMost(double value) {
        return Rule.range(this, Double.NEGATIVE_INFINITY, finite(value));
    }

    /** The rule that this is no more than another. */
    public Rule atMost(Expression other) {
        return minus(other).atMost(0);
    }

    /** The rule that this is no less than a number. */
    public Rule atLeast(double value) {
        return Rule.range(this, finite(value), Double.POSITIVE_INFINITY);
    }

    /** The rule that this is no less than another. */
    public Rule atLeast(Expression other) {
        return minus(other).atLeast(0);
    }

    /**
     * The rule that this lies within bounds.
     *
     * @throws IllegalArgumentException when the lower one is above the upper one
     */
    public Rule between(double low, double high) {
        if (low > high) {
            throw new IllegalArgumentException("between " + low + " and " + high + "; expected the lower one first");
        }
        return Rule.range(this, finite(low), finite(high));
    }

    /** The rule that another thing holds where this does, of things that are 0 or 1: this is no more than the other. */
    public Rule implies(Expression other) {
        return minus(other).atMost(0);
    }

    /**
     * Its terms, each product once, with the present values of parameters. Cost: an object a term and a factor.
     */
    public List<Term> terms() {
        Model own = model();
        Polynomial all = own == null ? polynomial().merged(atom -> false) : own.present(this);
        List<Term> terms = new ArrayList<>(all.terms());
        for (int t = 0; t < all.terms(); t++) {
            List<Factor> factors = new ArrayList<>();
            for (int k = 0; own != null && k < all.degree(t); k++) {
                factors.add(own.factor(all.atom(t, k)));
            }
            terms.add(new Term(all.coefficient(t), factors));
        }
        return terms;
    }

    final @Nullable Model common(Expression other) {
        return common(model(), other.model());
    }

    static @Nullable Model common(@Nullable Model a, @Nullable Model b) {
        if (a != null && b != null && !Objects.equals(a, b)) {
            throw new IllegalArgumentException("an expression of variables of two models; expected those of one");
        }
        return a == null ? b : a;
    }

    static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number of an expression is " + value + "; expected a finite one");
        }
        return value;
    }

    /** The terms with the names of variables, such as {@code 2 x y - z + 1}; the first twenty. */
    @Override
    public String toString() {
        return new Written(this).toString();
    }
}
