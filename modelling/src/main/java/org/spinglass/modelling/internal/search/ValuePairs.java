// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import org.jspecify.annotations.Nullable;

/**
 * The terms of a model that are products of two atoms which ask for values of two variables, of the function that has
 * most of them: a matrix or a table of their own, where they are many enough for that. Immutable.
 */
final class ValuePairs {
    /** Fewer variables with values are looked at one by one. */
    private static final int LEAST_ASKED = 16;

    /** So that a matrix of them is at most half a gigabyte. */
    private static final int MOST_PLACES = 8192;

    private final PairSource[] sources;
    private final int most;
    private final @Nullable DensePairs dense;
    private final @Nullable PairTable table;

    /**
     * Of a model.
     *
     * @param sources its functions
     * @param asking variables that places belong to
     */
    ValuePairs(PairSource[] sources, int[] asking) {
        this.sources = sources;
        int leader = 0;
        int pairs = 0;
        for (int f = 0; f < sources.length; f++) {
            int its = sources[f].terms().terms() > pairs ? sources[f].pairs() : 0;
            leader = its > pairs ? f : leader;
            pairs = Math.max(pairs, its);
        }
        this.most = leader;
        this.dense = matrix(pairs, asking);
        this.table = dense == null ? PairTable.of(most, asking, sources[most]) : null;
    }

    private @Nullable DensePairs matrix(long pairs, int[] asking) {
        int places = asking.length;
        int asked = 0;
        for (int place = 0; place < places; place++) {
            asked += place == 0 || asking[place] != asking[place - 1] ? 1 : 0;
        }
        if (asked < LEAST_ASKED || places > MOST_PLACES || 4 * pairs < (long) places * places) {
            return null;
        }
        DensePairs all = new DensePairs(most, places);
        sources[most].forEach(all::add);
        return all;
    }

    /** Those of one function, if it has them for most pairs of such atoms. */
    @Nullable
    DensePairs dense() {
        return dense;
    }

    /** Those of one function, if it has them for most values of the variables that have some. */
    @Nullable
    PairTable table() {
        return table;
    }

    /** Whether a term of a function is in the matrix or the table. */
    boolean isApart(int f, int term) {
        return f == most && (dense != null || table != null) && sources[f].isPair(term);
    }

    /** Whether a term of a function is such a product, wherever it stands. */
    boolean isPair(int f, int term) {
        return sources[f].isPair(term);
    }

    /**
     * What the terms in the matrix or the table come to, all together.
     *
     * @param now the place of the atom of each variable that is 1; -1 where there is none
     */
    double value(int[] now) {
        double twice = 0;
        for (int place : now) {
            if (place >= 0 && dense != null) {
                twice += dense.sum(place, now);
            } else if (place >= 0 && table != null) {
                twice += table.sum(place, now);
            }
        }
        return twice / 2;
    }

    /** The function that they belong to. */
    int function() {
        return most;
    }
}
