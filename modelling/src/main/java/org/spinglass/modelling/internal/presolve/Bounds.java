// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.List;
import org.spinglass.compute.Halt;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/** Bounds of variables, narrowed by rules that must hold. */
final class Bounds {
    private static final double ROUNDING = 1e-9;

    private final FlatModel given;
    private final int[] low;
    private final int[] high;
    private boolean isContradiction;
    private boolean isChanged;

    Bounds(FlatModel given) {
        this.given = given;
        this.low = new int[given.variables()];
        this.high = new int[given.variables()];
        for (int v = 0; v < low.length; v++) {
            low[v] = given.low(v);
            high[v] = given.high(v);
        }
    }

    Bounds copy() {
        Bounds copy = new Bounds(model(List.of()));
        copy.isContradiction = isContradiction;
        return copy;
    }

    int low(int variable) {
        return low[variable];
    }

    int high(int variable) {
        return high[variable];
    }

    /** Whether a variable has two values. */
    boolean hasTwo(int variable) {
        return high[variable] - low[variable] == given.step(variable);
    }

    boolean isContradiction() {
        return isContradiction;
    }

    /** Variables with one value. */
    int fixed() {
        int fixed = 0;
        for (int v = 0; v < low.length; v++) {
            fixed += low[v] == high[v] ? 1 : 0;
        }
        return fixed;
    }

    /** Variables with fewer values than they had, and more than one. */
    int narrowed() {
        int narrowed = 0;
        for (int v = 0; v < low.length; v++) {
            boolean isNarrower = low[v] > given.low(v) || high[v] < given.high(v);
            narrowed += isNarrower && low[v] < high[v] ? 1 : 0;
        }
        return narrowed;
    }

    FlatModel model(List<FlatRule> rules) {
        return given.with(low.clone(), high.clone(), rules);
    }

    void fix(int variable, int value) {
        low[variable] = value;
        high[variable] = value;
    }

    /** Goes through all rules once, or as far as a {@link Halt} lets it; whether anything changed. */
    boolean narrow(List<FlatRule> rules) {
        isChanged = false;
        for (FlatRule rule : rules) {
            if (rule.isHard() && !isContradiction && !Halt.isCalled()) {
                switch (rule) {
                    case FlatRule.Range range -> narrow(range);
                    case FlatRule.Groups groups -> narrow(groups);
                }
            }
        }
        return isChanged;
    }

    private void narrow(FlatRule.Range rule) {
        FlatModel now = given.with(low, high, List.of());
        Polynomial terms = rule.expression();
        double least = now.least(terms);
        double most = now.most(terms);
        boolean isEmpty = rule.low() - rule.high() > ROUNDING * (1 + Math.abs(rule.high()));
        if (isEmpty || least > rule.high() && rule.broken(least) > 0 || most < rule.low() && rule.broken(most) > 0) {
            isContradiction = true;
            return;
        }
        if (terms.degree() > 1) {
            return;
        }
        for (int t = 0; t < terms.terms() && !isContradiction; t++) {
            if (terms.degree(t) == 1) {
                narrow(rule, now, terms.coefficient(t), terms.atom(t, 0), least, most);
            }
        }
    }

    /** What a rule leaves to an atom when all others are where they help most. */
    private void narrow(FlatRule.Range rule, FlatModel now, double c, int atom, double least, double most) {
        double a = c * now.leastOf(atom);
        double b = c * now.mostOf(atom);
        double slackAbove = rule.high() - (least - Math.min(a, b)); // c * atom is no more
        double slackBelow = rule.low() - (most - Math.max(a, b)); // and no less
        double margin = ROUNDING * (1 + Math.abs(least) + Math.abs(most));
        double atMost = (c > 0 ? slackAbove + margin : slackBelow - margin) / c;
        double atLeast = (c > 0 ? slackBelow - margin : slackAbove + margin) / c;
        int v = now.variableOf(atom);
        if (now.askedBy(atom) == FlatModel.VALUE) {
            int step = now.step(v);
            int from = given.low(v);
            if (atMost < high[v]) {
                lower(v, from + step * Math.floor((atMost - from) / step + ROUNDING));
            }
            if (atLeast > low[v]) {
                raise(v, from + step * Math.ceil((atLeast - from) / step - ROUNDING));
            }
            return;
        }
        if (atMost < 1 - ROUNDING) {
            exclude(v, now.askedBy(atom));
        }
        if (atLeast > ROUNDING) {
            lower(v, now.askedBy(atom));
            raise(v, now.askedBy(atom));
        }
    }

    private void lower(int v, double value) {
        if (value < high[v]) {
            isChanged = true;
            isContradiction |= value < low[v];
            high[v] = (int) Math.max(low[v], value);
        }
    }

    private void raise(int v, double value) {
        if (value > low[v]) {
            isChanged = true;
            isContradiction |= value > high[v];
            low[v] = (int) Math.min(high[v], value);
        }
    }

    /** Bounds can only leave out the values at their ends. */
    private void exclude(int v, int value) {
        if (low[v] == value) {
            raise(v, (double) value + given.step(v));
        } else if (high[v] == value) {
            lower(v, (double) value - given.step(v));
        }
    }

    private void narrow(FlatRule.Groups rule) {
        FlatModel now = given.with(low, high, List.of());
        for (int[] group : rule.groups()) {
            int taken = -1;
            for (int atom : group) {
                if (now.leastOf(atom) == 1) {
                    isContradiction |= taken >= 0;
                    taken = atom;
                }
            }
            for (int atom : group) {
                if (taken >= 0 && atom != taken && now.mostOf(atom) == 1 && !isContradiction) {
                    boolean isValue = now.askedBy(atom) == FlatModel.VALUE;
                    exclude(now.variableOf(atom), isValue ? 1 : now.askedBy(atom));
                }
            }
        }
    }
}
