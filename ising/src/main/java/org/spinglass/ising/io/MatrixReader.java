package org.spinglass.ising.io;

import org.spinglass.ising.Qubo;
import org.spinglass.ising.RoundedIsing;

/**
 * Collects a square matrix M element by element: the value is {@code x' M x} of binary variables, or {@code s' M s} of
 * spins, over the whole matrix. Only {@code M_ij + M_ji} matters, so it may be symmetric, triangular or neither.
 */
final class MatrixReader {
    /** Half an element for the sums, as much while a QUBO becomes an Ising model, and what the model takes. */
    private static final int BYTES_AN_ELEMENT = 14;

    private final Input input;
    private final Vartype vartype;
    private final int rows;
    private final double[] diagonal;
    private final double[] upper;
    private final double sign;
    private double constant;

    /** A matrix of zeros, whose memory and its model's are taken from the budget. */
    MatrixReader(Input input, Vartype vartype, int rows) throws FormatException {
        input.budget().takeMatrix(rows, BYTES_AN_ELEMENT);
        this.input = input;
        this.vartype = vartype;
        this.rows = rows;
        this.sign = input.sign();
        this.diagonal = new double[rows];
        this.upper = new double[(int) ((long) rows * (rows - 1) / 2)];
    }

    /** Adds element (i, j). */
    void add(int i, int j, double value) {
        if (i == j) {
            diagonal[i] += sign * value;
        } else {
            int row = Math.min(i, j);
            upper[(int) ((long) row * (2L * rows - row - 1) / 2) + Math.max(i, j) - row - 1] += sign * value;
        }
    }

    /** Adds a constant to every value. */
    void addConstant(double value) {
        constant += sign * value;
    }

    /** The problem, its variables numbered from 0. */
    Problem problem() throws FormatException {
        return problem(VariableLabels.range(0, rows));
    }

    Problem problem(VariableLabels labels) throws FormatException {
        try {
            RoundedIsing rounded;
            if (vartype == Vartype.BINARY) {
                rounded = Qubo.ofTriangle(diagonal, upper, constant).toRounded();
            } else {
                double offset = constant;
                for (double value : diagonal) {
                    offset += value;
                }
                rounded = RoundedIsing.ofTriangle(new double[rows], upper, offset);
            }
            return new Problem(rounded.model(), input.sense(vartype), 0, labels, rounded.rounding());
        } catch (IllegalArgumentException refused) {
            throw input.error(String.valueOf(refused.getMessage()));
        }
    }
}
