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
 * one or two variables a term, as of tours and assignments: two values are exchanged, a part of the order is turned about,
 * or some values are taken elsewhere, and that is kept by Metropolis' rule. Kinds of moves that are kept more often are
 * made more often. For one thread.
 */
final class OrderAnnealing {
    /** Shorter orders are left to descents. */
    private static final int LEAST = 8;

    private enum Move {
        EXCHANGE,
        TURN,
        SHIFT
    }

    private static final int MOST_LENGTH = 60;

    /** Values that are taken elsewhere together. */
    private static final int MOST_SHIFTED = 3;

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
    private final Move[] moves; // exchanges alone where they are not alike

    private Move move = Move.EXCHANGE; // the one drawn last, and where it is
    private int from;
    private int middle;
    private int to;

    private OrderAnnealing(FlatModel flat, OrderCosts costs, int[] order) {
        this.flat = flat;
        this.costs = costs;
        this.order = order;
        this.areAlike = flat.areAlike(order);
        this.moves = areAlike ? Move.values() : new Move[] {Move.EXCHANGE};
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
        MoveShares shares = new MoveShares(moves.length);
        double part = 0;
        while (part < 1 && least > enough && !isOver.getAsBoolean()) {
            double temperature = hot * Math.pow(LAST, part);
            for (int k = 0; k < PACE; k++) {
                int drawn = shares.drawn(random);
                double change = made(moves[drawn], random, temperature);
                int positions = move == Move.EXCHANGE ? 2 : to - from + 1;
                shares.note(drawn, change != 0, costs.looks(positions));
                cost += change;
                if (cost < least - state.leastGain()) {
                    least = cost;
                    Arrays.setAll(best, costs::value);
                }
            }
            shares.settle();
            part = (double) (System.nanoTime() - began) / nanos;
        }
        return least < first && isTaken(state, best, first);
    }

    /** What a move that costs little costs. */
    private double hot(SplittableRandom random) {
        double[] changes = new double[SAMPLED];
        int size = 0;
        for (int k = 0; k < SAMPLED; k++) {
            changes[size] = isDrawn(moves[k % moves.length], random) ? change() : 0;
            size += changes[size] > 0 ? 1 : 0;
        }
        Arrays.sort(changes, 0, size);
        return size == 0 ? 1 : changes[(int) (QUANTILE * size)];
    }

    /** A random move, if it is kept; the change of the cost. */
    private double made(Move kind, SplittableRandom random, double temperature) {
        if (!isDrawn(kind, random)) {
            return 0;
        }
        double change = change();
        if (change > 0 && random.nextDouble() >= Math.exp(-change / temperature)) {
            return 0;
        }
        switch (move) {
            case EXCHANGE -> costs.exchange(from, to);
            case TURN -> costs.turn(from, to);
            case SHIFT -> costs.shift(from, middle, to);
        }
        return change;
    }

    /** Draws a move; false where it cannot be made. */
    private boolean isDrawn(Move kind, SplittableRandom random) {
        int n = order.length;
        move = kind;
        from = random.nextInt(n);
        switch (kind) {
            case EXCHANGE -> to = random.nextInt(n);
            case TURN -> to = from + 1 + random.nextInt(Math.min(MOST_LENGTH, n - 1));
            case SHIFT -> {
                int few = 1 + random.nextInt(MOST_SHIFTED);
                int many = 1 + random.nextInt(Math.min(MOST_LENGTH, n - 1));
                boolean isUp = random.nextBoolean();
                middle = from + (isUp ? few : many);
                to = middle + (isUp ? many : few) - 1;
            }
        }
        boolean isMove = to < n && to != from;
        return isMove && (areAlike || flat.has(order[from], costs.value(to)) && flat.has(order[to], costs.value(from)));
    }

    private double change() {
        return switch (move) {
            case EXCHANGE -> costs.exchanged(from, to);
            case TURN -> costs.turned(from, to);
            case SHIFT -> costs.shifted(from, middle, to);
        };
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
