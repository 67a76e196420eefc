// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * Values of all variables, with those of the objective and the rules, kept up to date change by change. Cost of a
 * change: the terms and groups of the atoms that change, which of a variable that is asked for its values are two. For
 * one thread.
 */
final class State {
    /** Changes of what is broken that are no more than this are rounding, and of the cost, in parts of its terms. */
    static final double LEAST_GAIN = 1e-12;

    private final FlatModel flat;
    private final Incidence incidence;
    private final RuleTable rules;
    private final int[] values;
    private final int[] now; // of each atom
    private final int[] places; // of the atoms that ask for the values now; -1 where there is none
    private final BitSet kept = new BitSet();
    private final double[] value;
    private final int[] ones;
    private final double[] weights;
    private final NumberSet broken; // of the rules that must hold
    private final NumberSet brokenSoft;
    private final Conflicts conflicts;
    private double cost;

    private final Deltas deltas;

    private final int[] marked; // values of variables that were changed since the mark
    private final NumberSet changed;
    private final @Nullable PairFields fields;
    private final double leastGain;

    /** Of the change tried last: of broken rules that must hold, by their weights. */
    private double violationChange;

    /** Of the change tried last: of objective and soft rules. */
    private double costChange;

    State(FlatModel flat, Incidence incidence, int[] values) {
        this.flat = flat;
        this.incidence = incidence;
        this.rules = incidence.rules;
        int count = rules.size();
        this.values = values.clone();
        this.now = new int[flat.atoms()];
        this.places = new int[values.length];
        Arrays.setAll(places, v -> incidence.place(v, values[v]));
        this.value = new double[count + 1];
        this.ones = new int[incidence.group.length];
        this.weights = new double[count];
        this.broken = new NumberSet(count);
        this.brokenSoft = new NumberSet(count);
        this.conflicts = new Conflicts(flat, incidence, ones, now);
        this.deltas = new Deltas(count + 1);
        this.marked = new int[values.length];
        this.changed = new NumberSet(values.length);
        DensePairs dense = incidence.pairs.dense();
        this.fields = dense == null ? null : new PairFields(dense, places);
        this.leastGain = LEAST_GAIN * Math.max(1, incidence.largestCost);
        evaluate();
        for (int r = 0; r < count; r++) {
            weights[r] = rules.unit(r);
            note(r);
        }
    }

    private void evaluate() {
        for (int atom = 0; atom < now.length; atom++) {
            int v = flat.variableOf(atom);
            now[atom] = v < 0 ? 0 : flat.atom(atom, values[v]);
        }
        for (int t = 0; t < incidence.coefficient.length; t++) {
            value[incidence.function[t]] += product(t, -1);
        }
        value[incidence.pairs.function()] += incidence.pairs.value(places);
        for (int g = 0; g < ones.length; g++) {
            for (int atom : incidence.group[g]) {
                ones[g] += now[atom];
            }
            value[incidence.ruleOfGroup[g] + 1] += pairs(ones[g]);
        }
        cost = value[0];
        for (int r = 0; r < rules.size(); r++) {
            cost += rules.isHard(r) ? 0 : rules.cost(r, rules.broken(r, value[r + 1]));
        }
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

    int[] values() {
        return values.clone();
    }

    /** Marks a variable as one that stays as it is. */
    void keep(int variable) {
        kept.set(variable);
    }

    boolean isKept(int variable) {
        return kept.get(variable);
    }

    int value(int variable) {
        return values[variable];
    }

    /** The places of the atoms that ask for the values of all variables, a copy; -1 where there is none. */
    int[] places() {
        return places.clone();
    }

    /** The objective and what soft rules cost. */
    double cost() {
        return cost;
    }

    /** Changes of the cost that are no more than this are rounding. */
    double leastGain() {
        return leastGain;
    }

    boolean isFeasible() {
        return broken.size() == 0;
    }

    int brokenRules() {
        return broken.size();
    }

    int brokenRule(int k) {
        return broken.get(k);
    }

    int brokenSoftRules() {
        return brokenSoft.size();
    }

    int brokenSoftRule(int k) {
        return brokenSoft.get(k);
    }

    /** Computes what a change would do. */
    void consider(int v, int to) {
        deltas.clear();
        int from = values[v];
        if (to != from) {
            considerAtom(incidence.valueAtom(v), to - from);
            considerPlace(places[v], -1);
            considerPlace(incidence.place(v, to), 1);
            considerMixed(v, to);
        }
        violationChange = 0;
        costChange = 0;
        for (int k = 0; k < deltas.size(); k++) {
            int f = deltas.function(k);
            if (f == 0) {
                costChange += deltas.change(k);
                continue;
            }
            double before = rules.broken(f - 1, value[f]);
            double after = rules.broken(f - 1, value[f] + deltas.change(k));
            if (rules.isHard(f - 1)) {
                violationChange += weights[f - 1] * (after - before);
            } else {
                costChange += rules.cost(f - 1, after) - rules.cost(f - 1, before);
            }
        }
    }

    /** An atom that asks for a value, if there is one. */
    private void considerPlace(int place, int change) {
        if (place >= 0) {
            considerAtom(incidence.atomAt(place), change);
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
    private void considerAtom(int atom, int change) {
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

    private void considerMixed(int v, int to) {
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

    double violationChange() {
        return violationChange;
    }

    double costChange() {
        return costChange;
    }

    /** Makes a change. */
    void change(int v, int to) {
        consider(v, to);
        int from = values[v];
        if (changed.add(v)) {
            marked[v] = from;
        }
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
        cost += costChange;
        for (int k = 0; k < deltas.size(); k++) {
            int f = deltas.function(k);
            value[f] += deltas.change(k);
            if (f > 0) {
                note(f - 1);
            }
        }
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

    private void note(int rule) {
        NumberSet its = rules.isHard(rule) ? broken : brokenSoft;
        if (rules.broken(rule, value[rule + 1]) > 0) {
            its.add(rule);
        } else {
            its.remove(rule);
        }
    }

    /** Makes a rule count for more. */
    void press(int rule) {
        weights[rule] += rules.unit(rule);
    }

    /** The values now are those to which {@link #revert} goes back. */
    void mark() {
        changed.clear();
    }

    /** Goes back to the values of the last {@link #mark}. Cost: as many changes as there are variables that differ. */
    void revert() {
        for (int k = 0; k < changed.size(); k++) {
            int v = changed.get(k);
            if (values[v] != marked[v]) {
                change(v, marked[v]);
            }
        }
        changed.clear();
    }

    /** Whether a variable is in a group of which more than one atom is 1. */
    boolean isCrowded(int v) {
        return conflicts.areAny(v, values[v]);
    }

    /** The others that are 1 in such groups of a variable's, so many at most. */
    int[] rivals(int v, int most) {
        return conflicts.of(v, values[v], most);
    }
}
