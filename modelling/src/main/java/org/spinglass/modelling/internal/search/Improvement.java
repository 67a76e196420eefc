// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Scale;

/**
 * Looks for better values by repair: that the objective is lower than it is becomes one more rule, broken by the values
 * at hand. It finds the way where single changes do not lower the cost before many have been made, as with the number
 * of colours of a graph. For one thread.
 */
final class Improvement {
    /** Models of more terms are left alone: to write the further rule takes as long as a search of them. */
    private static final long MOST_TERMS = 1_000_000;

    private final FlatModel flat;
    private final Incidence incidence;
    private final Repair repair;
    private final double unit;

    private Improvement(FlatModel flat, double unit) {
        this.flat = flat;
        this.incidence = new Incidence(flat);
        this.repair = new Repair(flat, incidence, new Alternatives(flat, incidence));
        this.unit = unit;
    }

    /**
     * For a model.
     *
     * @return empty where the objective has no unit, soft rules cost something too, or there are no rules that must
     *     hold
     */
    static Optional<Improvement> of(FlatModel flat) {
        double unit = Scale.unit(flat.objective());
        boolean isFree = flat.rules().isEmpty() || !flat.rules().stream().allMatch(FlatRule::isHard);
        if (isFree || unit == 0 || flat.objective().terms() == 0 || flat.size() > MOST_TERMS) {
            return Optional.empty();
        }
        List<FlatRule> rules = new ArrayList<>(flat.rules());
        rules.add(new FlatRule.Range(
                "better", Double.POSITIVE_INFINITY, flat.objective(), Double.NEGATIVE_INFINITY, 0, unit, true));
        return Optional.of(new Improvement(flat.with(flat.objective(), rules), unit));
    }

    /**
     * Values that break nothing and cost less.
     *
     * @param values that break nothing
     * @param cost theirs
     * @param steps changes at most
     * @param isOver asked now and then; ends the search
     * @return empty where none were found
     */
    Optional<int[]> of(int[] values, double cost, SplittableRandom random, long steps, BooleanSupplier isOver) {
        incidence.rules.limit(flat.rules().size() - 1, cost - unit);
        State state = new State(flat, incidence, values);
        repair.best(state, random, steps, isOver);
        return state.isFeasible() ? Optional.of(state.values()) : Optional.empty();
    }
}
