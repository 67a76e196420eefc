// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * A polynomial over numbered atoms, in three arrays: a term is a coefficient times the product of its atoms, and one
 * without atoms is a constant. Immutable; two are equal
 * when they have the same terms in the same order. Memory: 12 bytes a term and 4 an atom.
 */
public final class Polynomial {
    /** The polynomial 0. */
    public static final Polynomial ZERO = new Polynomial(new double[0], new int[1], new int[0]);

    private static final int MOST_TERMS = 100_000_000;

    private final double[] coefficients;
    private final int[] starts;
    private final int[] atoms;

    Polynomial(double[] coefficients, int[] starts, int[] atoms) {
        this.coefficients = coefficients;
        this.starts = starts;
        this.atoms = atoms;
    }

    /** The polynomial c. */
    public static Polynomial constant(double c) {
        return c == 0 ? ZERO : new Polynomial(new double[] {c}, new int[2], new int[0]);
    }

    /** The polynomial c times an atom. */
    public static Polynomial of(double c, int atom) {
        return new Polynomial(new double[] {c}, new int[] {0, 1}, new int[] {atom});
    }

    /** Number of terms. */
    public int terms() {
        return coefficients.length;
    }

    /** The coefficient of a term. */
    public double coefficient(int term) {
        return coefficients[term];
    }

    /** How many atoms a term has. */
    public int degree(int term) {
        return starts[term + 1] - starts[term];
    }

    /** An atom of a term. */
    public int atom(int term, int k) {
        return atoms[starts[term] + k];
    }

    /** The atoms of a term, a copy. */
    public int[] atoms(int term) {
        return Arrays.copyOfRange(atoms, starts[term], starts[term + 1]);
    }

    /** The most atoms of a term; 0 of a constant. */
    public int degree() {
        int most = 0;
        for (int term = 0; term < terms(); term++) {
            most = Math.max(most, degree(term));
        }
        return most;
    }

    /** Whether any term has an atom of this kind. */
    public boolean hasAtom(IntPredicate isSought) {
        for (int atom : atoms) {
            if (isSought.test(atom)) {
                return true;
            }
        }
        return false;
    }

    /** The sum of the terms without atoms. */
    public double constant() {
        double sum = 0;
        for (int term = 0; term < terms(); term++) {
            sum += degree(term) == 0 ? coefficients[term] : 0;
        }
        return sum;
    }

    /** The sum of two. Cost: a copy of both. */
    public Polynomial plus(Polynomial other) {
        if (other.terms() == 0 || terms() == 0) {
            return terms() == 0 ? other : this;
        }
        return new PolynomialBuilder(terms() + other.terms())
                .add(1, this)
                .add(1, other)
                .build();
    }

    /** So many times this. */
    public Polynomial times(double factor) {
        double[] scaled = coefficients.clone();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= factor;
        }
        return new Polynomial(scaled, starts, atoms);
    }

    /**
     * The product, term by term.
     *
     * @throws IllegalArgumentException when it has more than {@value #MOST_TERMS} terms
     */
    public Polynomial times(Polynomial other) {
        if ((long) terms() * other.terms() > MOST_TERMS) {
            throw new IllegalArgumentException("a product of " + terms() + " and " + other.terms()
                    + " terms; expected one of at most " + MOST_TERMS + " terms");
        }
        return new PolynomialBuilder(terms() * other.terms())
                .addProduct(1, this, other)
                .build();
    }

    /**
     * The same polynomial with each product of atoms only once, its atoms in order, and without terms that are zero.
     *
     * @param isIdempotent whether the square of an atom is the atom
     */
    public Polynomial merged(IntPredicate isIdempotent) {
        return RowMerge.merged(this, isIdempotent);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polynomial that
                && Arrays.equals(coefficients, that.coefficients)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(atoms, that.atoms);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(coefficients) + Arrays.hashCode(atoms);
    }

    /**
     * The value.
     *
     * @param ofAtom what each atom is
     */
    double value(IntUnaryOperator ofAtom) {
        double sum = 0;
        for (int term = 0; term < coefficients.length; term++) {
            double product = coefficients[term];
            int end = starts[term + 1];
            for (int k = starts[term]; k < end && product != 0; k++) {
                product *= ofAtom.applyAsInt(atoms[k]);
            }
            sum += product;
        }
        return sum;
    }

    /**
     * What it cannot be less than, or not more than: the sum of the bounds of its terms.
     *
     * @param leastOf the least that each atom can be
     * @param mostOf the most
     */
    double bound(IntUnaryOperator leastOf, IntUnaryOperator mostOf, boolean isLeast) {
        double sum = 0;
        for (int term = 0; term < coefficients.length; term++) {
            double least = coefficients[term];
            double most = least;
            int end = starts[term + 1];
            for (int k = starts[term]; k < end; k++) {
                int low = leastOf.applyAsInt(atoms[k]);
                int high = mostOf.applyAsInt(atoms[k]);
                double a = least * low;
                double b = least * high;
                double c = most * low;
                double d = most * high;
                least = Math.min(Math.min(a, b), Math.min(c, d));
                most = Math.max(Math.max(a, b), Math.max(c, d));
            }
            sum += isLeast ? least : most;
        }
        return sum;
    }

    void copyProductTo(PolynomialBuilder builder, double factor, Polynomial other) {
        for (int a = 0; a < terms(); a++) {
            for (int b = 0; b < other.terms(); b++) {
                builder.term(factor * (coefficients[a] * other.coefficients[b]));
                builder.appendAtoms(atoms, starts[a], starts[a + 1]);
                builder.appendAtoms(other.atoms, other.starts[b], other.starts[b + 1]);
            }
        }
    }

    void copyTo(PolynomialBuilder builder, double factor) {
        for (int term = 0; term < terms(); term++) {
            builder.term(factor * coefficients[term]);
            builder.appendAtoms(atoms, starts[term], starts[term + 1]);
        }
    }
}
