// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import org.spinglass.ising.internal.numbers.Total;

/** Terms from which the energies of a model are computed whose own coefficients are rounded. */
public sealed interface GivenTerms {

    /** The terms. */
    public Terms terms();

    /** The energy of a state, in the terms' numbers. */
    public Total energy(byte[] sigma);

    /** A function of spins. */
    record OfSpins(Terms terms) implements GivenTerms {
        @Override
        public Total energy(byte[] sigma) {
            return terms.ofSpins(sigma);
        }
    }

    /** A function of binary variables, which are one where spins are up. */
    record OfBinaries(Terms terms) implements GivenTerms {
        @Override
        public Total energy(byte[] sigma) {
            return terms.ofBinaries(sigma);
        }
    }
}
