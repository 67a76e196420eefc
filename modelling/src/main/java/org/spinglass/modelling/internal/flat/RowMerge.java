// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Merges the terms of a large polynomial of at most two atoms a term, row by row: the terms of a row have the same first
 * atom, so that a table of one place an atom tells which of them are the same. The result is that of {@link TermTable},
 * bit for bit, and the polynomial itself where there is nothing to do. Cost: some passes over the terms in order, and one
 * place of 4 bytes a term and 8 an atom.
 */
final class RowMerge {
    private static final int LEAST_TERMS = 256;

    private final Polynomial from;
    private final IntPredicate isIdempotent;
    private final int rows;

    private final int terms;

    /** The first of the terms that are alike has the sum of all; null as long as none are. */
    private double @Nullable [] sums;

    /** Terms that were added to another. */
    private final BitSet added = new BitSet();

    private RowMerge(Polynomial from, IntPredicate isIdempotent, int rows) {
        this.from = from;
        this.isIdempotent = isIdempotent;
        this.rows = rows;
        this.terms = from.terms();
    }

    /** Merges terms so where that pays, and by a table of the terms elsewhere. */
    static Polynomial merged(Polynomial from, IntPredicate isIdempotent) {
        int most = -1;
        boolean isLarge = from.terms() >= LEAST_TERMS;
        for (int term = 0; term < from.terms() && isLarge; term++) {
            isLarge = from.degree(term) <= 2;
            for (int k = 0; k < from.degree(term); k++) {
                most = Math.max(most, from.atom(term, k));
            }
        }
        if (!isLarge || most >= from.terms()) {
            return new TermTable(from, isIdempotent).merged();
        }
        RowMerge merge = new RowMerge(from, isIdempotent, most + 2);
        return merge.isInOrder() ? from : merge.merged();
    }

    /**
     * Whether products of two atoms rise, by their first atoms and then by their second ones, and nothing else is there
     * twice, so that there is nothing to merge. Cost: one pass in order.
     */
    private boolean isInOrder() {
        BitSet single = new BitSet(); // by the row of a term of less than two atoms
        int row = -1;
        int column = -1;
        for (int term = 0; term < terms; term++) {
            boolean isRisen = from.coefficient(term) != 0;
            if (from.degree(term) == 2) {
                int first = from.atom(term, 0);
                int second = from.atom(term, 1);
                isRisen &= first < second && (first > row || first == row && second > column);
                row = first;
                column = second;
            } else {
                isRisen &= !single.get(row(term));
                single.set(row(term));
            }
            if (!isRisen) {
                return false;
            }
        }
        return true;
    }

    private Polynomial merged() {
        add(byRow());
        int kept = 0;
        int atoms = 0;
        boolean isSame = added.isEmpty();
        for (int term = 0; term < terms; term++) {
            if (isKept(term)) {
                kept++;
                atoms += degree(term);
                isSame &= degree(term) == from.degree(term) && (degree(term) < 2 || first(term) == from.atom(term, 0));
            }
        }
        return isSame && kept == terms ? from : written(kept, atoms);
    }

    /** All terms, those of a row behind each other and in their order. */
    private int[] byRow() {
        int[] next = new int[rows + 1];
        for (int term = 0; term < terms; term++) {
            next[row(term) + 1]++;
        }
        for (int row = 0; row < rows; row++) {
            next[row + 1] += next[row];
        }
        int[] order = new int[terms];
        for (int term = 0; term < terms; term++) {
            order[next[row(term)]++] = term;
        }
        return order;
    }

    private void add(int[] order) {
        int[] rowOf = new int[rows];
        int[] firstOf = new int[rows];
        Arrays.fill(rowOf, -1);
        for (int term : order) {
            int row = row(term);
            int column = degree(term) < 2 ? 0 : last(term) + 1;
            if (rowOf[column] == row) {
                sums()[firstOf[column]] += from.coefficient(term);
                added.set(term);
            } else {
                rowOf[column] = row;
                firstOf[column] = term;
            }
        }
    }

    private Polynomial written(int kept, int atoms) {
        double[] coefficients = new double[kept];
        int[] starts = new int[kept + 1];
        int[] all = new int[atoms];
        int to = 0;
        int at = 0;
        for (int term = 0; term < terms; term++) {
            if (isKept(term)) {
                int degree = degree(term);
                if (degree > 0) {
                    all[at++] = first(term);
                }
                if (degree > 1) {
                    all[at++] = last(term);
                }
                coefficients[to++] = sum(term);
                starts[to] = at;
            }
        }
        return new Polynomial(coefficients, starts, all);
    }

    private double[] sums() {
        double[] all = sums;
        if (all == null) {
            all = IntStream.range(0, terms).mapToDouble(from::coefficient).toArray();
            sums = all;
        }
        return all;
    }

    private double sum(int term) {
        return sums == null ? from.coefficient(term) : sums[term];
    }

    private boolean isKept(int term) {
        return sum(term) != 0 && !added.get(term);
    }

    /** 0 of a constant, else the lesser atom and 1. */
    private int row(int term) {
        return from.degree(term) == 0 ? 0 : first(term) + 1;
    }

    /** How many atoms are left of a term: of the square of an idempotent atom one. */
    private int degree(int term) {
        int degree = from.degree(term);
        boolean isSquare = degree == 2 && from.atom(term, 0) == from.atom(term, 1);
        return isSquare && isIdempotent.test(from.atom(term, 0)) ? 1 : degree;
    }

    private int first(int term) {
        int atom = from.atom(term, 0);
        return from.degree(term) < 2 ? atom : Math.min(atom, from.atom(term, 1));
    }

    private int last(int term) {
        return Math.max(from.atom(term, 0), from.atom(term, 1));
    }
}
