// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

/** A coefficient was given twice to a builder that refuses that. */
public final class DuplicateTermException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int first;
    private final int second;
    private final int position;

    DuplicateTermException(int first, int second, int position) {
        super(
                first == second
                        ? "variable " + first + " has two linear coefficients; expected one at most"
                        : "variables " + first + " and " + second + " are paired twice; expected each pair once");
        this.first = first;
        this.second = second;
        this.position = position;
    }

    /** The variable, or the smaller of the two. */
    public int first() {
        return first;
    }

    /** The larger of the two variables; the same as {@link #first} for a linear coefficient. */
    public int second() {
        return second;
    }

    /** Which pair, counted from 0 in the order in which pairs were added, is the repeated one; -1 for a linear one. */
    public int position() {
        return position;
    }
}
