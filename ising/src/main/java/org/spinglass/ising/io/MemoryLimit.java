package org.spinglass.ising.io;

import org.spinglass.ising.RoundedIsing;

/**
 * What reading may take, and what a model of a given size will.
 *
 * <p>A pair takes 16 bytes in a list and up to 40 while its arrays grow, 20 while it is sorted into rows, and then those of
 * the model: 16 of a sparse one; a dense one takes 4 for each of N^2 elements.
 *
 * @param source the file, for messages
 * @param bytes the limit
 */
record MemoryLimit(String source, long bytes) {
    private static final int MAXIMUM_VARIABLES = 1 << 30;
    private static final int MAXIMUM_ROWS = 1 << 16;
    private static final int MAXIMUM_PAIRS = Integer.MAX_VALUE / 2;
    private static final long BYTES_A_VARIABLE = 64;
    private static final long BYTES_A_PAIR = 48;
    private static final long BYTES_A_SPARSE_PAIR = 16;

    /** A model of that many variables and pairs that is read pair by pair. */
    void requireList(long variables, long pairs) throws FormatException {
        if (variables > MAXIMUM_VARIABLES || pairs > MAXIMUM_PAIRS) {
            throw FormatException.of(
                    source,
                    variables + " variables with " + pairs + " interactions; at most " + MAXIMUM_VARIABLES + " and "
                            + MAXIMUM_PAIRS + " can be read");
        }
        long model =
                RoundedIsing.isDense((int) variables, pairs) ? 4 * variables * variables : BYTES_A_SPARSE_PAIR * pairs;
        require(
                BYTES_A_VARIABLE * variables + BYTES_A_PAIR * pairs + model,
                variables + " variables with " + pairs + " interactions");
    }

    /** A model of that many variables, all pairs of which are read into a matrix, with so many bytes an element. */
    void requireMatrix(long variables, int bytesAnElement) throws FormatException {
        if (variables > MAXIMUM_ROWS) {
            throw FormatException.of(
                    source, "a matrix of " + variables + " rows; at most " + MAXIMUM_ROWS + " can be read");
        }
        require(
                BYTES_A_VARIABLE * variables + bytesAnElement * variables * variables,
                "a matrix of " + variables + " x " + variables);
    }

    /** Any amount, for something. */
    void require(long needed, String what) throws FormatException {
        if (needed > bytes) {
            throw FormatException.of(
                    source, what + " would take " + needed + " bytes to read; at most " + bytes + " may be used");
        }
    }
}
