// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;
import org.spinglass.modelling.internal.flat.Scale;

/**
 * Finds the penalty of a rule: one without slack where there is one, such as a product for "not both", and else a
 * square with as much slack as the rule leaves.
 */
final class RuleForms {
    /** Up to so many bits a clause is a product of all of them. */
    private static final int CLAUSE = 3;

    private final FlatRule.Range rule;
    private final Polynomial bits;
    private final int[] used;
    private final double least;
    private final double most;

    /** What is to be squared: the form in whole units, and the range of the slack that it takes. */
    record Form(Polynomial terms, int slackRange, double unit) {}

    RuleForms(FlatRule.Range rule, Polynomial bits) {
        this.rule = rule;
        this.bits = bits;
        this.used = IntStream.range(0, bits.terms())
                .flatMap(term -> IntStream.of(bits.atoms(term)))
                .distinct()
                .sorted()
                .toArray();
        double low = 0;
        double high = 0;
        for (int term = 0; term < bits.terms(); term++) {
            double c = bits.coefficient(term);
            low += bits.degree(term) == 0 ? c : Math.min(0, c);
            high += bits.degree(term) == 0 ? c : Math.max(0, c);
        }
        this.least = low;
        this.most = high;
    }

    /** Whether it holds whatever the bits are. */
    boolean isTrivial() {
        return rule.broken(least) == 0 && rule.broken(most) == 0;
    }

    /** Special patterns, whose penalties need no slack. */
    private enum Pattern {
        NONE,
        /** One or two bits. */
        FEW,
        /** All states but that of the least value hold, or but that of the most. */
        CLAUSE_OF_LEAST,
        CLAUSE_OF_MOST,
        /** One literal at most. */
        AT_MOST_ONE
    }

    private Pattern kind() {
        if (used.length <= 2) {
            return Pattern.FEW;
        }
        if (bits.degree() > 1) {
            return Pattern.NONE;
        }
        double size = Math.abs(bits.coefficient(bits.terms() - 1));
        boolean isEven = true;
        for (int term = 0; term < bits.terms(); term++) {
            isEven &= bits.degree(term) == 0 || Math.abs(bits.coefficient(term)) == size;
        }
        if (!isEven) {
            return Pattern.NONE;
        }
        boolean holdsBelow = rule.broken(least) == 0;
        boolean holdsAbove = rule.broken(most) == 0;
        if (used.length <= CLAUSE && !holdsBelow && rule.broken(least + size) == 0 && holdsAbove) {
            return Pattern.CLAUSE_OF_LEAST;
        }
        if (used.length <= CLAUSE && !holdsAbove && rule.broken(most - size) == 0 && holdsBelow) {
            return Pattern.CLAUSE_OF_MOST;
        }
        boolean isMost = holdsBelow && rule.broken(least + size) == 0 && rule.broken(least + 2 * size) > 0;
        return isMost && rule.isHard() ? Pattern.AT_MOST_ONE : Pattern.NONE;
    }

    /** Whether {@link #pattern} finds one. Cost: a pass over the terms. */
    boolean hasPattern() {
        return kind() != Pattern.NONE;
    }

    /** The penalty without slack of a special pattern; null where there is none. */
    @Nullable
    Polynomial pattern() {
        return switch (kind()) {
            case NONE -> null;
            case FEW -> interpolated();
            case CLAUSE_OF_LEAST -> clause(true, rule.broken(least));
            case CLAUSE_OF_MOST -> clause(false, rule.broken(most));
            case AT_MOST_ONE -> pairs();
        };
    }

    private double valueOf(int ones) {
        double sum = 0;
        for (int term = 0; term < bits.terms(); term++) {
            double product = bits.coefficient(term);
            for (int k = 0; k < bits.degree(term); k++) {
                product *= ones >> place(bits.atom(term, k)) & 1;
            }
            sum += product;
        }
        return sum;
    }

    private int place(int bit) {
        return used[0] == bit ? 0 : 1;
    }

