// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * Values of all variables, with those of the atoms and the ones of the groups, and what a change of a variable does to
 * the functions. Cost of a change: the terms and groups of the atoms that change, which of a variable that is asked for
 * its values are two. For one thread.
 */
final class Assignment {
    private final FlatModel flat;
    private final Incidence incidence;
    private final int[] values;
    private final int[] now; // of each atom
    private final int[] places; // of the atoms that ask for the values now; -1 where there is none
    private final int[] ones; // atoms of each group that are 1
    private final @Nullable PairFields fields;
    private final Conflicts conflicts;

    Assignment(FlatModel flat, Incidence incidence, int[] values) {
        this.flat = flat;
        this.incidence = incidence;
        this.values = values.clone();
        this.now = new int[flat.atoms()];
        for (int atom = 0; atom < now.length; atom++) {
            now[atom] = flat.atom(atom, values[flat.variableOf(atom)]);
        }
        this.places = new int[values.length];
        Arrays.setAll(places, v -> incidence.place(v, values[v]));
        this.ones = new int[incidence.group.length];
        for (int g = 0; g < ones.length; g++) {
            for (int atom : incidence.group[g]) {
                ones[g] += now[atom];
            }
        }
        this.conflicts = new Conflicts(flat, incidence, ones, now);
        DensePairs dense = incidence.pairs.dense();
        this.fields = dense == null ? null : new PairFields(dense, places);
    }

    int value(int variable) {
        return values[variable];
    }

    /** The values of all variables, a copy. */
    int[] values() {
        return values.clone();
    }

    /** The places of the atoms that ask for the values of all variables, a copy; -1 where there is none. */
    int[] places() {
        return places.clone();
    }

    /** Who is in whose way. */
    Conflicts conflicts() {
        return conflicts;
    }

    /** The values of the functions. Cost: all terms. */
    double[] functions() {
        double[] value = new double[incidence.rules.size() + 1];
        for (int t = 0; t < incidence.coefficient.length; t++) {
            value[incidence.function[t]] += product(t, -1);
        }
        value[incidence.pairs.function()] += incidence.pairs.value(places);
        for (int g = 0; g < ones.length; g++) {
            value[incidence.ruleOfGroup[g] + 1] += pairs(ones[g]);
        }
        return value;
    }

    /** A term, but for one atom. */
    private double product(int term, int without) {
        double product = incidence.coefficient[term];
        int end = incidence.starts[term + 1];
        for (int k = incidence.starts[term]; k < end && product != 0; k++) {
            int atom = incidence.atoms[k];
            product *= atom == without ? 1 : now[atom];
        }
        return product;
    }

    private static double pairs(int ones) {
        return 0.5 * ones * (ones - 1);
    }

    /** Adds what a change of a variable would do to the functions. */
    void consider(int v, int to, Deltas deltas) {
        int from = values[v];
        if (to != from) {
            considerAtom(incidence.valueAtom(v), to - from, deltas);
            considerPlace(places[v], -1, deltas);
            considerPlace(incidence.place(v, to), 1, deltas);
            considerMixed(v, to, deltas);
        }
    }

    /** An atom that asks for a value, if there is one. */
    private void considerPlace(int place, int change, Deltas deltas) {
        if (place >= 0) {
            considerAtom(incidence.atomAt(place), change, deltas);
            incidence.otherPairs.forEach(
                    place, places, t -> deltas.add(incidence.function[t], incidence.coefficient[t] * change));
            PairTable table = incidence.pairs.table();
            if (table != null) {
                deltas.add(table.function(), table.sum(place, places) * change);
            } else if (fields != null) {
                deltas.add(fields.function(), fields.at(place) * change);
            }
        }
    }

    /** Terms and groups in which an atom, if there is one, is the only one of its variable. */
    private void considerAtom(int atom, int change, Deltas deltas) {
        if (atom < 0) {
            return;
        }
        Rows terms = incidence.termsOfAtom;
        int end = terms.starts()[atom + 1];
        for (int k = terms.starts()[atom]; k < end; k++) {
            int t = terms.entries()[k];
            double rest = product(t, atom);
            if (rest != 0) {
                deltas.add(incidence.function[t], rest * change);
            }
        }
        Rows groups = incidence.groupsOfAtom;
        end = groups.starts()[atom + 1];
        for (int k = groups.starts()[atom]; k < end; k++) {
            int g = groups.entries()[k];
            deltas.add(incidence.ruleOfGroup[g] + 1, change > 0 ? ones[g] : 1 - ones[g]);
        }
    }

    private void considerMixed(int v, int to, Deltas deltas) {
        Rows terms = incidence.mixedTermsOf;
        for (int k = terms.starts()[v]; k < terms.starts()[v + 1]; k++) {
            int t = terms.entries()[k];
            double rest = incidence.coefficient[t];
            double before = 1;
            double after = 1;
            for (int p = incidence.starts[t]; p < incidence.starts[t + 1]; p++) {
                int atom = incidence.atoms[p];
                if (flat.variableOf(atom) == v) {
                    before *= now[atom];
                    after *= flat.atom(atom, to);
                } else {
                    rest *= now[atom];
                }
            }
            deltas.add(incidence.function[t], rest * (after - before));
        }
        Rows groups = incidence.mixedGroupsOf;
        for (int k = groups.starts()[v]; k < groups.starts()[v + 1]; k++) {
            int g = groups.entries()[k];
            deltas.add(incidence.ruleOfGroup[g] + 1, pairs(ones[g] + mixedChange(g, v, to)) - pairs(ones[g]));
        }
    }

    private int mixedChange(int g, int v, int to) {
        int change = 0;
        for (int atom : incidence.group[g]) {
            change += flat.variableOf(atom) == v ? flat.atom(atom, to) - now[atom] : 0;
        }
        return change;
    }

    /** Gives a variable another value. */
    void set(int v, int to) {
        int from = values[v];
        Rows mixed = incidence.mixedGroupsOf;
        for (int k = mixed.starts()[v]; k < mixed.starts()[v + 1]; k++) {
            ones[mixed.entries()[k]] += mixedChange(mixed.entries()[k], v, to);
        }
        values[v] = to;
        places[v] = incidence.place(v, to);
        if (fields != null) {
            fields.note(v);
        }
        turnAtom(incidence.valueAtom(v), to - from);
        turnAtom(incidence.asking(v, from), -1);
        turnAtom(incidence.asking(v, to), 1);
    }

    private void turnAtom(int atom, int change) {
        if (atom < 0) {
            return;
        }
        now[atom] += change;
        Rows groups = incidence.groupsOfAtom;
        for (int k = groups.starts()[atom]; k < groups.starts()[atom + 1]; k++) {
            ones[groups.entries()[k]] += change;
        }
    }
}
