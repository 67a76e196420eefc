// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/**
 * Walks from broken soft rule to broken soft rule, as for MAX-SAT: a variable of one that is drawn is changed so that
 * the cost rises least, at times at random, and the best values on the way are kept (Selman, Kautz and Cohen 1994). For
 * one thread.
 */
final class SoftWalk {
    /** Changes at random, at most; how many, and how long others are left alone, differs from walk to walk. */
    private static final double MOST_NOISE = 0.2;

    private static final int MOST_RECENT = 20;
    private static final int TRIED = 20;
    private static final int PACE = 64;

    private final FlatModel flat;
    private final Incidence incidence;
    private final Alternatives alternatives;
    private final boolean hasSoft;

    SoftWalk(FlatModel flat, Incidence incidence, Alternatives alternatives) {
        this.flat = flat;
        this.incidence = incidence;
        this.alternatives = alternatives;
        this.hasSoft = !flat.rules().stream().allMatch(FlatRule::isHard);
    }

    /**
     * Walks until it is over, the cost is good enough or no soft rule is broken.
     *
     * @param state that breaks nothing; ends at the best values
     * @param isOver asked now and then; ends it
     */
    void run(State state, SplittableRandom random, double enough, BooleanSupplier isOver) {
        long[] changed = new long[flat.variables()];
        double noise = MOST_NOISE * random.nextDouble() * random.nextDouble();
        int recent = 1 + random.nextInt(MOST_RECENT);
        Arrays.fill(changed, -recent);
        double least = state.cost();
        state.mark();
        for (long step = 0; hasSoft && state.brokenSoftRules() > 0 && least > enough; step++) {
            if (step % PACE == 0 && isOver.getAsBoolean()) {
                break;
            }
            int[] variables = incidence.variablesOf[state.brokenSoftRule(random.nextInt(state.brokenSoftRules()))];
            if (variables.length == 0) {
                continue;
            }
            boolean isRandom = random.nextDouble() < noise;
            int tried = isRandom ? 1 : Math.min(TRIED, variables.length);
            int start = random.nextInt(variables.length);
            int best = -1;
            int bestValue = 0;
            double bestChange = Double.POSITIVE_INFINITY;
            for (int k = 0; k < tried; k++) {
                int v = variables[(start + k) % variables.length];
                for (int value : alternatives.some(state, v, random)) {
                    state.consider(v, value);
                    double change = state.costChange();
                    boolean isNew = state.cost() + change < least - state.leastGain();
                    if (state.violationChange() <= 0 && change < bestChange && (isNew || step - changed[v] >= recent)) {
                        best = v;
                        bestValue = value;
                        bestChange = change;
                    }
                }
            }
            if (best >= 0) {
                state.change(best, bestValue);
                changed[best] = step;
                if (state.cost() < least - state.leastGain()) {
                    least = state.cost();
                    state.mark();
                }
            }
        }
        state.revert();
    }
}
