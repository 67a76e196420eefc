package org.spinglass.ising.io;

/** What the value of a problem is, and whether a larger or a smaller one is better. */
public enum Sense {
    /** The weight of the edges between the two sides of a graph, {@code sum_{i<j} w_ij (1 - s_i s_j) / 2}, to be maximised. */
    MAX_CUT,
    /** A quadratic function of binary variables, to be minimised. */
    MIN_QUBO,
    /** An Ising energy, to be minimised. */
    MIN_ISING;

    /** Whether larger values are better. */
    public boolean isMaximised() {
        return this == MAX_CUT;
    }

    /** The kind of variables in which values of this sense are written. */
    public Vartype vartype() {
        return this == MIN_QUBO ? Vartype.BINARY : Vartype.SPIN;
    }
}
