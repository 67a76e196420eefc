// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/**
 * Lowers the cost by turning parts of an order about: variables of which no two may have the same value change values
 * with each other, the first of some neighbours with the last, the second with the last but one, and so on. In a tour,
 * place by place, two of its roads change by that and no other. Immutable.
 */
final class Reversals {
    /** Orders of fewer variables are left to exchanges. */
    private static final int LEAST = 8;

    private static final int MOST_LENGTH = 60;
    private final FlatModel flat;
    private final List<int[]> orders;

    Reversals(FlatModel flat, Incidence incidence) {
        this.flat = flat;
        this.orders = IntStream.range(0, flat.rules().size())
                .filter(r -> flat.rules().get(r) instanceof FlatRule.Groups)
                .mapToObj(r -> incidence.variablesOf[r])
                .filter(order -> order.length >= LEAST)
                .toList();
    }

    /**
     * Tries parts at random until as many as there are pairs of places bring nothing, or it is over.
     *
     * @param state that breaks nothing
     * @return whether the cost is lower
     */
    boolean run(State state, SplittableRandom random, double enough, BooleanSupplier isOver) {
        double first = state.cost();
        long idle = 0;
        while (!orders.isEmpty() && state.cost() > enough && !isOver.getAsBoolean()) {
            int[] order = orders.get(random.nextInt(orders.size()));
            int length = 2 + random.nextInt(Math.min(MOST_LENGTH, order.length) - 1);
            int start = random.nextInt(order.length - length + 1);
            double cost = state.cost();
            state.mark();
            if (isTurned(state, order, start, start + length - 1) && state.cost() < cost - state.leastGain()) {
                idle = 0;
                continue;
            }
            state.revert();
            if (++idle > (long) order.length * order.length) {
                break;
            }
        }
        return state.cost() < first - state.leastGain();
    }

    /** Turns a part about; false where a value is not allowed or a rule is broken. */
    private boolean isTurned(State state, int[] order, int from, int to) {
        for (int i = from, j = to; i < j; i++, j--) {
            int a = state.value(order[i]);
            int b = state.value(order[j]);
            if (!flat.has(order[i], b) || !flat.has(order[j], a)) {
                return false;
            }
            state.change(order[i], b);
            state.change(order[j], a);
        }
        return state.isFeasible();
    }
}
