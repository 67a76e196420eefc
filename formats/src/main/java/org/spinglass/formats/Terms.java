// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.Arrays;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.SparseIsing;

/**
 * The coefficients of a problem in its own variables and sense: those of the Ising model for spins, those of the QUBO of
 * the same values for binary variables, and the opposite of them where values are maximised.
 */
final class Terms {
    private static final double COUPLING_OF_BINARIES = 4;

    private final PlainIsing model;
    private final double factor;
    private final double[] linear;
    private final double offset;

    /** The coefficients of a problem. */
    Terms(Problem problem) {
        this.model = problem.model();
        this.linear = new double[model.spins()];
        double sign = problem.sense().isOpposite() ? -1 : 1;
        if (problem.sense().vartype() == Vartype.BINARY) {
            Qubo qubo = Qubo.of(model);
            this.factor = sign * COUPLING_OF_BINARIES;
            this.offset = opposite(sign, qubo.offset());
            Arrays.setAll(linear, i -> opposite(sign, qubo.linear(i)));
        } else {
            this.factor = sign;
            this.offset = opposite(sign, model.offset());
            Arrays.setAll(linear, i -> opposite(sign, model.field(i)));
        }
    }

    /** The value, or its opposite without a zero's sign. */
    private static double opposite(double sign, double value) {
        return sign > 0 ? value : 0 - value;
    }

    /** Takes pairs of variables and their coefficients. */
    interface PairWriter {
        void write(int i, int j, double value) throws IOException;
    }

    double linear(int i) {
        return linear[i];
    }

    double offset() {
        return offset;
    }

    int variables() {
        return linear.length;
    }

    /** How many pairs variable i is in. */
    int degree(int i) {
        return switch (model) {
            case SparseIsing sparse -> sparse.degree(i);
            case DenseIsing dense -> {
                int degree = 0;
                for (int j = 0; j < linear.length; j++) {
                    degree += dense.coupling(i, j) != 0 ? 1 : 0;
                }
                yield degree;
            }
        };
    }

    /** Writes the pairs of variable i with those from {@code first} on, by ascending number. */
    void row(int i, int first, PairWriter writer) throws IOException {
        switch (model) {
            case SparseIsing sparse -> {
                for (int k = 0; k < sparse.degree(i); k++) {
                    if (sparse.neighbour(i, k) >= first) {
                        writer.write(i, sparse.neighbour(i, k), factor * sparse.coupling(i, k));
                    }
                }
            }
            case DenseIsing dense -> {
                for (int j = first; j < linear.length; j++) {
                    if (dense.coupling(i, j) != 0) {
                        writer.write(i, j, factor * dense.coupling(i, j));
                    }
                }
            }
        }
    }

    /** Writes each pair i &lt; j, by row and column. */
    void pairs(PairWriter writer) throws IOException {
        for (int i = 0; i < linear.length; i++) {
            row(i, i + 1, writer);
        }
    }
}
