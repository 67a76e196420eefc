package org.spinglass.ising.io;

import org.spinglass.ising.PlainIsing;
import org.spinglass.ising.Qubo;

/**
 * Collects a square matrix M element by element: the value is {@code x' M x} of binary variables, or {@code s' M s} of
 * spins, over the whole matrix. Only {@code M_ij + M_ji} matters, so it may be symmetric, triangular or neither.
 */
final class MatrixReader {
    /** Half an element for the sums, as much while a QUBO becomes an Ising model, and what the model takes. */
    private static final int BYTES_AN_ELEMENT = 18;

    private final Input input;
    private final Vartype vartype;
    private final int rows;
    private final boolean isText;
    private final double[] diagonal;
    private final double[] upper;

    /**
     * A matrix of zeros, whose memory and its model's are taken from the budget.
     *
     * @param isText whether numbers are the decimal ones of a text, and not doubles
     */
    MatrixReader(Input input, Vartype vartype, int rows, boolean isText) throws FormatException {
        input.budget().takeMatrix(rows, BYTES_AN_ELEMENT);
        this.input = input;
        this.vartype = vartype;
        this.isText = isText;
        this.rows = rows;
        this.diagonal = new double[rows];
        this.upper = new double[(int) ((long) rows * (rows - 1) / 2)];
    }

    /** Adds element (i, j). */
    void add(int i, int j, double value) {
        if (i == j) {
            diagonal[i] += value;
        } else {
            int row = Math.min(i, j);
            upper[(int) ((long) row * (2L * rows - row - 1) / 2) + Math.max(i, j) - row - 1] += value;
        }
    }

    Problem problem() throws FormatException {
        try {
            Sense sense = vartype == Vartype.BINARY ? Sense.MIN_QUBO : Sense.MIN_ISING;
            return new Problem(model(), sense, 0, VariableLabels.range(0, rows));
        } catch (IllegalArgumentException refused) {
            throw input.error(String.valueOf(refused.getMessage()));
        }
    }

    private PlainIsing model() {
        if (vartype == Vartype.BINARY) {
            Qubo qubo = isText ? Qubo.ofDecimalTriangle(diagonal, upper, 0) : Qubo.ofTriangle(diagonal, upper, 0);
            return qubo.toIsing();
        }
        double constant = 0;
        for (double value : diagonal) {
            constant += value;
        }
        return isText
                ? PlainIsing.ofDecimalTriangle(new double[rows], upper, constant)
                : PlainIsing.ofTriangle(new double[rows], upper, constant);
    }
}
