// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import org.spinglass.ising.model.DenseIsing;

/**
 * The memory that reading a file may take, what of it is taken, and what a model of a given size will need.
 *
 * <p>A pair takes 16 bytes in a list and up to 40 while its arrays grow, 20 while it is sorted into rows, and then those of
 * the model: up to 24 of a sparse one; a dense one takes up to 8 for each of N^2 elements. For one thread.
 */
final class MemoryBudget {
    static final int MAXIMUM_VARIABLES = 1 << 30;
    private static final int MAXIMUM_ROWS = 1 << 16;
    private static final int MAXIMUM_PAIRS = Integer.MAX_VALUE / 2;
    private static final long BYTES_A_VARIABLE = 64;
    private static final long BYTES_A_PAIR = 48;
    private static final long BYTES_A_SPARSE_PAIR = 24;

    private final String source;
    private final long bytes;
    private long taken;

    /**
     * A budget of which nothing is taken.
     *
     * @param source the file, for messages
     */
    MemoryBudget(String source, long bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /** Makes sure that a model of that many variables and pairs could be taken, and takes nothing. */
    void requireModel(long variables, long pairs) throws FormatException {
        long before = taken;
        takeModel(variables, pairs);
        taken = before;
    }

    /** Takes what a model of that many variables and pairs needs that is collected pair by pair. */
    void takeModel(long variables, long pairs) throws FormatException {
        if (variables > MAXIMUM_VARIABLES || pairs > MAXIMUM_PAIRS) {
            throw FormatException.of(
                    source,
                    variables + " variables with " + pairs + " interactions; at most " + MAXIMUM_VARIABLES + " and "
                            + MAXIMUM_PAIRS + " can be read");
        }
        long model = DenseIsing.suits((int) variables, pairs) ? 8 * variables * variables : BYTES_A_SPARSE_PAIR * pairs;
        take(
                BYTES_A_VARIABLE * variables + BYTES_A_PAIR * pairs + model,
                variables + " variables with " + pairs + " interactions");
    }

    /** Takes what a model needs all pairs of which are read into a matrix, with so many bytes an element. */
    void takeMatrix(long variables, int bytesAnElement) throws FormatException {
        if (variables > MAXIMUM_ROWS) {
            throw FormatException.of(
                    source, "a matrix of " + variables + " rows; at most " + MAXIMUM_ROWS + " can be read");
        }
        take(
                BYTES_A_VARIABLE * variables + bytesAnElement * variables * variables,
                "a matrix of " + variables + " x " + variables);
    }

    /** Takes any amount for something. */
    void take(long amount, String what) throws FormatException {
        if (amount > bytes - taken) {
            throw FormatException.of(
                    source,
                    what + " would take " + (taken + amount) + " bytes to read; at most " + bytes + " may be used");
        }
        taken += amount;
    }

    /** Gives back what was taken. */
    void release(long amount) {
        taken -= amount;
    }

    /** What is left. */
    long left() {
        return bytes - taken;
    }
}
