// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.numbers.Decimals;

/** A walk over the coupled pairs of a model. */
public final class Interactions {
    private Interactions() {}

    /** Is told pairs and their coefficients. */
    @FunctionalInterface
    public interface Visitor {
        /** One pair, i &lt; j. */
        void visit(int i, int j, double value);
    }

    /**
     * Tells the visitor every pair with a stored coupling, by row and column; of a dense model those whose coupling is
     * not zero. Cost: N + M operations, or N^2 / 2 of a dense model.
     */
    public static void of(PlainIsing model, Visitor visitor) {
        ModelArrays arrays = ModelArrays.of(model);
        int decimals = arrays.evaluation().decimals();
        arrays.forEachPair((i, j, value) -> visitor.visit(i, j, Decimals.value(value, decimals)));
    }
}
