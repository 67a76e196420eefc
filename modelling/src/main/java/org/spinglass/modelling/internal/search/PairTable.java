// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import org.jspecify.annotations.Nullable;

/**
 * The terms of a function that are products of two atoms which ask for values of two variables, where an atom has them
 * for most values of these, as in a tour. An atom has a block of coefficients for each variable that it has terms with,
 * by value, with zeros where there is no term: so what a value costs beside the one that another variable has is one
 * look. Immutable.
 */
final class PairTable {
    /** There are at most so many places in blocks as terms. */
    private static final int MOST_PADDED = 2;

    private final int function;
    private final int[] blocks; // the first of each atom, by its place
    private final int[] variable; // the other one, of each block
    private final int[] least; // the place of the other atom with which a block begins
    private final int[] starts; // where each block begins among the weights
    private final double[] weights;

    private PairTable(int function, int[] blocks, int[] variable, int[] least, int[] starts, double[] weights) {
        this.function = function;
        this.blocks = blocks;
        this.variable = variable;
        this.least = least;
        this.starts = starts;
        this.weights = weights;
    }

    /**
     * Of the pairs of a function. Cost: two passes over its terms.
     *
     * @param asking variables that places belong to
     * @return null where it would be mostly zeros, or there are none
     */
    static @Nullable PairTable of(int function, int[] asking, PairSource source) {
        PairBlocks all = new PairBlocks(asking);
        int[] pairs = {0};
        source.forEach((first, second, coefficient) -> {
            all.add(first, second);
            all.add(second, first);
            pairs[0]++;
        });
        PairBlocks.Layout layout = all.layout(MOST_PADDED * 2L * pairs[0]);
        if (layout == null) {
            return null;
        }
        int[] starts = layout.starts();
        double[] weights = new double[starts[starts.length - 1]];
        source.forEach((first, second, coefficient) -> {
            weights[layout.at(first, second)] += coefficient;
            weights[layout.at(second, first)] += coefficient;
        });
        return new PairTable(function, layout.blocks(), layout.variable(), layout.least(), starts, weights);
    }

    /** The function whose terms they are. */
    int function() {
        return function;
    }

    /**
     * The coefficients of an atom's terms whose other atom is 1. Cost: one look for each variable that it has terms with.
     *
     * @param place of the atom
     * @param now the place of the atom of each variable that is 1; -1 where there is none
     */
    double sum(int place, int[] now) {
        double sum = 0;
        for (int block = blocks[place]; block < blocks[place + 1]; block++) {
            int at = now[variable[block]] - least[block];
            if (at >= 0 && at < starts[block + 1] - starts[block]) {
                sum += weights[starts[block] + at];
            }
        }
        return sum;
    }

    /** The coefficient of the product of two atoms, told by their places, of which the other is a variable's. */
    double weight(int place, int v, int other) {
        for (int block = place < 0 ? 0 : blocks[place]; place >= 0 && block < blocks[place + 1]; block++) {
            int at = other - least[block];
            if (variable[block] == v && at >= 0 && at < starts[block + 1] - starts[block]) {
                return weights[starts[block] + at];
            }
        }
        return 0;
    }

    /** Whether an atom has terms with no variables but two. */
    boolean isWithin(int place, int v, int u) {
        for (int block = place < 0 ? 0 : blocks[place]; place >= 0 && block < blocks[place + 1]; block++) {
            if (variable[block] != v && variable[block] != u) {
                return false;
            }
        }
        return true;
    }
}
