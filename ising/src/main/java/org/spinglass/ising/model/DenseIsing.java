// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Arrays;
import org.spinglass.ising.internal.arrays.DenseArrays;
import org.spinglass.ising.internal.arrays.Evaluation;
import org.spinglass.ising.internal.arrays.KnownCouplings;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.numbers.Decimals;
import org.spinglass.ising.internal.numbers.Total;
import org.spinglass.ising.internal.numbers.Unit;

/**
 * An Ising model with couplings between all pairs of spins:
 *
 * <pre>  E(sigma) = sum_{i&lt;j} J_ij sigma_i sigma_j + sum_i h_i sigma_i + offset,   sigma_i = +1 or -1.</pre>
 *
 * <p>The numbers given are kept: {@code 4 N^2} bytes for N spins where single precision holds them and their sums by
 * rows, {@code 8 N^2} otherwise. Immutable.
 */
public final class DenseIsing implements PlainIsing {
    private static final int MOST_SPINS = 46_340;
    private static final int MOST_SUITED = 16_384;
    private static final int DOUBLE = 53;

    static {
        ArraysOfModels.show();
    }

    private final DenseArrays arrays;
    private final Numbers numbers;
    private final Evaluation evaluation;
    private final int spins;

    /** A model of numbers that were checked. */
    DenseIsing(Numbers numbers, Evaluation evaluation) {
        this.numbers = numbers;
        this.evaluation = evaluation;
        this.spins = numbers.fields();
        this.arrays = new DenseArrays(numbers, evaluation, new KnownCouplings());
    }

    /**
     * A model from its full coupling matrix.
     *
     * @param couplings J, N x N, row-major, symmetric with a zero diagonal; taken over, not copied
     * @param fields h, length N; taken over, not copied
     * @param offset constant energy
     * @throws IllegalArgumentException when sizes do not fit, the matrix is not symmetric, its diagonal is not zero, or
     *     a value is not finite
     */
    public static DenseIsing of(float[] couplings, float[] fields, double offset) {
        return of(new Numbers.Single(couplings, fields), offset);
    }

    /**
     * As {@link #of(float[], float[], double)}, in double precision.
     *
     * @throws IllegalArgumentException when sizes do not fit, the matrix is not symmetric, its diagonal is not zero, or
     *     a value is not finite
     */
    public static DenseIsing of(double[] couplings, double[] fields, double offset) {
        return of(new Numbers.Wide(couplings, fields), offset);
    }

    private static DenseIsing of(Numbers numbers, double offset) {
        int n = numbers.fields();
        if (n == 0 || numbers.couplings() != (long) n * n) {
            throw new IllegalArgumentException(
                    numbers.couplings() + " couplings for " + n + " spins; expected spins^2, of at least one spin");
        }
        requireFinite("offset", offset);
        Unit unit = new Unit();
        double largest = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            requireFinite("field " + i, numbers.field(i));
            unit.take(numbers.field(i));
            double row = Math.abs(numbers.field(i));
            size += row;
            if (numbers.coupling(i * n + i) != 0) {
                throw new IllegalArgumentException("coupling of spin " + i + " with itself is "
                        + numbers.coupling(i * n + i) + "; it must be zero");
            }
            for (int j = 0; j < n; j++) {
                double value = numbers.coupling(i * n + j);
                row += Math.abs(value);
                if (j < i) {
                    requireCoupling(i, j, value, numbers.coupling(j * n + i));
                    unit.take(value);
                    size += Math.abs(value);
                }
            }
            largest = Math.max(largest, row);
        }
        requireFinite("four times the sum of the sizes of a row", 4 * largest);
        return new DenseIsing(
                fitting(numbers, SpinTerms.fitsSingle(unit, largest)),
                new Evaluation(new Total(offset, 0), 0, unit.fits(size, DOUBLE), null));
    }

    /**
     * A model that only stands for another one whose energies count: its coefficients are rounded, and stay in single
     * precision.
     */
    static DenseIsing ofRounded(float[] couplings, float[] fields, double offset) {
        return new DenseIsing(
                new Numbers.Single(couplings, fields), new Evaluation(new Total(offset, 0), 0, false, null));
    }

    private static Numbers fitting(Numbers numbers, boolean isSingle) {
        if (isSingle == numbers instanceof Numbers.Single) {
            return numbers;
        }
        if (isSingle) {
            return new Numbers.Single(Numbers.singleCouplings(numbers, 1), Numbers.singleFields(numbers, 1));
        }
        double[] couplings = new double[numbers.couplings()];
        Arrays.setAll(couplings, numbers::coupling);
        double[] fields = new double[numbers.fields()];
        Arrays.setAll(fields, numbers::field);
        return new Numbers.Wide(couplings, fields);
    }

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be finite");
        }
    }

    private static void requireCoupling(int i, int j, double value, double mirrored) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "coupling of spins " + i + " and " + j + " is " + value + "; it must be finite");
        }
        if (value != mirrored) {
            throw new IllegalArgumentException("coupling of spins " + i + " and " + j + " is " + value + " one way and "
                    + mirrored + " the other; the matrix must be symmetric");
        }
    }

    static void requireSize(int spins) {
        if (spins > MOST_SPINS) {
            throw new IllegalArgumentException(spins + " spins; a dense model has at most " + MOST_SPINS);
        }
    }

    /**
     * Whether a model of that many spins and coupled pairs is better stored with all pairs: where at least one pair in
     * four is coupled and there are at most 16,384 spins. From there on annealing on a matrix is the faster (benchmark
     * {@code DenseOrSparse}), and a matrix takes at most twice the memory of lists.
     */
    public static boolean suits(int spins, long pairs) {
        return spins <= MOST_SUITED && 8 * pairs >= (long) spins * (spins - 1);
    }

    @Override
    public int spins() {
        return spins;
    }

    /** J_ij, the same as J_ji; zero for i = j. */
    public double coupling(int i, int j) {
        return Decimals.value(numbers.coupling(i * spins + j), evaluation.decimals());
    }

    /** Cost: N^2 / 2 comparisons. */
    @Override
    public int interactions() {
        int count = 0;
        for (int i = 0; i < spins; i++) {
            for (int j = 0; j < i; j++) {
                count += numbers.coupling(i * spins + j) != 0 ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    public double field(int i) {
        return Decimals.value(numbers.field(i), evaluation.decimals());
    }

    @Override
    public double offset() {
        return evaluation.offset().over(evaluation.decimals(), 1);
    }

    /** Its couplings and fields. */
    Numbers numbers() {
        return numbers;
    }

    /** How its energies are computed. */
    Evaluation evaluation() {
        return evaluation;
    }

    /** What it stores. */
    DenseArrays arrays() {
        return arrays;
    }

    /** Whether another model has the same couplings, fields and evaluation, as the doubles that they are next to. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DenseIsing that) || spins != that.spins || offset() != that.offset()) {
            return false;
        }
        for (int i = 0; i < spins; i++) {
            if (field(i) != that.field(i)) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                if (coupling(i, j) != that.coupling(i, j)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = Double.hashCode(offset() + 0.0);
        for (int i = 0; i < spins; i++) {
            hash = 31 * hash + Double.hashCode(field(i) + 0.0);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "DenseIsing[" + spins + " spins]";
    }
}
