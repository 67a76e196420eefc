// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * The terms of a polynomial, of which those that are products of two atoms which ask for values of two variables are
 * pairs. Immutable.
 *
 * @param terms the polynomial
 * @param flat whose atoms it has
 * @param placeOf the place of each atom that asks for a value; -1 of other atoms
 */
@SuppressWarnings("ArrayRecordComponent")
record PairSource(Polynomial terms, FlatModel flat, int[] placeOf) {
    /** Is told of pairs. */
    @FunctionalInterface
    interface Visitor {
        void visit(int first, int second, double coefficient);
    }

    boolean isPair(int term) {
        if (terms.degree(term) != 2) {
            return false;
        }
        int a = terms.atom(term, 0);
        int b = terms.atom(term, 1);
        return placeOf[a] >= 0 && placeOf[b] >= 0 && flat.variableOf(a) != flat.variableOf(b);
    }

    /** Number of pairs. */
    int pairs() {
        int pairs = 0;
        for (int term = 0; term < terms.terms(); term++) {
            pairs += isPair(term) ? 1 : 0;
        }
        return pairs;
    }

    /** Tells all pairs in turn, by the places of their atoms. */
    void forEach(Visitor visitor) {
        for (int term = 0; term < terms.terms(); term++) {
            if (isPair(term)) {
                visitor.visit(placeOf[terms.atom(term, 0)], placeOf[terms.atom(term, 1)], terms.coefficient(term));
            }
        }
    }
}
