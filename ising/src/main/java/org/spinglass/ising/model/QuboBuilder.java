// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

/**
 * Collects the coefficients of a {@link Qubo} one by one, in any order:
 *
 * <pre>  f(x) = sum_i q_i x_i + sum_{i&lt;j} q_ij x_i x_j + offset,   x_i = 0 or 1.</pre>
 *
 * <p>Memory: 16 bytes an interaction, at most 40 while arrays grow, and 8 bytes a variable. For one thread.
 */
public final class QuboBuilder {
    private final TermList terms;

    /**
     * A QUBO without coefficients.
     *
     * @param variables N, at least 1
     * @param duplicates what to do with a coefficient that is given twice
     * @throws IllegalArgumentException when there are no variables
     */
    public QuboBuilder(int variables, Duplicates duplicates) {
        this(variables, 0, duplicates);
    }

    /**
     * The same with room for a number of interactions, so that arrays need not grow.
     *
     * @throws IllegalArgumentException when there are no variables or the number is negative
     */
    public QuboBuilder(int variables, int expectedInteractions, Duplicates duplicates) {
        this.terms = new TermList(variables, expectedInteractions, duplicates);
    }

    /**
     * Adds to q_ij, the same as q_ji; with i = j to q_i. Whether a pair was given before is seen when the QUBO is built.
     *
     * @throws IllegalArgumentException when a variable does not exist, the value is not finite, or q_i was given before
     *     and that is to be refused
     */
    public QuboBuilder add(int i, int j, double value) {
        if (i == j) {
            terms.addLinear(i, value);
        } else {
            terms.addPair(i, j, value);
        }
        return this;
    }

    /** Adds to q_i, as {@link #add} with i = j. */
    public QuboBuilder addLinear(int i, double value) {
        terms.addLinear(i, value);
        return this;
    }

    /** Adds to the constant, as often as called. */
    public QuboBuilder addOffset(double value) {
        terms.addOffset(value);
        return this;
    }

    /**
     * Adds interactions between {@code from[e]} and {@code to[e]}, all of different variables.
     *
     * @throws IllegalArgumentException when lengths differ, and as {@link #add}
     */
    public QuboBuilder addInteractions(int[] from, int[] to, double[] values) {
        terms.addEdges(from, to, values);
        return this;
    }

    /**
     * Adds the form {@code x' M x} over a whole matrix: {@code M_ij + M_ji} to q_ij, and {@code M_ii} to q_i.
     *
     * @param matrix N x N, row-major; symmetric, triangular or neither
     * @throws IllegalArgumentException when it is not N x N or a value is not finite
     */
    public QuboBuilder addMatrix(double[] matrix) {
        int n = Matrices.requireSquare(matrix.length, terms.variables());
        return add((i, j) -> matrix[i * n + j]);
    }

    /** As {@link #addMatrix(double[])}, of single precision. */
    public QuboBuilder addMatrix(float[] matrix) {
        int n = Matrices.requireSquare(matrix.length, terms.variables());
        return add((i, j) -> matrix[i * n + j]);
    }

    /** As {@link #addMatrix(double[])}, row by row. */
    public QuboBuilder addMatrix(double[][] matrix) {
        Matrices.requireSquare(matrix, row -> row.length, terms.variables());
        return add((i, j) -> matrix[i][j]);
    }

    /** As {@link #addMatrix(double[])}, row by row, of single precision. */
    public QuboBuilder addMatrix(float[][] matrix) {
        Matrices.requireSquare(matrix, row -> row.length, terms.variables());
        return add((i, j) -> matrix[i][j]);
    }

    private QuboBuilder add(TermList.Matrix matrix) {
        terms.addMatrix(matrix, terms::addLinear);
        return this;
    }

    /**
     * Takes all numbers, those already added and those to come, as the decimal numbers of at most fifteen digits that they are
     * next to, as readers of text do: values are then those of the decimals, so that 0.1 and 0.2 make 0.3.
     */
    public QuboBuilder readDecimals() {
        terms.readDecimals();
        return this;
    }

    /** Interactions added so far. */
    public int interactions() {
        return terms.pairs();
    }

    /**
     * The QUBO. Cost: N + M operations.
     *
     * @throws IllegalArgumentException when a pair was given twice and that is to be refused
     */
    public Qubo build() {
        return new Qubo(terms.terms());
    }
}
