// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Lowers the cost by changes of one variable, and of two at once, that break nothing. */
final class Descent {
    private static final int PARTNERS = 60;
    private final FlatModel flat;
    private final Incidence incidence;
    private final Alternatives alternatives;

    Descent(FlatModel flat, Incidence incidence, Alternatives alternatives) {
        this.flat = flat;
        this.incidence = incidence;
        this.alternatives = alternatives;
    }

    /**
     * Goes down until nothing lowers the cost.
     *
     * @param enough a cost that is good enough; looked at after each pass over the variables
     * @param isOver asked now and then; ends it early
     */
    void run(State state, SplittableRandom random, double enough, BooleanSupplier isOver) {
        boolean isImproved = true;
        while (isImproved && state.cost() > enough) {
            isImproved = false;
            int start = random.nextInt(flat.variables());
            for (int k = 0; k < flat.variables(); k++) {
                if (isOver.getAsBoolean()) {
                    return;
                }
                isImproved |= improve(state, (start + k) % flat.variables(), random, isOver);
            }
        }
    }

    private boolean improve(State state, int v, SplittableRandom random, BooleanSupplier isOver) {
        int from = state.value(v);
        for (int to : alternatives.most(state, v, random)) {
            state.consider(v, to);
            double cost = state.costChange();
            if (state.violationChange() <= 0) {
                if (cost < -state.leastGain()) {
                    state.change(v, to);
                    return true;
                }
                continue;
            }
            if (isOver.getAsBoolean()) {
                return false;
            }
            state.change(v, to);
            if (isSwapped(state, v, from, cost) || isMended(state, v, cost, random)) {
                return true;
            }
            state.change(v, from);
        }
        return false;
    }

    /** Gives who is in the way the value that was left, where that lowers the cost and mends all. */
    private boolean isSwapped(State state, int v, int from, double cost) {
        int[] rivals = state.rivals(v, 2);
        if (rivals.length != 1) {
            return false;
        }
        int u = rivals[0];
        boolean isValue = flat.has(u, from) && from != state.value(u);
        return isValue && !state.isKept(u) && isTaken(state, u, from, cost);
    }

    /** A second change that mends what the first one broke, and lowers the cost with it. */
    private boolean isMended(State state, int v, double cost, SplittableRandom random) {
        int[] rivals = state.rivals(v, PARTNERS);
        int[] variables = rivals.length > 0 ? rivals : incidence.variablesOf[state.brokenRule(0)];
        int tried = Math.min(PARTNERS, variables.length);
        int start = random.nextInt(variables.length);
        for (int k = 0; k < tried; k++) {
            int u = variables[(start + k) % variables.length];
            if (u == v) {
                continue;
            }
            for (int to : alternatives.some(state, u, random)) {
                if (isTaken(state, u, to, cost)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes a second change if all rules hold then and the cost, with that of the first, is lower. */
    private boolean isTaken(State state, int u, int to, double cost) {
        int before = state.value(u);
        state.consider(u, to);
        if (state.violationChange() < 0 && cost + state.costChange() < -state.leastGain()) {
            state.change(u, to);
            if (state.isFeasible()) {
                return true;
            }
            state.change(u, before);
        }
        return false;
    }
}
