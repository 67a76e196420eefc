// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * Repairs and improves values on the rules and the objective themselves, without penalties: changes of one variable
 * that mend broken rules, then
 * changes of one and of two at once that lower the cost and break nothing. Safe for several threads.
 */
public final class LocalSearch {
    private static final int[] NONE = {};
    private static final int VALUES = 12;
    private static final int TRIED = 40;
    private static final int RECENT = 4;
    private static final int PARTNERS = 60;
    private static final int KICKS = 20;
    private static final int KICKED = 3;
    private static final int REPAIR_STEPS = 5000;
    private static final int KICK_STEPS = 200;

    /** Variables and terms that kicks look at, so that large models are kicked less often. */
    private static final long KICK_WORK = 20_000;

    private static final double LEAST_GAIN = 1e-12;

    private final FlatModel flat;
    private final Incidence incidence;

    /** For a model. Cost: a pass over its terms. */
    public LocalSearch(FlatModel flat) {
        this.flat = flat;
        this.incidence = new Incidence(flat);
    }

    /**
     * The values repaired, if that succeeds, and improved.
     *
     * @param seed fixes the order of what is tried
     * @param isOver asked now and then; ends the search early
     */
    public int[] improved(int[] values, long seed, BooleanSupplier isOver) {
        return improved(values, seed, Double.NEGATIVE_INFINITY, isOver);
    }

    /**
     * The same up to a cost.
     *
     * @param enough a cost that is good enough; looked at after each pass over the variables
     */
    public int[] improved(int[] values, long seed, double enough, BooleanSupplier isOver) {
        State state = new State(flat, incidence, values);
        SplittableRandom random = new SplittableRandom(seed);
        repair(state, random, REPAIR_STEPS, isOver);
        if (!state.isFeasible()) {
            return state.brokenRules() < new State(flat, incidence, values).brokenRules() ? state.values() : values;
        }
        descend(state, random, enough, isOver);
        return kicked(state, random, enough, isOver);
    }

    /**
     * Other values: so many variables changed at random and kept so, all others repaired.
     *
     * @param values to begin with
     * @param changes variables to change, at least 1
     * @param isImproved whether the others are improved as well
     * @param seed fixes what is changed, and the order of what is tried
     * @param isOver asked now and then; ends the search early
     * @return empty where rules stay broken, or fewer variables have other values
     */
    public Optional<int[]> moved(int[] values, int changes, boolean isImproved, long seed, BooleanSupplier isOver) {
        State state = new State(flat, incidence, values);
        SplittableRandom random = new SplittableRandom(seed);
        int left = changes;
        for (int tried = 0; tried < 4 * changes + TRIED && left > 0; tried++) {
            int v = random.nextInt(flat.variables());
            int[] others = alternatives(state, v, random);
            if (others.length > 0) {
                state.change(v, others[random.nextInt(others.length)]);
                state.keep(v);
                left--;
            }
        }
        repair(state, random, REPAIR_STEPS, isOver);
        if (left > 0 || !state.isFeasible()) {
            return Optional.empty();
        }
        if (isImproved) {
            descend(state, random, Double.NEGATIVE_INFINITY, isOver);
        }
        return Optional.of(state.values());
    }

    /** The best of what a few random changes, repair and descent lead to, again and again from the best. */
    private int[] kicked(State first, SplittableRandom random, double enough, BooleanSupplier isOver) {
        int[] best = first.values();
        double cost = flat.cost(best);
        long work = 0;
        for (int kick = 0; kick < KICKS && work < KICK_WORK && cost > enough && !isOver.getAsBoolean(); kick++) {
            State state = new State(flat, incidence, best);
            for (int k = 0; k < KICKED; k++) {
                int v = random.nextInt(flat.variables());
                int[] others = alternatives(state, v, random);
                if (others.length > 0) {
                    state.change(v, others[random.nextInt(others.length)]);
                }
            }
            repair(state, random, KICK_STEPS, isOver);
            if (state.isFeasible()) {
                descend(state, random, enough, isOver);
                double now = flat.cost(state.values());
                if (now < cost - LEAST_GAIN) {
                    best = state.values();
                    cost = now;
                }
            }
            work += (long) flat.variables() + incidence.coefficient.length;
        }
        return best;
    }

