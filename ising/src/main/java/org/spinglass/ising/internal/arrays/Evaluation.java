// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.numbers.Total;

/**
 * How energies of a plain model are computed from its couplings and fields, all in its own numbers, of which {@code 10^decimals}
 * are one.
 *
 * @param offset the constant
 * @param decimals digits behind the point
 * @param addsExactly whether sums of all couplings and fields in double precision are never rounded
 * @param given what energies are computed from where the couplings and fields are themselves rounded; null where they are
 *     not
 */
public record Evaluation(
        Total offset,
        int decimals,
        boolean addsExactly,
        @Nullable GivenTerms given) {}
