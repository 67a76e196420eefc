// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.List;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/** Adds penalties to a QUBO, the squares of forms multiplied out. */
final class Squares {
    /** Products of two bits that all squares may have together: 16 bytes each, and more while they are merged. */
    private static final long MOST_PAIRS = 200_000_000;

    private Squares() {}

    /** Refuses rules over so many bits that their squares would not fit. */
    static void requireFits(List<Penalty> penalties) {
        long all = 0;
        for (Penalty penalty : penalties) {
            long n = penalty.terms().terms() + (long) penalty.slack().length;
            all += penalty.isSquare() ? n * n / 2 : n;
            if (all > MOST_PAIRS) {
                throw new IllegalArgumentException(
                        "with the rule " + penalty.rule().name() + ", over " + n
                                + " bits, the rules have more than " + MOST_PAIRS
                                + " products of two bits; expected rules over fewer bits");
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

    static void add(QuboBuilder builder, Penalty penalty, double weight) {
        if (!penalty.isSquare()) {
            addPlain(builder, penalty.terms(), weight);
            return;
        }
        Polynomial form = penalty.terms();
        int n = form.terms() + penalty.slack().length;
        int[] bits = new int[n];
        double[] worth = new double[n];
        int size = 0;
        double constant = 0;
        for (int term = 0; term < form.terms(); term++) {
            if (form.degree(term) == 0) {
                constant += form.coefficient(term);
            } else {
                bits[size] = form.atom(term, 0);
                worth[size++] = form.coefficient(term);
            }
        }
        for (int k = 0; k < penalty.slack().length; k++) {
            bits[size] = penalty.firstSlack() + k;
            worth[size++] = -penalty.slack()[k];
        }
        builder.addOffset(weight * constant * constant);
        for (int i = 0; i < size; i++) {
            builder.addLinear(bits[i], weight * worth[i] * (worth[i] + 2 * constant));
            for (int j = i + 1; j < size; j++) {
                builder.add(bits[i], bits[j], weight * 2 * worth[i] * worth[j]);
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
