// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/**
 * Anneals the order of values that are all different, where that is the only rule and the objective asks for values of
 * one or two variables a term, as of tours and assignments: two values are exchanged, or a part of the order is turned
 * about, and that is kept by Metropolis' rule. Of the two kinds of moves the one that is kept more often is made more
 * often. For one thread.
 */
final class OrderAnnealing {
    /** Shorter orders are left to descents. */
    private static final int LEAST = 8;

    private static final int MOST_LENGTH = 60;
    private static final int SAMPLED = 1000;

    /** The first temperature is so far up among the costs of random moves, the last one a hundredth of it. */
    private static final double QUANTILE = 0.05;

    private static final double LAST = 0.01;

    /** Moves after which clock, temperature and shares are looked at. */
    private static final int PACE = 256;

    private final FlatModel flat;
    private final OrderCosts costs;
    private final int[] order;
    private final boolean areAlike; // any value of one is one of all others

    private OrderAnnealing(FlatModel flat, OrderCosts costs, int[] order) {
        this.flat = flat;
        this.costs = costs;
        this.order = order;
        int first = order[0];
        this.areAlike = Arrays.stream(order)
                .allMatch(v -> flat.low(v) == flat.low(first)
                        && flat.high(v) == flat.high(first)
                        && flat.step(v) == flat.step(first));
    }

    /** Null of other models. */
    static @Nullable OrderAnnealing of(FlatModel flat, Incidence incidence) {
        boolean isOrder = flat.rules().size() == 1
                && flat.rules().getFirst() instanceof FlatRule.Groups groups
                && groups.isHard()
                && incidence.variablesOf[0].length >= LEAST;
        OrderCosts costs = isOrder ? OrderCosts.of(flat, incidence, incidence.variablesOf[0]) : null;
        return costs == null ? null : new OrderAnnealing(flat, costs, incidence.variablesOf[0]);
    }

    /**
     * Anneals once, from the values that a state has.
     *
     * @param state that breaks nothing; ends at the best values, which are those that it has where none are better
     * @param enough a cost that is good enough
     * @param nanos that it is to take
     * @param isOver asked now and then; ends it early
     * @return whether the cost is lower
     */
    boolean run(State state, SplittableRandom random, double enough, long nanos, BooleanSupplier isOver) {
        costs.look(state);
        int[] best = new int[order.length];
        double first = state.cost();
        double cost = first;
        double least = first;
        double hot = hot(random);
        long began = System.nanoTime();
        Share turns = new Share();
        double part = 0;
        while (part < 1 && least > enough && !isOver.getAsBoolean()) {
            double temperature = hot * Math.pow(LAST, part);
            for (int k = 0; k < PACE; k++) {
                boolean isTurn = random.nextDouble() < turns.share;
                double change = move(random, isTurn, temperature);
                turns.note(isTurn, change != 0);
                cost += change;
                if (cost < least - state.leastGain()) {
                    least = cost;
                    Arrays.setAll(best, costs::value);
                }
            }
            turns.fade();
            part = (double) (System.nanoTime() - began) / nanos;
        }
        return least < first && isTaken(state, best, first);
    }

    /** How many of the moves turn a part about: as they are kept, beside exchanges, of late. */
    private static final class Share {
        private static final double FADING = 0.99;
        private static final double LEAST_SHARE = 0.05;

        private double share = 0.5;
        private final double[] made = new double[2];
        private final double[] kept = new double[2];

        void note(boolean isTurn, boolean isKept) {
            int kind = isTurn ? 1 : 0;
            made[kind]++;
            kept[kind] += isKept ? 1 : 0;
        }

        void fade() {
            double exchanging = (kept[0] + 1) / (made[0] + 1);
            double turning = (kept[1] + 1) / (made[1] + 1);
            share = Math.clamp(turning / (turning + exchanging), LEAST_SHARE, 1 - LEAST_SHARE);
            for (int kind = 0; kind < 2; kind++) {
                made[kind] *= FADING;
                kept[kind] *= FADING;
            }
        }
    }

    /** What a move that costs little costs. */
    private double hot(SplittableRandom random) {
        double[] changes = new double[SAMPLED];
        int size = 0;
        for (int k = 0; k < SAMPLED; k++) {
            boolean isTurn = k % 2 == 1;
            int from = random.nextInt(order.length);
            int to = other(random, isTurn, from);
            if (isAllowed(isTurn, from, to)) {
                double change = isTurn ? costs.turned(from, to) : costs.exchanged(from, to);
                changes[size] = change;
                size += change > 0 ? 1 : 0;
            }
        }
        Arrays.sort(changes, 0, size);
        return size == 0 ? 1 : changes[(int) (QUANTILE * size)];
    }

    /** A random move, kept or taken back; the change of the cost, 0 where it was taken back. */
    private double move(SplittableRandom random, boolean isTurn, double temperature) {
        int from = random.nextInt(order.length);
        int to = other(random, isTurn, from);
        if (!isAllowed(isTurn, from, to)) {
            return 0;
        }
        double change = isTurn ? costs.turned(from, to) : costs.exchanged(from, to);
        if (change > 0 && random.nextDouble() >= Math.exp(-change / temperature)) {
            return 0;
        }
        if (isTurn) {
            costs.turn(from, to);
        } else {
            costs.exchange(from, to);
        }
        return change;
    }

    private int other(SplittableRandom random, boolean isTurn, int from) {
        int n = order.length;
        return isTurn ? from + 1 + random.nextInt(Math.min(MOST_LENGTH, n - 1)) : random.nextInt(n);
    }

    private boolean isAllowed(boolean isTurn, int from, int to) {
        if (to >= order.length || to == from) {
            return false;
        }
        boolean isAllowed = true;
        for (int i = from, j = to; !areAlike && isAllowed && (i == from || isTurn && i < j); i++, j--) {
            isAllowed = flat.has(order[i], costs.value(j)) && flat.has(order[j], costs.value(i));
        }
        return isAllowed;
    }

    /** Goes to better values. */
    private boolean isTaken(State state, int[] best, double before) {
        state.mark();
        for (int k = 0; k < best.length; k++) {
            if (state.value(order[k]) != best[k]) {
                state.change(order[k], best[k]);
            }
        }
        if (state.isFeasible() && state.cost() < before) {
            return true;
        }
        state.revert();
        return false;
    }
}
