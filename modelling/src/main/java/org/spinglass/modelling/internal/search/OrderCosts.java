// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * What changes of an order of values cost, where nothing costs anything but that one variable has a value, or two have
 * values of theirs. Positions are those of variables in the order. For one thread.
 */
sealed interface OrderCosts permits ChainCosts, PairCosts {
    /**
     * Of a model, for an order of some of its variables.
     *
     * @return null where something else costs something
     */
    static @Nullable OrderCosts of(FlatModel flat, Incidence incidence, int[] order) {
        Polynomial objective = flat.objective();
        if (!flat.rules().stream().allMatch(FlatRule::isHard)) {
            return null;
        }
        double[] single = new double[incidence.places()];
        for (int term = 0; term < objective.terms(); term++) {
            if (objective.degree(term) == 1) {
                int atom = objective.atom(term, 0);
                if (flat.askedBy(atom) == FlatModel.VALUE) {
                    return null;
                }
                single[incidence.place(flat.variableOf(atom), flat.askedBy(atom))] += objective.coefficient(term);
            } else if (objective.degree(term) > 1 && !incidence.pairs.isApart(0, term)) {
                return null;
            }
        }
        OrderCosts chain = ChainCosts.of(flat, incidence, single, order);
        return chain != null ? chain : new PairCosts(incidence, single, order);
    }

    /** Begins with the values of a state. */
    void look(State state);

    /** The value at a position. */
    int value(int position);

    /** The change of the cost if two values were exchanged. */
    double exchanged(int i, int j);

    /** The change of the cost if a part of the order was turned about. */
    double turned(int from, int to);

    /** The change of the cost if the part from a middle on came before the part up to it, both as they are. */
    double shifted(int from, int middle, int to);

    /** How many looks it takes, about, to tell what it costs that values come to so many positions. */
    int looks(int positions);

    /** Exchanges two values. */
    void exchange(int i, int j);

    /** Turns a part of the order about. */
    default void turn(int from, int to) {
        for (int i = from, j = to; i < j; i++, j--) {
            exchange(i, j);
        }
    }

    /** Has the part from a middle on come before the part up to it. */
    default void shift(int from, int middle, int to) {
        turn(from, middle - 1);
        turn(middle, to);
        turn(from, to);
    }

    /** The position whose value comes to a position by {@link #shift}. */
    static int source(int from, int middle, int to, int position) {
        int behind = to - middle + 1;
        int k = position - from;
        return k < behind ? middle + k : from + k - behind;
    }
}
