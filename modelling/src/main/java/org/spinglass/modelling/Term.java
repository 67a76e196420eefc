// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.List;

/**
 * A term of an {@link Expression}: a number times the product of its factors, of which there are none in a constant.
 *
 * @param coefficient the number, with the present values of parameters
 * @param factors in the order of the model's variables
 */
public record Term(double coefficient, List<Factor> factors) {
    /** Keeps a copy. */
    public Term {
        factors = List.copyOf(factors);
    }
}
