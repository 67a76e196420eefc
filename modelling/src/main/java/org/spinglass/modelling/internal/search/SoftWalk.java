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
        if (hasSoft) {
            new Walk(state, random).run(enough, isOver);
        }
    }

    private final class Walk {
        private final State state;
        private final SplittableRandom random;
        private final double noise;
        private final int recent;
        private final long[] changed; // the step in which each variable was changed last
        private double least; // the cost of the best values so far, which are marked
        private long step;

        private int variable; // of the change chosen last; -1 where there is none
        private int value;
        private double change;

        Walk(State state, SplittableRandom random) {
            this.state = state;
            this.random = random;
            this.noise = MOST_NOISE * random.nextDouble() * random.nextDouble();
            this.recent = 1 + random.nextInt(MOST_RECENT);
            this.changed = new long[flat.variables()];
            Arrays.fill(changed, -recent);
            this.least = state.cost();
        }

        void run(double enough, BooleanSupplier isOver) {
            state.mark();
            for (; state.brokenSoftRules() > 0 && least > enough; step++) {
                if (step % PACE == 0 && isOver.getAsBoolean()) {
                    break;
                }
                choose(incidence.variablesOf[state.brokenSoftRule(random.nextInt(state.brokenSoftRules()))]);
                if (variable >= 0) {
                    state.change(variable, value);
                    changed[variable] = step;
                    markBest();
                }
            }
            state.revert();
        }

        private void markBest() {
            if (state.cost() < least - state.leastGain()) {
                least = state.cost();
                state.mark();
            }
        }

        /** Chooses the change that costs least, of one of a rule's variables at times and of all else. */
        private void choose(int[] variables) {
            variable = -1;
            change = Double.POSITIVE_INFINITY;
            int tried = random.nextDouble() < noise ? 1 : TRIED;
            int start = variables.length == 0 ? 0 : random.nextInt(variables.length);
            for (int k = 0; k < Math.min(tried, variables.length); k++) {
                int v = variables[(start + k) % variables.length];
                for (int to : alternatives.some(state, v, random)) {
                    look(v, to);
                }
            }
        }

        private void look(int v, int to) {
            state.consider(v, to);
            double its = state.costChange();
            boolean isFree = step - changed[v] >= recent || state.cost() + its < least - state.leastGain();
            if (isFree && state.violationChange() <= 0 && its < change) {
                variable = v;
                value = to;
                change = its;
            }
        }
    }
}
