// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.arrays.Evaluation;
import org.spinglass.ising.internal.arrays.GivenTerms;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.arrays.Terms;
import org.spinglass.ising.internal.arrays.UpperTriangle;
import org.spinglass.ising.internal.numbers.Unit;

/**
 * The coefficients of an Ising model on their way to a model.
 *
 * @param terms fields, couplings and constant
 * @param given what energies are to be computed from where the coefficients are rounded; null where they are not
 */
record SpinTerms(Terms terms, @Nullable GivenTerms given) {
    private static final int SINGLE = 24;
    private static final int DOUBLE = 53;

    /** The coefficients as a function of spins gives them. */
    static SpinTerms ofSpins(Terms terms) {
        return new SpinTerms(terms, terms.hasRests() ? new GivenTerms.OfSpins(terms) : null);
    }

    /** The coefficients of the same function as one of binary variables. */
    static SpinTerms ofBinaries(Terms terms) {
        Terms exact = terms.exactSpins();
        return exact != null
                ? new SpinTerms(exact, null)
                : new SpinTerms(terms.roundedSpins(), new GivenTerms.OfBinaries(terms));
    }

    PlainIsing model() {
        return DenseIsing.suits(terms.variables(), terms.quadratic().pairs()) ? toDense() : toSparse();
    }

    SparseIsing toSparse() {
        UpperTriangle couplings = terms.quadratic();
        double[] fields = terms.linear();
        if (isSingle(rowSizes())) {
            return SparseIsing.ofUpper(
                    couplings, new Numbers.Single(single(couplings.values()), single(fields)), evaluation());
        }
        return SparseIsing.ofUpper(couplings, new Numbers.Wide(couplings.values(), fields), evaluation());
    }

    DenseIsing toDense() {
        int n = terms.variables();
        DenseIsing.requireSize(n);
        if (isSingle(rowSizes())) {
            float[] matrix = new float[n * n];
            forEach((i, j, value) -> {
                matrix[i * n + j] = (float) value;
                matrix[j * n + i] = (float) value;
            });
            return new DenseIsing(new Numbers.Single(matrix, single(terms.linear())), evaluation());
        }
        double[] matrix = new double[n * n];
        forEach((i, j, value) -> {
            matrix[i * n + j] = value;
            matrix[j * n + i] = value;
        });
        return new DenseIsing(new Numbers.Wide(matrix, terms.linear()), evaluation());
    }

    private void forEach(Interactions.Visitor visitor) {
        UpperTriangle couplings = terms.quadratic();
        for (int i = 0; i < terms.variables(); i++) {
            for (int k = couplings.starts()[i]; k < couplings.starts()[i + 1]; k++) {
                visitor.visit(i, couplings.columns()[k], couplings.values()[k]);
            }
        }
    }

    private static float[] single(double[] values) {
        float[] single = new float[values.length];
        for (int k = 0; k < single.length; k++) {
            single[k] = (float) values[k];
        }
        return single;
    }

    /** The sum of the sizes of each spin's field and couplings. */
    private double[] rowSizes() {
        double[] sizes = new double[terms.variables()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] += Math.abs(terms.linear()[i]);
        }
        forEach((i, j, value) -> {
            sizes[i] += Math.abs(value);
            sizes[j] += Math.abs(value);
        });
        for (int i = 0; i < sizes.length; i++) {
            if (!Double.isFinite(4 * sizes[i])) {
                throw new IllegalArgumentException("field and couplings of spin " + i
                        + " sum up to more than a double holds; expected at most 4e307");
            }
        }
        return sizes;
    }

    /** Whether single precision holds all coefficients, and all sums of one row of them. */
    private boolean isSingle(double[] rowSizes) {
        Unit unit = terms.unit();
        double largest = 0;
        for (double size : rowSizes) {
            largest = Math.max(largest, size);
        }
        return fitsSingle(unit, largest);
    }

    /** Whether single precision holds multiples of a unit whose sizes sum up to that, and none is too small or large for it. */
    static boolean fitsSingle(Unit unit, double size) {
        return unit.fits(size, SINGLE) && size < 0x1.0p120 && unit.value() >= 0x1.0p-120;
    }

    private Evaluation evaluation() {
        return new Evaluation(
                terms.offset(), terms.decimals(), given == null && terms.unit().fits(terms.size(), DOUBLE), given);
    }
}
