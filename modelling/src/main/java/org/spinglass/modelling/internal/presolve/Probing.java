// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.List;
import org.spinglass.compute.Halt;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/** Tries both values of variables that have two: where one leaves the rules nothing, the other is left. */
final class Probing {
    private static final int PASSES = 3;

    /** Terms and variables looked at, at most. */
    private static final long MOST_WORK = 20_000_000;

    private final FlatModel flat;
    private final List<FlatRule> rules;
    private final Bounds bounds;

    Probing(FlatModel flat, List<FlatRule> rules, Bounds bounds) {
        this.flat = flat;
        this.rules = rules;
        this.bounds = bounds;
    }

    /** Tries. */
    void run() {
        long work = flat.size() + flat.variables();
        long left = MOST_WORK;
        for (int v = 0; v < flat.variables() && left >= 0 && !bounds.isContradiction() && !Halt.isCalled(); v++) {
            if (bounds.hasTwo(v)) {
                left -= 2 * PASSES * work;
                probe(v);
            }
        }
    }

    private void probe(int v) {
        int low = bounds.low(v);
        int high = bounds.high(v);
        boolean isLowOut = isOut(v, low);
        if (isLowOut || isOut(v, high)) {
            bounds.fix(v, isLowOut ? high : low);
            narrow(bounds);
        }
    }

    private boolean isOut(int v, int value) {
        Bounds tried = bounds.copy();
        tried.fix(v, value);
        narrow(tried);
        return tried.isContradiction();
    }

    private void narrow(Bounds those) {
        boolean isChanged = true;
        for (int pass = 0; pass < PASSES && isChanged && !those.isContradiction(); pass++) {
            isChanged = those.narrow(rules);
        }
    }
}
