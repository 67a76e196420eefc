// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.List;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * A model as parts that can be solved each by itself: their least costs, and what is left, add up to its own.
 *
 * @param parts of variables that are not fixed, in the order of their first ones
 * @param rest the cost of terms and soft rules all of whose variables are fixed
 * @param isContradiction whether a rule that must hold has only fixed variables and does not
 */
public record Parts(List<Part> parts, double rest, boolean isContradiction) {
    /** Takes a model apart. Cost: some passes over its terms. */
    public static Parts of(FlatModel flat) {
        return new Splitting(flat).parts();
    }
}
