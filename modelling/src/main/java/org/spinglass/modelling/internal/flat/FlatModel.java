// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A model in arrays: variables of whole values within bounds, a function to minimise, and rules. An atom is the value
 * of a variable, or whether it has a certain value (1 or 0). Immutable.
 */
public final class FlatModel {
    /** In place of a value: the atom is the variable's value itself. */
    public static final int VALUE = Integer.MIN_VALUE;

    private final int[] low;
    private final int[] high;
    private final int[] step;
    private final int[] atomVariable;
    private final int[] atomValue;
    private final Polynomial objective;
    private final List<FlatRule> rules;

    /**
     * Takes the arrays over.
     *
     * @param low least value of each variable
     * @param high greatest value
     * @param step distance of values: 2 of a spin, else 1
     * @param atomVariable the variable of each atom
     * @param atomValue the value that an atom asks for, or {@link #VALUE}
     * @param objective to be minimised
     * @param rules whose terms are merged, as the objective's are
     */
    public FlatModel(
            int[] low,
            int[] high,
            int[] step,
            int[] atomVariable,
            int[] atomValue,
            Polynomial objective,
            List<FlatRule> rules) {
        this.low = low;
        this.high = high;
        this.step = step;
        this.atomVariable = atomVariable;
        this.atomValue = atomValue;
        this.objective = objective;
        this.rules = List.copyOf(rules);
    }

    /** Number of variables. */
    public int variables() {
        return low.length;
    }

    /** The least value of a variable. */
    public int low(int variable) {
        return low[variable];
    }

    /** The greatest value of a variable. */
    public int high(int variable) {
        return high[variable];
    }

    /** How far its values are apart. */
    public int step(int variable) {
        return step[variable];
    }

    /** Whether a value is one of a variable's. */
    public boolean has(int variable, int value) {
        return value >= low[variable] && value <= high[variable] && (value - low[variable]) % step[variable] == 0;
    }

    /** How many values a variable has. */
    public int values(int variable) {
        return (high[variable] - low[variable]) / step[variable] + 1;
    }

    /** Whether all of some variables have the same values. */
    public boolean areAlike(int[] variables) {
        int first = variables[0];
        return Arrays.stream(variables)
                .allMatch(v -> low[v] == low[first] && high[v] == high[first] && step[v] == step[first]);
    }

    /** Number of atoms. */
    public int atoms() {
        return atomVariable.length;
    }

    /** The variable of an atom. */
    public int variableOf(int atom) {
        return atomVariable[atom];
    }

    /** The value that an atom asks for, or {@link #VALUE}. */
    public int askedBy(int atom) {
        return atomValue[atom];
    }

    /** What an atom is when its variable has a value. */
    public int atom(int atom, int value) {
        return atomValue[atom] == VALUE ? value : value == atomValue[atom] ? 1 : 0;
    }

    /** What is to be minimised. */
    public Polynomial objective() {
        return objective;
    }

    /** The rules. */
    public List<FlatRule> rules() {
        return rules;
    }

    /** The same with other bounds and rules. */
    public FlatModel with(int[] newLow, int[] newHigh, List<FlatRule> newRules) {
        return new FlatModel(newLow, newHigh, step, atomVariable, atomValue, objective, newRules);
    }

    /** Number of terms and of atoms in groups, of the objective and all rules. */
    public long size() {
        long size = objective.terms();
        for (FlatRule rule : rules) {
            switch (rule) {
                case FlatRule.Range range -> size += range.expression().terms();
                case FlatRule.Groups groups -> {
                    for (int[] group : groups.groups()) {
                        size += group.length;
                    }
                }
            }
        }
        return size;
    }

    /** The same model with another objective and other rules. */
    public FlatModel with(Polynomial newObjective, List<FlatRule> newRules) {
        return new FlatModel(low, high, step, atomVariable, atomValue, newObjective, newRules);
    }

    /** The value of a polynomial. */
    public double value(Polynomial polynomial, int[] values) {
        return polynomial.value(forMany(polynomial, atom -> atom(atom, values[atomVariable[atom]])));
    }

    /** The same by a table of all atoms, where a polynomial has more terms than there are atoms. */
    private IntUnaryOperator forMany(Polynomial polynomial, IntUnaryOperator ofAtom) {
        if (polynomial.terms() <= atoms()) {
            return ofAtom;
        }
        int[] all = new int[atoms()];
        Arrays.setAll(all, ofAtom);
        return atom -> all[atom];
    }

    /** By how much a rule is broken; 0 where it holds. */
    public double broken(FlatRule rule, int[] values) {
        return switch (rule) {
            case FlatRule.Range range -> range.broken(value(range.expression(), values));
            case FlatRule.Groups groups -> {
                long pairs = 0;
                for (int[] group : groups.groups()) {
                    long ones = 0;
                    for (int atom : group) {
                        ones += atom(atom, values[atomVariable[atom]]);
                    }
                    pairs += ones * (ones - 1) / 2;
                }
                yield pairs;
            }
        };
    }

    /** What breaking a soft rule by so much costs. */
    public static double cost(FlatRule rule, double broken) {
        return rule.weight() * (rule instanceof FlatRule.Range ? broken * broken : broken);
    }

    /** The objective and what soft rules cost: what is minimised. */
    public double cost(int[] values) {
        double sum = value(objective, values);
        for (FlatRule rule : rules) {
            if (!rule.isHard()) {
                sum += cost(rule, broken(rule, values));
            }
        }
        return sum;
    }

    /** Whether all rules that must hold do. */
    public boolean isFeasible(int[] values) {
        return rules.stream().allMatch(rule -> !rule.isHard() || broken(rule, values) == 0);
    }

    /** What a polynomial cannot be less than. */
    public double least(Polynomial polynomial) {
        return bound(polynomial, true);
    }

    /** What a polynomial cannot be more than. */
    public double most(Polynomial polynomial) {
        return bound(polynomial, false);
    }

    private double bound(Polynomial polynomial, boolean isLeast) {
        return polynomial.bound(forMany(polynomial, this::leastOf), forMany(polynomial, this::mostOf), isLeast);
    }

    /** The least that an atom can be. */
    public int leastOf(int atom) {
        int v = atomVariable[atom];
        return atomValue[atom] == VALUE || low[v] == high[v] ? atom(atom, low[v]) : 0;
    }

    /** The most that an atom can be. */
    public int mostOf(int atom) {
        int v = atomVariable[atom];
        boolean isOut = atomValue[atom] < low[v] || atomValue[atom] > high[v];
        return atomValue[atom] == VALUE || low[v] == high[v] ? atom(atom, high[v]) : isOut ? 0 : 1;
    }

    /** Whether the square of an atom is the atom. */
    public boolean isIdempotent(int atom) {
        int v = atomVariable[atom];
        return atomValue[atom] != VALUE || low[v] >= 0 && high[v] <= 1;
    }
}
