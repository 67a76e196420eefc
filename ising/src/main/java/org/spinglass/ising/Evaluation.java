package org.spinglass.ising;

import org.jspecify.annotations.Nullable;

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
record Evaluation(
        Total offset,
        int decimals,
        boolean addsExactly,
        @Nullable GivenTerms given) {}
