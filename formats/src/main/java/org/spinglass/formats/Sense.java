// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

/** What the value of a problem is, and whether a larger or a smaller one is better. */
public enum Sense {
    /** The weight of the edges between the two sides of a graph, {@code sum_{i<j} w_ij (1 - s_i s_j) / 2}, to be maximised. */
    MAX_CUT(Vartype.SPIN, true),
    /** A quadratic function of binary variables, to be minimised. */
    MIN_QUBO(Vartype.BINARY, false),
    /** An Ising energy, to be minimised. */
    MIN_ISING(Vartype.SPIN, false),
    /** A quadratic function of binary variables, to be maximised: the model has the opposite of its coefficients. */
    MAX_QUBO(Vartype.BINARY, true),
    /** A quadratic function of spins, to be maximised: the model has the opposite of its coefficients. */
    MAX_ISING(Vartype.SPIN, true);

    private final Vartype vartype;
    private final boolean isMaximised;

    Sense(Vartype vartype, boolean isMaximised) {
        this.vartype = vartype;
        this.isMaximised = isMaximised;
    }

    /** The sense of a quadratic function of such variables. */
    static Sense of(Vartype vartype, boolean isMaximised) {
        return vartype == Vartype.BINARY ? isMaximised ? MAX_QUBO : MIN_QUBO : isMaximised ? MAX_ISING : MIN_ISING;
    }

    /** Whether larger values are better. */
    public boolean isMaximised() {
        return isMaximised;
    }

    /** Whether values are the opposite of energies. */
    boolean isOpposite() {
        return this == MAX_QUBO || this == MAX_ISING;
    }

    /** The kind of variables in which values of this sense are written. */
    public Vartype vartype() {
        return vartype;
    }
}
