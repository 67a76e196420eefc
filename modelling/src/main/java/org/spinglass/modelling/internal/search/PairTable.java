// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
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
     * Of terms of a function.
     *
     * @param asking variables that places belong to
     * @param first the place of one atom of each term
     * @param second that of the other
     * @param coefficients of the terms
     * @return null where it would be mostly zeros
     */
    static @Nullable PairTable of(int function, int[] asking, int[] first, int[] second, double[] coefficients) {
        int count = first.length;
        int[] begins = new int[asking.length + 1];
        for (int k = 0; k < count; k++) {
            begins[first[k] + 1]++;
            begins[second[k] + 1]++;
        }
        for (int place = 0; place < asking.length; place++) {
            begins[place + 1] += begins[place];
        }
        int[] next = begins.clone();
        int[] entries =
                new int[2 * count]; // of each atom: a term told by its number, seen from the other end by count more
        for (int k = 0; k < count; k++) {
            entries[next[first[k]]++] = k;
            entries[next[second[k]]++] = count + k;
        }
        Blocks all = new Blocks(asking);
        int[] blocks = new int[asking.length + 1];
        for (int place = 0; place < asking.length; place++) {
            for (int k = begins[place]; k < begins[place + 1]; k++) {
                int entry = entries[k];
                all.add(place, entry < count ? second[entry] : first[entry - count]);
            }
            blocks[place + 1] = all.size;
        }
        int[] starts = all.starts();
        if (starts.length == 1 || starts[all.size] > MOST_PADDED * 2L * count) {
            return null;
        }
        double[] weights = new double[starts[all.size]];
        int[] blockOf = new int[all.seen.length];
        for (int place = 0; place < asking.length; place++) {
            for (int block = blocks[place]; block < blocks[place + 1]; block++) {
                blockOf[all.variable[block]] = block;
            }
            for (int k = begins[place]; k < begins[place + 1]; k++) {
                int entry = entries[k];
                int other = entry < count ? second[entry] : first[entry - count];
                int block = blockOf[asking[other]];
                weights[starts[block] + other - all.least[block]] += coefficients[entry % count];
            }
        }
        return new PairTable(function, blocks, all.variable, all.least, starts, weights);
    }

    /** Blocks that are being counted, atom by atom. */
    private static final class Blocks {
        private final int[] asking;
        private final int[] seen; // the place, and 1, whose block of each variable was begun last
        private final int[] current;
        private int[] variable = new int[16];
        private int[] least = new int[16];
        private int[] most = new int[16];
        private int size;

        Blocks(int[] asking) {
            this.asking = asking;
            int variables = Arrays.stream(asking).max().orElse(-1) + 1;
            this.seen = new int[variables];
            this.current = new int[variables];
        }

        void add(int place, int other) {
            int v = asking[other];
            if (seen[v] != place + 1) {
                seen[v] = place + 1;
                current[v] = size;
                if (size == variable.length) {
                    variable = Arrays.copyOf(variable, 2 * size);
                    least = Arrays.copyOf(least, 2 * size);
                    most = Arrays.copyOf(most, 2 * size);
                }
                variable[size] = v;
                least[size] = other;
                most[size++] = other;
                return;
            }
            least[current[v]] = Math.min(least[current[v]], other);
            most[current[v]] = Math.max(most[current[v]], other);
        }

        /** Where blocks begin, and the end of the last; only the beginning of the first where that is too far away. */
        int[] starts() {
            int[] starts = new int[size + 1];
            long next = 0;
            for (int block = 0; block < size; block++) {
                next += most[block] - least[block] + 1;
                if (next > Integer.MAX_VALUE - 8) {
                    return new int[1];
                }
                starts[block + 1] = (int) next;
            }
            return starts;
        }
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
