// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

import java.util.Arrays;

/** Collects the terms of a {@link Polynomial} one by one, in arrays that grow. For one thread. */
public final class PolynomialBuilder {
    private double[] coefficients;
    private int[] starts;
    private int[] atoms;
    private int terms;
    private int used;

    /** Without terms, with room for some of one atom each. */
    public PolynomialBuilder(int expected) {
        this(expected, expected);
    }

    /** Without terms, with room for some and for the atoms of all together. */
    public PolynomialBuilder(int expected, int expectedAtoms) {
        this.coefficients = new double[expected];
        this.starts = new int[expected + 1];
        this.atoms = new int[expectedAtoms];
    }

    /** Without terms. */
    public PolynomialBuilder() {
        this(8);
    }

    /** Begins a term, a constant until atoms follow. */
    public PolynomialBuilder term(double coefficient) {
        if (terms == coefficients.length) {
            int more = grown(terms);
            coefficients = Arrays.copyOf(coefficients, more);
            starts = Arrays.copyOf(starts, more + 1);
        }
        coefficients[terms++] = coefficient;
        starts[terms] = used;
        return this;
    }

    /** Multiplies the term that was begun last by an atom. */
    public PolynomialBuilder with(int atom) {
        if (used == atoms.length) {
            atoms = Arrays.copyOf(atoms, grown(used));
        }
        atoms[used++] = atom;
        starts[terms] = used;
        return this;
    }

    void appendAtoms(int[] from, int begin, int end) {
        for (int k = begin; k < end; k++) {
            with(from[k]);
        }
    }

    /** Adds so many times a polynomial. */
    public PolynomialBuilder add(double factor, Polynomial other) {
        other.copyTo(this, factor);
        return this;
    }

    /** Adds so many times the product of two polynomials. */
    public PolynomialBuilder addProduct(double factor, Polynomial left, Polynomial right) {
        left.copyProductTo(this, factor, right);
        return this;
    }

    /** Number of terms. */
    public int terms() {
        return terms;
    }

    /** The atom at a place of all that were given. */
    int atomAt(int place) {
        return atoms[place];
    }

    int startOf(int term) {
        return starts[term];
    }

    /** Adds to the coefficient of a term; not after {@link #build}. */
    void addTo(int term, double value) {
        coefficients[term] += value;
    }

    /** What was collected; the builder may go on. No copy where the room that was asked for is full. */
    public Polynomial build() {
        boolean isFull = terms == coefficients.length && used == atoms.length;
        return isFull
                ? new Polynomial(coefficients, starts, atoms)
                : new Polynomial(
                        Arrays.copyOf(coefficients, terms),
                        Arrays.copyOf(starts, terms + 1),
                        Arrays.copyOf(atoms, used));
    }

    private static int grown(int size) {
        return Math.max(8, Math.addExact(size, size));
    }
}
