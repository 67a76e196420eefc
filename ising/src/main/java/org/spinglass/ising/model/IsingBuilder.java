// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

/**
 * Collects the coefficients of an Ising model one by one, in any order:
 *
 * <pre>  E(sigma) = sum_{i&lt;j} J_ij sigma_i sigma_j + sum_i h_i sigma_i + offset,   sigma_i = +1 or -1.</pre>
 *
 * <p>Coefficients are kept as given, and sums of those given several times lose nothing. Memory: 16 bytes a coupling, at most
 * 40 while arrays grow, and 8 bytes a spin. For one thread.
 *
 * <pre>{@code
 * PlainIsing model = new IsingBuilder(3, Duplicates.REJECT)
 *         .addCoupling(0, 1, 1)
 *         .addCoupling(2, 1, -1)
 *         .addField(0, 0.5)
 *         .build();
 * }</pre>
 */
public final class IsingBuilder {
    private final TermList terms;

    /**
     * A model without coefficients.
     *
     * @param spins N, at least 1
     * @param duplicates what to do with a coefficient that is given twice
     * @throws IllegalArgumentException when there are no spins
     */
    public IsingBuilder(int spins, Duplicates duplicates) {
        this(spins, 0, duplicates);
    }

    /**
     * The same with room for a number of couplings, so that arrays need not grow.
     *
     * @throws IllegalArgumentException when there are no spins or the number is negative
     */
    public IsingBuilder(int spins, int expectedCouplings, Duplicates duplicates) {
        this.terms = new TermList(spins, expectedCouplings, duplicates);
    }

    /**
     * Adds to J_ij, the same as J_ji. A zero makes the two neighbours. Whether a pair was given before is seen when the
     * model is built.
     *
     * @throws IllegalArgumentException when a spin does not exist, the two are one, or the value is not finite
     */
    public IsingBuilder addCoupling(int i, int j, double value) {
        terms.addPair(i, j, value);
        return this;
    }

    /**
     * Adds to h_i.
     *
     * @throws IllegalArgumentException when the spin does not exist, the value is not finite, or the field was given
     *     before and that is to be refused
     */
    public IsingBuilder addField(int i, double value) {
        terms.addLinear(i, value);
        return this;
    }

    /** Adds to the constant energy, as often as called. */
    public IsingBuilder addOffset(double value) {
        terms.addOffset(value);
        return this;
    }

    /**
     * Adds couplings between {@code from[e]} and {@code to[e]}.
     *
     * @throws IllegalArgumentException when lengths differ, and as {@link #addCoupling}
     */
    public IsingBuilder addCouplings(int[] from, int[] to, double[] values) {
        terms.addEdges(from, to, values);
        return this;
    }

    /**
     * Adds the form {@code sigma' M sigma} over a whole matrix: {@code M_ij + M_ji} to J_ij, and the diagonal, which is
     * constant, to the offset. A model {@code sum_{i<j} J_ij sigma_i sigma_j} is one of its triangles.
     *
     * @param matrix N x N, row-major; symmetric, triangular or neither
     * @throws IllegalArgumentException when it is not N x N or a value is not finite
     */
    public IsingBuilder addMatrix(double[] matrix) {
        int n = Matrices.requireSquare(matrix.length, terms.variables());
        return add((i, j) -> matrix[i * n + j]);
    }

    /** As {@link #addMatrix(double[])}, of single precision. */
    public IsingBuilder addMatrix(float[] matrix) {
        int n = Matrices.requireSquare(matrix.length, terms.variables());
        return add((i, j) -> matrix[i * n + j]);
    }

    /** As {@link #addMatrix(double[])}, row by row. */
    public IsingBuilder addMatrix(double[][] matrix) {
        Matrices.requireSquare(matrix, row -> row.length, terms.variables());
        return add((i, j) -> matrix[i][j]);
    }

    /** As {@link #addMatrix(double[])}, row by row, of single precision. */
    public IsingBuilder addMatrix(float[][] matrix) {
        Matrices.requireSquare(matrix, row -> row.length, terms.variables());
        return add((i, j) -> matrix[i][j]);
    }

    private IsingBuilder add(TermList.Matrix matrix) {
        terms.addMatrix(matrix, (i, value) -> terms.addOffset(value));
        return this;
    }

    /** Couplings added so far. */
    public int couplings() {
        return terms.pairs();
    }

    /**
     * Takes all numbers, those already added and those to come, as the decimal numbers of at most fifteen digits that they are
     * next to, as readers of text do: energies are then those of the decimals, so that 0.1 and 0.2 make 0.3.
     */
    public IsingBuilder readDecimals() {
        terms.readDecimals();
        return this;
    }

    /**
     * The model, dense or sparse as {@link DenseIsing#suits} says. Cost: N + M operations, or N^2 of a dense one.
     *
     * @throws IllegalArgumentException when a pair was given twice and that is to be refused, or sums of coefficients are more
     *     than a double holds
     */
    public PlainIsing build() {
        return terms().model();
    }

    SpinTerms terms() {
        return SpinTerms.ofSpins(terms.terms());
    }
}
