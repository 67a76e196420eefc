// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.BitSet;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * An {@link Assignment} of values, with those of the objective and the rules, what is broken and what it costs, kept up
 * to date change by change. For one thread.
 */
final class State {
    /** Changes of what is broken that are no more than this are rounding, and of the cost, in parts of its terms. */
    static final double LEAST_GAIN = 1e-12;

    private final RuleTable rules;
    private final Assignment assignment;
    private final BitSet kept = new BitSet();
    private final double[] value; // of each function
    private final double[] weights;
    private final NumberSet broken; // of the rules that must hold
    private final NumberSet brokenSoft;
    private final Deltas deltas;
    private double cost;

    private final int[] marked; // values of variables that were changed since the mark
    private final NumberSet changed;
    private final double leastGain;

    /** Of the change tried last: of broken rules that must hold, by their weights. */
    private double violationChange;

    /** Of the change tried last: of objective and soft rules. */
    private double costChange;

    State(FlatModel flat, Incidence incidence, int[] values) {
        this.rules = incidence.rules;
        this.assignment = new Assignment(flat, incidence, values);
        this.value = assignment.functions();
        int count = rules.size();
        this.weights = new double[count];
        this.broken = new NumberSet(count);
        this.brokenSoft = new NumberSet(count);
        this.deltas = new Deltas(count + 1);
        this.marked = new int[values.length];
        this.changed = new NumberSet(values.length);
        this.leastGain = LEAST_GAIN * Math.max(1, incidence.largestCost);
        this.cost = value[0];
        for (int r = 0; r < count; r++) {
            cost += rules.isHard(r) ? 0 : rules.cost(r, rules.broken(r, value[r + 1]));
            weights[r] = rules.unit(r);
            note(r);
        }
    }

    int[] values() {
        return assignment.values();
    }

    /** Marks a variable as one that stays as it is. */
    void keep(int variable) {
        kept.set(variable);
    }

    boolean isKept(int variable) {
        return kept.get(variable);
    }

    int value(int variable) {
        return assignment.value(variable);
    }

    /** The places of the atoms that ask for the values of all variables, a copy; -1 where there is none. */
    int[] places() {
        return assignment.places();
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
        assignment.consider(v, to, deltas);
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

    double violationChange() {
        return violationChange;
    }

    double costChange() {
        return costChange;
    }

    /** Makes a change. */
    void change(int v, int to) {
        consider(v, to);
        if (changed.add(v)) {
            marked[v] = assignment.value(v);
        }
        assignment.set(v, to);
        cost += costChange;
        for (int k = 0; k < deltas.size(); k++) {
            int f = deltas.function(k);
            value[f] += deltas.change(k);
            if (f > 0) {
                note(f - 1);
            }
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
            if (assignment.value(v) != marked[v]) {
                change(v, marked[v]);
            }
        }
        changed.clear();
    }

    /** Whether a variable is in a group of which more than one atom is 1. */
    boolean isCrowded(int v) {
        return assignment.conflicts().areAny(v, assignment.value(v));
    }

    /** The others that are 1 in such groups of a variable's, so many at most. */
    int[] rivals(int v, int most) {
        return assignment.conflicts().of(v, assignment.value(v), most);
    }
}
