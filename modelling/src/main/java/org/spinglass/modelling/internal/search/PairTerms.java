// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Terms that are products of two atoms which ask for values of two variables, as of an assignment or a tour. An atom's
 * terms stand by the other variable, and there by the value asked for: of each variable one at most is not 0, and is
 * found at once. So what an atom changes costs as much as it has other variables, not as it has terms. Immutable.
 *
 * <p>Atoms that ask for values are told by their places: by variable, and there by value.
 */
final class PairTerms {
    private final int[] blocks; // the first of each atom, by its place
    private final int[] variable; // the other one, of each block
    private final int[] starts; // the first entry of each block
    private final int[] others; // the place of the other atom, of each entry
    private final int[] terms; // the term, of each entry

    /** Of terms by their numbers, and the places of their two atoms. */
    static PairTerms of(int[] asking, int[] terms, IntUnaryOperator first, IntUnaryOperator second) {
        int[] firsts = Arrays.stream(terms).map(first).toArray();
        int[] seconds = Arrays.stream(terms).map(second).toArray();
        return new PairTerms(asking, firsts, seconds, terms);
    }

    /**
     * Of such terms.
     *
     * @param asking variables that places belong to
     * @param first the place of one atom of each term
     * @param second that of the other
     * @param term its number
     */
    private PairTerms(int[] asking, int[] first, int[] second, int[] term) {
        int count = term.length;
        int places = asking.length;
        int[] one = Arrays.copyOf(first, 2 * count);
        int[] other = Arrays.copyOf(second, 2 * count);
        int[] its = Arrays.copyOf(term, 2 * count);
        System.arraycopy(second, 0, one, count, count);
        System.arraycopy(first, 0, other, count, count);
        System.arraycopy(term, 0, its, count, count);
        int[] entry = new int[2 * count];
        Arrays.setAll(entry, k -> k);
        Rows byOther = Rows.of(places, other, entry, 2 * count);
        int[] sorted = byOther.entries();
        int[] ones = new int[2 * count];
        Arrays.setAll(ones, k -> one[sorted[k]]);
        Rows rows = Rows.of(places, ones, sorted, 2 * count); // of each atom, by the other's place
        others = new int[2 * count];
        terms = new int[2 * count];
        for (int k = 0; k < 2 * count; k++) {
            others[k] = other[rows.entries()[k]];
            terms[k] = its[rows.entries()[k]];
        }
        int size = 0;
        blocks = new int[places + 1];
        int[] ofBlock = new int[16];
        int[] firstOfBlock = new int[16];
        for (int place = 0; place < places; place++) {
            blocks[place] = size;
            for (int k = rows.starts()[place]; k < rows.starts()[place + 1]; k++) {
                int v = asking[others[k]];
                if (size == blocks[place] || ofBlock[size - 1] != v) {
                    if (size == ofBlock.length - 1) {
                        ofBlock = Arrays.copyOf(ofBlock, 2 * size + 2);
                        firstOfBlock = Arrays.copyOf(firstOfBlock, 2 * size + 2);
                    }
                    ofBlock[size] = v;
                    firstOfBlock[size++] = k;
                }
            }
        }
        blocks[places] = size;
        firstOfBlock[size] = 2 * count;
        variable = ofBlock;
        starts = firstOfBlock;
    }

    /** Is told of terms. */
    @FunctionalInterface
    interface Visitor {
        void visit(int term);
    }

    /**
     * Tells the terms of an atom whose other atom is 1.
     *
     * @param place of the atom
     * @param now the place of the atom of each variable that is 1; -1 where there is none
     */
    void forEach(int place, int[] now, Visitor visitor) {
        for (int block = blocks[place]; block < blocks[place + 1]; block++) {
            int wanted = now[variable[block]];
            if (wanted >= 0) {
                int end = starts[block + 1];
                for (int k = find(starts[block], end, wanted); k < end && others[k] == wanted; k++) {
                    visitor.visit(terms[k]);
                }
            }
        }
    }

    /** The first entry of a block whose other atom has a place; the end where there is none. */
    private int find(int start, int end, int wanted) {
        int guess = start + wanted - others[start]; // where all values are asked for
        if (guess >= start
                && guess < end
                && others[guess] == wanted
                && (guess == start || others[guess - 1] < wanted)) {
            return guess;
        }
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (others[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
