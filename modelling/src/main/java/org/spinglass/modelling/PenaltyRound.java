// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One round of a search: what rules weighed in it, and what came of it.
 *
 * @param part of the model that was solved by itself, from 1; 0 where the model has no such parts
 * @param weights of the rules in the model's order, of a rule broken by its smallest unit; those of soft ones are
 *     their own, and of those that presolve dropped, or that other parts have, 0
 * @param sampler of the round and why it was taken
 * @param energy the least that was found, penalties included, in the sense of a minimum
 * @param states different ones that were looked at
 * @param feasible how many of them broke no rule that must hold, as the sampler found them
 * @param bestCost the best of all rounds until then, repaired and improved; empty while none is feasible
 * @param seconds of the round
 */
public record PenaltyRound(
        int part,
        List<Double> weights,
        String sampler,
        double energy,
        int states,
        int feasible,
        OptionalDouble bestCost,
        double seconds) {
    /** Keeps a copy. */
    public PenaltyRound {
        weights = List.copyOf(weights);
    }

    /** The round in one line. */
    @Override
    public String toString() {
        double least = weights.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = weights.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "%srules weigh %.4g to %.4g: %d of %d states feasible, best cost %s; %.2f s, %s",
                part == 0 ? "" : "part " + part + ", ",
                least,
                most,
                feasible,
                states,
                bestCost.isPresent() ? Written.number(bestCost.getAsDouble()) : "none",
                seconds,
                sampler);
    }
}
