// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Mends broken rules, by changes of one variable. */
final class Repair {
    private static final int TRIED = 40;
    private static final int RECENT = 4;
    private final FlatModel flat;
    private final Incidence incidence;
    private final Alternatives alternatives;

    Repair(FlatModel flat, Incidence incidence, Alternatives alternatives) {
        this.flat = flat;
        this.incidence = incidence;
        this.alternatives = alternatives;
    }

    /**
     * Walks until no rule is broken, or for so many steps, and ends where the fewest were.
     *
     * @param isOver asked now and then; ends it early
     */
    void best(State state, SplittableRandom random, long steps, BooleanSupplier isOver) {
        settle(state, random, isOver);
        walk(state, random, steps, isOver, true);
    }

    /** As {@link #best}, of a few steps that end where they end, and leave the mark of the state alone. */
    void brief(State state, SplittableRandom random, long steps, BooleanSupplier isOver) {
        walk(state, random, steps, isOver, false);
    }

    /** Gives each variable that is in the way of another the value that is least in the way, and then costs least. */
    private void settle(State state, SplittableRandom random, BooleanSupplier isOver) {
        for (int v = 0; v < flat.variables() && !state.isFeasible(); v++) {
            if (incidence.isAsked(v) && !state.isKept(v) && state.isCrowded(v)) {
                if (isOver.getAsBoolean()) {
                    return;
                }
                Choice best = new Choice();
                for (int value : alternatives.most(state, v, random)) {
                    best.look(state, v, value);
                }
                if (best.violation < 0) {
                    state.change(v, best.value);
                }
            }
        }
    }

    private void walk(State state, SplittableRandom random, long steps, BooleanSupplier isOver, boolean isMarked) {
        long[] changed = new long[flat.variables()];
        Arrays.fill(changed, -RECENT);
        int fewest = state.brokenRules();
        if (isMarked) {
            state.mark();
        }
        for (long step = 1; step <= steps && !state.isFeasible(); step++) {
            if (step % 16 == 0 && isOver.getAsBoolean()) {
                break;
            }
            int rule = state.brokenRule(random.nextInt(state.brokenRules()));
            Choice best = chosen(state, rule, random, changed, step);
            if (best.variable < 0 || best.violation >= 0) {
                state.press(rule);
            }
            if (best.variable >= 0) {
                state.change(best.variable, best.value);
                changed[best.variable] = step;
            }
            if (isMarked && state.brokenRules() < fewest) {
                fewest = state.brokenRules();
                state.mark();
            }
        }
        if (isMarked && state.brokenRules() > fewest) {
            state.revert();
        }
    }

    /** The change that mends most, of variables of a rule that were not changed just before. */
    private Choice chosen(State state, int rule, SplittableRandom random, long[] changed, long step) {
        int[] variables = incidence.variablesOf[rule];
        int tried = Math.min(TRIED, variables.length);
        int start = variables.length == 0 ? 0 : random.nextInt(variables.length);
        int stride = variables.length <= TRIED ? 1 : 1 + random.nextInt(variables.length / TRIED);
        Choice best = new Choice();
        for (int k = 0; k < tried; k++) {
            int v = variables[(int) ((start + (long) k * stride) % variables.length)];
            if (step - changed[v] >= RECENT) {
                for (int value : alternatives.some(state, v, random)) {
                    best.look(state, v, value);
                }
            }
        }
        return best;
    }

    /** The best change of those looked at. */
    private static final class Choice {
        private int variable = -1;
        private int value;
        private double violation = Double.POSITIVE_INFINITY;
        private double cost;

        void look(State state, int v, int to) {
            state.consider(v, to);
            double change = state.violationChange();
            if (change < violation - State.LEAST_GAIN || change <= violation && state.costChange() < cost) {
                violation = change;
                cost = state.costChange();
                variable = v;
                value = to;
            }
        }
    }
}
