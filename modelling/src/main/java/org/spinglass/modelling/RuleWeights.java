// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/** What the rules weigh in the rounds of a search. */
final class RuleWeights {
    /** States by which weights are judged, the best. */
    private static final int JUDGED = 20;

    private static final double RAISED = 2;
    private static final double LOWERED = 0.6;

    private final FlatModel flat;
    private final double[] weights;
    private final double safe;

    /** Begins with what the objective can gain by breaking each rule. */
    RuleWeights(FlatModel flat, IsingForm form) {
        this.flat = flat;
        this.weights = form.startingWeights();
        this.safe = form.safeWeight();
    }

    double[] values() {
        return weights;
    }

    /** Whether a state of least energy breaks a rule only where every state does. */
    boolean areSafe() {
        return Arrays.stream(weights).allMatch(weight -> weight >= safe);
    }

    /**
     * Raises what the best state breaks; lowers all where good states break nothing.
     *
     * @param states the best first
     * @param isProven whether the best was proved to be of least energy: what it breaks then goes at once to where it
     *     proves something
     */
    void adapt(List<int[]> states, boolean isProven) {
        List<int[]> judged = states.subList(0, Math.min(JUDGED, states.size()));
        boolean isBroken = false;
        for (int r = 0; r < weights.length; r++) {
            FlatRule rule = flat.rules().get(r);
            if (rule.isHard() && flat.broken(rule, judged.getFirst()) > 0) {
                weights[r] = Math.min(safe, RAISED * weights[r]);
                isBroken = true;
            }
        }
        if (isBroken && isProven) {
            Arrays.fill(weights, safe);
        }
        if (!isBroken && judged.stream().allMatch(flat::isFeasible)) {
            for (int r = 0; r < weights.length; r++) {
                weights[r] *= LOWERED;
            }
        }
    }

    /**
     * For people, one a rule of the whole model: soft ones have their own, and those that were dropped 0.
     *
     * @param kept the number that each rule has in it
     */
    List<Double> told(int rules, int[] kept) {
        double[] all = new double[rules];
        for (int r = 0; r < weights.length; r++) {
            FlatRule rule = flat.rules().get(r);
            all[kept[r]] = rule.isHard() ? weights[r] : rule.weight();
        }
        return DoubleStream.of(all).boxed().toList();
    }
}
