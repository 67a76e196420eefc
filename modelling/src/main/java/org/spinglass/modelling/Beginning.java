// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.presolve.Presolve;
import org.spinglass.modelling.internal.search.LocalSearch;

/**
 * Where a search begins: variables that are asked for at their values; the others, where presolve and repair leave them
 * with those fixed, or at 0, or as near to it as may be, where nothing is asked for.
 *
 * @param values of all variables, within their bounds
 * @param isFeasible whether values were asked for, and these break no rule that must hold
 */
record Beginning(int[] values, boolean isFeasible) {
    /** In place of a value: none is asked for. */
    private static final int ANY = Integer.MIN_VALUE;

    /**
     * Of a request.
     *
     * @param isOver asked now and then; ends the repair early
     * @throws IllegalArgumentException when a variable cannot have the value that is asked for
     */
    static Beginning of(Model model, FlatModel whole, ModelRequest request, BooleanSupplier isOver) {
        int[] asked = asked(model, whole, request.start());
        if (request.start().isEmpty()) {
            return new Beginning(within(whole, asked), false);
        }
        int[] values = within(whole, asked);
        if (!whole.isFeasible(values) && request.start().size() < whole.variables()) {
            int[] completed = completed(whole, asked, ~request.seed(), isOver);
            values = completed == null ? values : completed;
        }
        return new Beginning(values, whole.isFeasible(values));
    }

    /** What is asked for; {@link Integer#MIN_VALUE} of other variables. */
    private static int[] asked(Model model, FlatModel whole, Map<Variable, Integer> start) {
        int[] asked = new int[whole.variables()];
        Arrays.fill(asked, ANY);
        start.forEach((variable, value) -> {
            if (!variable.model().equals(model)) {
                throw new IllegalArgumentException("a starting value of " + variable.name() + ", of another model");
            }
            int v = variable.index();
            if (value < variable.low()
                    || value > variable.high()
                    || Math.floorMod(value - variable.low(), whole.step(v)) != 0) {
                throw new IllegalArgumentException("the starting value of " + variable.name() + " is " + value
                        + "; expected one from " + model.store().range(v));
            }
            asked[v] = value;
        });
        return asked;
    }

    /** As near to what is asked for, or to 0, as the bounds of a model allow. */
    static int[] within(FlatModel flat, int[] asked) {
        int[] values = new int[asked.length];
        for (int v = 0; v < values.length; v++) {
            int wanted = asked[v] == ANY ? 0 : asked[v];
            values[v] = Math.clamp(wanted, flat.low(v), flat.high(v));
            values[v] -= Math.floorMod(values[v] - flat.low(v), flat.step(v));
        }
        return values;
    }

    /** The others by presolve and repair; null where the values asked for contradict the rules. */
    private static int @Nullable [] completed(FlatModel whole, int[] asked, long seed, BooleanSupplier isOver) {
        int[] low = new int[asked.length];
        int[] high = new int[asked.length];
        int[] values = within(whole, asked);
        for (int v = 0; v < asked.length; v++) {
            low[v] = asked[v] == ANY ? whole.low(v) : values[v];
            high[v] = asked[v] == ANY ? whole.high(v) : values[v];
        }
        Presolve presolve = Presolve.of(whole.with(low, high, whole.rules()), true);
        if (presolve.isContradiction()) {
            return null;
        }
        FlatModel rest = presolve.flat();
        return new LocalSearch(rest).improved(within(rest, asked), seed, isOver);
    }
}
