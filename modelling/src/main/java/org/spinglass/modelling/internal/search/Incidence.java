// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * Which terms and groups an atom is part of, which atoms a variable has, and which variables a rule has. Function 0 is
 * the objective, 1 + r rule r. Terms and groups with several atoms of one variable, which change together, stand apart
 * as mixed ones.
 */
final class Incidence {
    private static final int[] NONE = {};

    /** All terms, also those that stand in {@link #pairs}. */
    final long terms;

    final RuleTable rules;

    /** Of each term that is not in a matrix or a table: its coefficient, its function, and where its atoms begin in {@link #atoms}. */
    final double[] coefficient;

    final int[] function;
    final int[] starts;
    final int[] atoms;
    final int[] ruleOfGroup;
    final int[][] group;

    /** Terms of two atoms that ask for values of two variables, in a matrix or a table. */
    final ValuePairs pairs;

    /** Such terms that are in neither. */
    final PairTerms otherPairs;

    /** All other terms. */
    final Rows termsOfAtom;

    final Rows groupsOfAtom;
    final Rows mixedTermsOf;
    final Rows mixedGroupsOf;
    final int[][] variablesOf;

    /** The atom that is a variable's value; -1 where there is none. */
    private final int[] valueAtom;

    /** The largest coefficient of the objective, in size. */
    final double largestCost;

    private final Rows askedOf; // atoms that ask for a value of the variable, by that value
    private final FlatModel flat;

    Incidence(FlatModel flat) {
        this.flat = flat;
        this.rules = new RuleTable(flat);
        int count = rules.size();
        Polynomial[] functions = new Polynomial[count + 1];
        functions[0] = flat.objective();
        int groups = 0;
        for (int r = 0; r < count; r++) {
            functions[r + 1] =
                    flat.rules().get(r) instanceof FlatRule.Range range ? range.expression() : Polynomial.ZERO;
            groups += flat.rules().get(r) instanceof FlatRule.Groups g ? g.groups().length : 0;
        }
        terms = Arrays.stream(functions).mapToLong(Polynomial::terms).sum();
        valueAtom = new int[flat.variables()];
        askedOf = atomsOf(flat, valueAtom);
        int[] placeOf = placesOf();
        pairs = new ValuePairs(
                Arrays.stream(functions)
                        .map(each -> new PairSource(each, flat, placeOf))
                        .toArray(PairSource[]::new),
                askedVariables());
        int single = single(functions);
        coefficient = new double[single];
        function = new int[single];
        starts = new int[single + 1];
        ruleOfGroup = new int[groups];
        group = new int[groups][];
        BitSet arePairs = new BitSet();
        atoms = filled(functions, arePairs);
        largestCost = largest(functions[0]);
        otherPairs = PairTerms.of(
                askedVariables(),
                arePairs.stream().toArray(),
                t -> placeOf[atoms[starts[t]]],
                t -> placeOf[atoms[starts[t] + 1]]);
        ByAtom ofTerms = ByAtom.of(
                flat, single, t -> arePairs.get(t) ? NONE : Arrays.copyOfRange(atoms, starts[t], starts[t + 1]));
        termsOfAtom = ofTerms.single();
        mixedTermsOf = ofTerms.mixed();
        ByAtom ofGroups = ByAtom.of(flat, groups, g -> group[g]);
        groupsOfAtom = ofGroups.single();
        mixedGroupsOf = ofGroups.mixed();
        variablesOf = new int[count][];
        for (int r = 0; r < count; r++) {
            variablesOf[r] = variables(flat.rules().get(r));
        }
    }

    private static double largest(Polynomial terms) {
        double largest = 0;
        for (int t = 0; t < terms.terms(); t++) {
            largest = Math.max(largest, Math.abs(terms.coefficient(t)));
        }
        return largest;
    }

    private int[] placesOf() {
        int[] placeOf = new int[flat.atoms()];
        Arrays.fill(placeOf, -1);
        for (int place = 0; place < places(); place++) {
            placeOf[atomAt(place)] = place;
        }
        return placeOf;
    }

