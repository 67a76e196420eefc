// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.BitSet;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/**
 * Values of all variables, with those of the objective and the rules, kept up to date change by change. Cost of a
 * change: the terms of the
 * variable. For one thread.
 */
final class State {
    private final FlatModel flat;
    private final Incidence incidence;
    private final int[] values;
    private final BitSet kept = new BitSet();
    private final double[] value;
    private final int[] ones;
    private final double[] weights;
    private final int[] brokenRules;
    private final int[] placeOfBroken;
    private int broken;

    private final double[] delta;
    private final int[] touched;
    private final int[] seen;
    private int turn;
    private int touchedCount;

    /** Of the change tried last: of broken rules that must hold, by their weights. */
    private double violationChange;

    /** Of the change tried last: of objective and soft rules. */
    private double costChange;

    State(FlatModel flat, Incidence incidence, int[] values) {
        int rules = flat.rules().size();
        this.flat = flat;
        this.incidence = incidence;
        this.values = values.clone();
        this.value = new double[rules + 1];
        this.ones = new int[incidence.group.length];
        this.weights = new double[rules];
        this.brokenRules = new int[rules];
        this.placeOfBroken = new int[rules];
        this.delta = new double[rules + 1];
        this.touched = new int[rules + 1];
        this.seen = new int[rules + 1];
        Arrays.fill(placeOfBroken, -1);
        evaluate();
        for (int r = 0; r < rules; r++) {
            weights[r] = 1 / sizeOf(flat.rules().get(r));
            note(r);
        }
    }

    private static double sizeOf(FlatRule rule) {
        if (!(rule instanceof FlatRule.Range range) || range.expression().terms() == 0) {
            return 1;
        }
        double sum = 0;
        for (int t = 0; t < range.expression().terms(); t++) {
            sum += Math.abs(range.expression().coefficient(t));
        }
        return sum > 0 ? sum / range.expression().terms() : 1;
    }

    private void evaluate() {
        value[0] = flat.value(flat.objective(), values);
        for (int g = 0; g < ones.length; g++) {
            for (int atom : incidence.group[g]) {
                ones[g] += flat.atom(atom, values[flat.variableOf(atom)]);
            }
        }
        for (int r = 0; r < flat.rules().size(); r++) {
            value[r + 1] = flat.rules().get(r) instanceof FlatRule.Range range
                    ? flat.value(range.expression(), values)
                    : flat.broken(flat.rules().get(r), values);
        }
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

    boolean isFeasible() {
        return broken == 0;
    }

    int brokenRules() {
        return broken;
    }

    int brokenRule(int k) {
        return brokenRules[k];
    }

    private double brokenBy(int rule, double at) {
        return flat.rules().get(rule) instanceof FlatRule.Range range ? range.broken(at) : Math.max(0, at);
    }

    /** Computes what a change would do. */
    void consider(int v, int to) {
        touchedCount = 0;
        if (++turn == 0) { // all turns were used
            Arrays.fill(seen, 0);
            turn = 1;
        }
        int from = values[v];
        for (int t : incidence.termsOf[v]) {
            double rest = incidence.coefficient[t];
            double before = 1;
            double after = 1;
            for (int atom : incidence.atoms[t]) {
                int u = flat.variableOf(atom);
                if (u == v) {
                    before *= flat.atom(atom, from);
                    after *= flat.atom(atom, to);
                } else {
                    rest *= flat.atom(atom, values[u]);
                }
            }
            touch(incidence.function[t], rest * (after - before));
        }
        for (int g : incidence.groupsOf[v]) {
            for (int atom : incidence.group[g]) {
                if (flat.variableOf(atom) == v) {
                    int change = flat.atom(atom, to) - flat.atom(atom, from);
                    touch(incidence.ruleOfGroup[g] + 1, change > 0 ? ones[g] : change < 0 ? 1 - ones[g] : 0);
                }
            }
        }
        violationChange = 0;
        costChange = 0;
        for (int k = 0; k < touchedCount; k++) {
            int f = touched[k];
            if (f == 0) {
                costChange += delta[0];
                continue;
            }
            FlatRule rule = flat.rules().get(f - 1);
            double before = brokenBy(f - 1, value[f]);
            double after = brokenBy(f - 1, value[f] + delta[f]);
            if (rule.isHard()) {
                violationChange += weights[f - 1] * (after - before);
            } else {
                costChange += FlatModel.cost(rule, after) - FlatModel.cost(rule, before);
            }
        }
    }

    private void touch(int f, double change) {
        if (seen[f] == turn) {
            delta[f] += change;
            return;
        }
        seen[f] = turn;
        touched[touchedCount++] = f;
        delta[f] = change;
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
        for (int g : incidence.groupsOf[v]) {
            for (int atom : incidence.group[g]) {
                if (flat.variableOf(atom) == v) {
                    ones[g] += flat.atom(atom, to) - flat.atom(atom, values[v]);
                }
            }
        }
        values[v] = to;
        for (int k = 0; k < touchedCount; k++) {
            int f = touched[k];
            value[f] += delta[f];
            if (f > 0) {
                note(f - 1);
            }
        }
    }

    private void note(int rule) {
        boolean isBroken = flat.rules().get(rule).isHard() && brokenBy(rule, value[rule + 1]) > 0;
        int place = placeOfBroken[rule];
        if (isBroken && place < 0) {
            placeOfBroken[rule] = broken;
            brokenRules[broken++] = rule;
        } else if (!isBroken && place >= 0) {
            int last = brokenRules[--broken];
            brokenRules[place] = last;
            placeOfBroken[last] = place;
            placeOfBroken[rule] = -1;
        }
    }

    /** Makes the rules that are broken now count for more. */
    void press() {
        for (int k = 0; k < broken; k++) {
            weights[brokenRules[k]] += 1 / sizeOf(flat.rules().get(brokenRules[k]));
        }
    }
}