    /** The squares of what is broken in each of four states, less their smallest if the rule must hold. */
    private Polynomial interpolated() {
        double[] cost = new double[1 << used.length];
        double smallest = Double.POSITIVE_INFINITY;
        for (int ones = 0; ones < cost.length; ones++) {
            double broken = rule.broken(valueOf(ones));
            cost[ones] = broken * broken;
            smallest = broken > 0 ? Math.min(smallest, cost[ones]) : smallest;
        }
        double scale = rule.isHard() && smallest < Double.POSITIVE_INFINITY ? 1 / smallest : 1;
        PolynomialBuilder all = new PolynomialBuilder();
        all.term(scale * cost[0]);
        for (int k = 0; k < used.length; k++) {
            all.term(scale * (cost[1 << k] - cost[0])).with(used[k]);
        }
        if (used.length == 2) {
            all.term(scale * (cost[3] - cost[2] - cost[1] + cost[0]))
                    .with(used[0])
                    .with(used[1]);
        }
        return all.build().merged(bit -> true);
    }

    /** The product that is 1 in the only state that breaks the rule: the one of the least value, or of the most. */
    private Polynomial clause(boolean isLeast, double broken) {
        Polynomial product = Polynomial.constant(rule.isHard() ? 1 : broken * broken);
        for (int term = 0; term < bits.terms(); term++) {
            if (bits.degree(term) == 1) {
                boolean isZero = bits.coefficient(term) > 0 == isLeast;
                product = product.times(literal(bits.atom(term, 0), !isZero));
            }
        }
        return product.merged(bit -> true);
    }

    private static Polynomial literal(int bit, boolean isPlain) {
        Polynomial plain = Polynomial.of(1, bit);
        return isPlain ? plain : plain.times(-1).plus(Polynomial.constant(1));
    }

    /** The number of pairs of literals that are 1 together. */
    private Polynomial pairs() {
        PolynomialBuilder all = new PolynomialBuilder(used.length * (used.length - 1) / 2);
        for (int a = 0; a < bits.terms(); a++) {
            for (int b = a + 1; b < bits.terms(); b++) {
                if (bits.degree(a) == 1 && bits.degree(b) == 1) {
                    all.add(
                            1,
                            literal(bits.atom(a, 0), bits.coefficient(a) > 0)
                                    .times(literal(bits.atom(b, 0), bits.coefficient(b) > 0)));
                }
            }
        }
        return all.build().merged(bit -> true);
    }

    /**
     * What is to be squared, without its slack: 0 for the least value that is allowed.
     *
     * @param form the same as the bits, of the first degree
     * @throws IllegalArgumentException when an inequality has no unit in which slack could be told, or too much of it
     */
    Form form(Polynomial form) {
        double known = rule.isHard() ? Scale.unit(bits) : rule.unit();
        double unit = known == 0 ? 1 : known;
        double constant = bits.constant();
        if (rule.low() == rule.high()) {
            return new Form(scaled(form, unit, rule.low()), 0, unit);
        }
        if (!rule.hasSlack()) {
            double aim = rule.low() == Double.NEGATIVE_INFINITY
                    ? rule.high() - unit
                    : rule.high() == Double.POSITIVE_INFINITY ? rule.low() + unit : (rule.low() + rule.high()) / 2;
            return new Form(scaled(form, unit, aim).times(Math.sqrt(0.5)), 0, unit);
        }
        if (known == 0) {
            throw new IllegalArgumentException("the rule " + rule.name() + " has coefficients with more than "
                    + Scale.DECIMALS + " decimals; expected fewer, or a rule without slack");
        }
        double lowest = rule.isHard() ? constant + Scale.up(rule.low() - constant, unit) : rule.low();
        double highest = rule.isHard() ? constant + Scale.down(rule.high() - constant, unit) : rule.high();
        double low = Math.max(least, lowest);
        double high = Math.min(most, highest);
        double range = Math.rint((high - low) / unit);
        if (range > 1 << 30) {
            throw new IllegalArgumentException("the rule " + rule.name() + " leaves " + range
                    + " units of slack; expected at most 2^30, of coarser coefficients, or a rule without slack");
        }
        if (range < 0) { // it never holds
            double aim = least > highest ? highest : most < lowest ? lowest : (low + high) / 2;
            return new Form(scaled(form, unit, aim), 0, unit);
        }
        return new Form(scaled(form, unit, low), (int) range, unit);
    }

    private static Polynomial scaled(Polynomial form, double unit, double aim) {
        PolynomialBuilder all = new PolynomialBuilder(form.terms() + 1);
        for (int term = 0; term < form.terms(); term++) {
            if (form.degree(term) > 0) {
                all.term(form.coefficient(term) / unit).with(form.atom(term, 0));
            }
        }
        return all.term((form.constant() - aim) / unit).build();
    }
}