    /** Number of terms that are not in a matrix or a table. */
    private int single(Polynomial[] functions) {
        int single = 0;
        for (int f = 0; f < functions.length; f++) {
            for (int t = 0; t < functions[f].terms(); t++) {
                single += pairs.isApart(f, t) ? 0 : 1;
            }
        }
        return single;
    }

    /** Writes these terms, and the groups; notes which of the terms are products of two that ask for values. */
    private int[] filled(Polynomial[] functions, BitSet arePairs) {
        int at = 0;
        int g = 0;
        int[] all = new int[coefficient.length * 2];
        for (int f = 0; f < functions.length; f++) {
            for (int t = 0; t < functions[f].terms(); t++) {
                if (pairs.isApart(f, t)) {
                    continue;
                }
                coefficient[at] = functions[f].coefficient(t);
                function[at] = f;
                int degree = functions[f].degree(t);
                starts[at + 1] = starts[at] + degree;
                if (starts[at + 1] > all.length) {
                    all = Arrays.copyOf(all, starts[at + 1] + all.length / 2);
                }
                for (int k = 0; k < degree; k++) {
                    all[starts[at] + k] = functions[f].atom(t, k);
                }
                if (pairs.isPair(f, t)) {
                    arePairs.set(at);
                }
                at++;
            }
            if (f > 0 && flat.rules().get(f - 1) instanceof FlatRule.Groups some) {
                for (int[] one : some.groups()) {
                    ruleOfGroup[g] = f - 1;
                    group[g++] = one;
                }
            }
        }
        int used = starts[coefficient.length];
        return used == all.length ? all : Arrays.copyOf(all, used);
    }

    private int[] variables(FlatRule rule) {
        IntStream all = switch (rule) {
            case FlatRule.Range range ->
                IntStream.range(0, range.expression().terms())
                        .flatMap(t -> Arrays.stream(range.expression().atoms(t)));
            case FlatRule.Groups g -> Arrays.stream(g.groups()).flatMapToInt(Arrays::stream);
        };
        return all.map(flat::variableOf).distinct().sorted().toArray();
    }

    private static Rows atomsOf(FlatModel flat, int[] valueAtom) {
        Arrays.fill(valueAtom, -1);
        List<Integer> asking = new ArrayList<>();
        for (int atom = 0; atom < flat.atoms(); atom++) {
            if (flat.askedBy(atom) == FlatModel.VALUE) {
                valueAtom[flat.variableOf(atom)] = atom;
            } else {
                asking.add(atom);
            }
        }
        asking.sort(Comparator.comparingInt(flat::askedBy));
        int[] entries = asking.stream().mapToInt(Integer::intValue).toArray();
        int[] variables = Arrays.stream(entries).map(flat::variableOf).toArray();
        return Rows.of(flat.variables(), variables, entries, entries.length);
    }

    /** The atom that is a variable's value, or -1. */
    int valueAtom(int variable) {
        return valueAtom[variable];
    }

    /** Whether a variable is asked for its values, which then have no order. */
    boolean isAsked(int variable) {
        return askedOf.starts()[variable] < askedOf.starts()[variable + 1];
    }

    /**
     * The place of the atom that asks for a value of a variable, among all that ask by variable and value, or -1. Cost:
     * log of the values asked for.
     */
    int place(int variable, int value) {
        int low = askedOf.starts()[variable];
        int high = askedOf.starts()[variable + 1] - 1;
        int guess = low + (value - flat.low(variable)) / flat.step(variable); // where all values are asked for
        if (guess >= low && guess <= high && flat.askedBy(askedOf.entries()[guess]) == value) {
            return guess;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int asked = flat.askedBy(askedOf.entries()[middle]);
            if (asked == value) {
                return middle;
            }
            if (asked < value) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The atom of a place, or -1. */
    int atomAt(int place) {
        return place < 0 ? -1 : askedOf.entries()[place];
    }

    /** The atom that asks for a value of a variable, or -1. */
    int asking(int variable, int value) {
        return atomAt(place(variable, value));
    }

    /** Number of atoms that ask for values. */
    int places() {
        return askedOf.entries().length;
    }

    /** The variables that places belong to. */
    int[] askedVariables() {
        return Arrays.stream(askedOf.entries()).map(flat::variableOf).toArray();
    }
}
