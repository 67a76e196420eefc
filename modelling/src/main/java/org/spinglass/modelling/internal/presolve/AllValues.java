// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Goes through all values of a small model. */
public final class AllValues {
    /** Values together with which a model is small. */
    private static final long MOST = 4096;

    /** Terms and values together that are looked at. */
    private static final long MOST_WORK = 2_000_000;

    private final FlatModel flat;

    /** Of a model. */
    public AllValues(FlatModel flat) {
        this.flat = flat;
    }

    /** Whether there are so few that going through them takes no time. */
    public boolean areFew() {
        long count = 1;
        for (int v = 0; v < flat.variables(); v++) {
            count *= flat.values(v);
            if (count > MOST) {
                return false;
            }
        }
        return count * flat.size() <= MOST_WORK;
    }

    /** The first values of least cost that hold all rules; null where none do. Cost: all values times all terms. */
    public int @Nullable [] best() {
        int[] values = new int[flat.variables()];
        for (int v = 0; v < values.length; v++) {
            values[v] = flat.low(v);
        }
        int[] best = null;
        double least = Double.POSITIVE_INFINITY;
        while (true) {
            if (flat.isFeasible(values)) {
                double cost = flat.cost(values);
                if (cost < least) {
                    least = cost;
                    best = values.clone();
                }
            }
            int at = 0;
            while (at < values.length && values[at] == flat.high(at)) {
                values[at] = flat.low(at);
                at++;
            }
            if (at == values.length) {
                return best;
            }
            values[at] += flat.step(at);
        }
    }
}