    private void repair(State state, SplittableRandom random, int steps, BooleanSupplier isOver) {
        int[] changed = new int[flat.variables()];
        java.util.Arrays.fill(changed, -RECENT);
        for (int step = 1; step <= steps && !state.isFeasible(); step++) {
            if (step % 16 == 0 && isOver.getAsBoolean()) {
                return;
            }
            int rule = state.brokenRule(random.nextInt(state.brokenRules()));
            int[] variables = incidence.variablesOf[rule];
            int tried = Math.min(TRIED, variables.length);
            int start = variables.length == 0 ? 0 : random.nextInt(variables.length);
            int stride = variables.length <= TRIED ? 1 : 1 + random.nextInt(variables.length / TRIED);
            int best = -1;
            int to = 0;
            double least = Double.POSITIVE_INFINITY;
            double cost = 0;
            for (int k = 0; k < tried; k++) {
                int v = variables[(int) ((start + (long) k * stride) % variables.length)];
                if (step - changed[v] < RECENT) {
                    continue;
                }
                for (int value : alternatives(state, v, random)) {
                    state.consider(v, value);
                    double violation = state.violationChange();
                    if (violation < least - LEAST_GAIN || violation <= least && state.costChange() < cost) {
                        least = violation;
                        cost = state.costChange();
                        best = v;
                        to = value;
                    }
                }
            }
            if (best < 0 || least >= 0) {
                state.press();
            }
            if (best >= 0) {
                state.change(best, to);
                changed[best] = step;
            }
        }
    }

    /** Other values of a variable: all of few, else those that are powers of two away, and the ends; none of one kept. */
    private int[] alternatives(State state, int v, SplittableRandom random) {
        if (state.isKept(v)) {
            return NONE;
        }
        int count = flat.values(v);
        int now = state.value(v);
        int low = flat.low(v);
        int high = flat.high(v);
        int step = flat.step(v);
        int[] all = new int[Math.min(count, VALUES * 6)];
        int size = 0;
        if (count <= VALUES) {
            for (int value = low; value <= high; value += step) {
                if (value != now) {
                    all[size++] = value;
                }
            }
        } else {
            for (int far = 1; far < count && size < all.length - 3; far <<= 1) {
                if ((long) now + (long) far * step <= high) {
                    all[size++] = now + far * step;
                }
                if ((long) now - (long) far * step >= low) {
                    all[size++] = now - far * step;
                }
            }
            all[size++] = low + step * random.nextInt(count);
        }
        return java.util.Arrays.copyOf(all, size);
    }

    private void descend(State state, SplittableRandom random, double enough, BooleanSupplier isOver) {
        boolean isImproved = true;
        while (isImproved && (enough == Double.NEGATIVE_INFINITY || flat.cost(state.values()) > enough)) {
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
        for (int to : alternatives(state, v, random)) {
            state.consider(v, to);
            double cost = state.costChange();
            if (state.violationChange() <= 0) {
                if (cost < -LEAST_GAIN) {
                    state.change(v, to);
                    return true;
                }
                continue;
            }
            if (isOver.getAsBoolean()) {
                return false;
            }
            state.change(v, to);
            if (partner(state, v, cost, random)) {
                return true;
            }
            state.change(v, from);
        }
        return false;
    }

    /** A second change that mends what the first one broke, and lowers the cost with it. */
    private boolean partner(State state, int v, double cost, SplittableRandom random) {
        int[] variables = incidence.variablesOf[state.brokenRule(0)];
        int tried = Math.min(PARTNERS, variables.length);
        int start = random.nextInt(variables.length);
        for (int k = 0; k < tried; k++) {
            int u = variables[(start + k) % variables.length];
            if (u == v) {
                continue;
            }
            int before = state.value(u);
            for (int to : alternatives(state, u, random)) {
                state.consider(u, to);
                if (state.violationChange() < 0 && cost + state.costChange() < -LEAST_GAIN) {
                    state.change(u, to);
                    if (state.isFeasible()) {
                        return true;
                    }
                    state.change(u, before);
                }
            }
        }
        return false;
    }
}
