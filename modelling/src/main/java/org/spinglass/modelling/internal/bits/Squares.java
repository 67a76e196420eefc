// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.List;
import java.util.Locale;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/** Sizes, values and terms of penalties. */
final class Squares {
    /** Pairs of bits that all penalties may have: 16 bytes each, and more while they are sorted. */
    private static final long MOST_PAIRS = 200_000_000;

    /** Products of two bits that all squares may have together: half a minute. */
    private static final long MOST_PRODUCTS = 20_000_000_000L;

    private Squares() {}

    /** Refuses rules over so many bits that their squares would not fit, or would take too long. */
    static void requireFits(List<Penalty> penalties, int bits) {
        long plain = 0;
        long products = 0;
        for (Penalty penalty : penalties) {
            long n = penalty.terms().terms() + (long) penalty.slack().length;
            plain += penalty.isSquare() ? 0 : n;
            products += penalty.isSquare() ? n * n / 2 : 0;
            boolean isTooMuch = products > MOST_PRODUCTS;
            if (isTooMuch || plain + Math.min(products, (long) bits * (bits - 1) / 2) > MOST_PAIRS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "with the rule %s, over %,d bits, the rules have more than %,d %s; expected rules over fewer"
                                + " bits",
                        penalty.rule().name(),
                        n,
                        isTooMuch ? MOST_PRODUCTS : MOST_PAIRS,
                        isTooMuch ? "products of two bits" : "pairs of bits"));
            }
        }
    }

    /** The number of pairs of each group that are 1 together. */
    static Polynomial pairs(FlatRule.Groups groups) {
        PolynomialBuilder all = new PolynomialBuilder();
        for (int[] group : groups.groups()) {
            for (int i = 0; i < group.length; i++) {
                for (int j = i + 1; j < group.length; j++) {
                    all.term(1).with(group[i]).with(group[j]);
                }
            }
        }
        return all.build();
    }

    static void addPlain(QuboBuilder builder, Polynomial terms, double weight) {
        for (int term = 0; term < terms.terms(); term++) {
            double c = weight * terms.coefficient(term);
            switch (terms.degree(term)) {
                case 0 -> builder.addOffset(c);
                case 1 -> builder.addLinear(terms.atom(term, 0), c);
                default -> builder.add(terms.atom(term, 0), terms.atom(term, 1), c);
            }
        }
    }

    /** The value of a form over bits, +1 for a one. */
    static double value(Polynomial form, byte[] spins) {
        double sum = 0;
        for (int term = 0; term < form.terms(); term++) {
            boolean isOne = form.degree(term) == 0 || spins[form.atom(term, 0)] > 0;
            sum += isOne ? form.coefficient(term) : 0;
        }
        return sum;
    }
}
