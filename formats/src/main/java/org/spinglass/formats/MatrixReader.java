// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.math.BigDecimal;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Qubo;

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
    private boolean isText = true;
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

    /** Takes numbers as the doubles that they are, and not as the decimal numbers that a text says. */
    MatrixReader readDoubles() {
        isText = false;
        return this;
    }

    /** Adds element (i, j). */
    void add(int i, int j, double value) {
        if (i == j) {
            diagonal[i] = sum(diagonal[i], sign * value);
        } else {
            int row = Math.min(i, j);
            int at = (int) ((long) row * (2L * rows - row - 1) / 2) + Math.max(i, j) - row - 1;
            upper[at] = sum(upper[at], sign * value);
        }
    }

    /** Adds a constant to every value. */
    void addConstant(double value) {
        constant = sum(constant, sign * value);
    }

    /** The sum, of decimal numbers the double next to theirs. */
    private double sum(double a, double b) {
        boolean isPlain = !isText || a == 0 || a == b || a == Math.rint(a) && b == Math.rint(b);
        return isPlain
                ? a + b
                : BigDecimal.valueOf(a).add(BigDecimal.valueOf(b)).doubleValue();
    }

    /** The problem, its variables numbered from 0. */
    Problem problem() throws FormatException {
        return problem(VariableLabels.range(0, rows));
    }

    Problem problem(VariableLabels labels) throws FormatException {
        try {
            return new Problem(model(), input.sense(vartype), 0, labels);
        } catch (IllegalArgumentException refused) {
            throw input.error(String.valueOf(refused.getMessage()));
        }
    }

    private PlainIsing model() {
        if (vartype == Vartype.BINARY) {
            Qubo qubo = isText
                    ? Qubo.ofDecimalTriangle(diagonal, upper, constant)
                    : Qubo.ofTriangle(diagonal, upper, constant);
            return qubo.toIsing();
        }
        double offset = constant;
        for (double value : diagonal) {
            offset = sum(offset, value);
        }
        return isText
                ? PlainIsing.ofDecimalTriangle(new double[rows], upper, offset)
                : PlainIsing.ofTriangle(new double[rows], upper, offset);
    }
}
