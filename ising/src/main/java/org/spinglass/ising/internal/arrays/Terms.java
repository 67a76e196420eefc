// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.numbers.Decimals;
import org.spinglass.ising.internal.numbers.ExactSum;
import org.spinglass.ising.internal.numbers.Total;
import org.spinglass.ising.internal.numbers.Unit;

/**
 * A quadratic function as it was given: linear coefficients, those of pairs, and a constant, all multiplied by
 * {@code 10^decimals}, so that decimal coefficients are whole numbers.
 *
 * <p>A coefficient that was given as a sum which no double holds is a double and what that leaves; arrays of such rests are
 * empty where there are none.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Terms(
        double[] linear, double[] linearRests, UpperTriangle quadratic, double[] rests, Total offset, int decimals) {
    private static final int MANTISSA = 53;
    private static final double[] NONE = {};

    public Terms {
        if (!Double.isFinite(offset.high())) {
            throw new IllegalArgumentException("offset is " + offset.high() + "; it must be finite");
        }
    }

    /** Coefficients that are what they are. */
    public static Terms of(double[] linear, UpperTriangle quadratic, double offset) {
        return new Terms(linear, NONE, quadratic, NONE, new Total(offset, 0), 0);
    }

    /**
     * The same coefficients taken as the decimal numbers that they are next to, where they all have at most fifteen digits; the
     * arrays are taken over.
     */
    public Terms readDecimals() {
        Decimals digits = new Decimals();
        digits.take(offset.high());
        for (double value : linear) {
            digits.take(value);
        }
        for (double value : quadratic.values()) {
            digits.take(value);
        }
        if (decimals > 0 || hasRests() || offset.low() != 0 || digits.digits() <= 0) {
            return this;
        }
        int behind = digits.digits();
        Arrays.setAll(linear, i -> Decimals.whole(linear[i], behind));
        double[] values = quadratic.values();
        Arrays.setAll(values, k -> Decimals.whole(values[k], behind));
        return new Terms(linear, NONE, quadratic, NONE, new Total(Decimals.whole(offset.high(), behind), 0), behind);
    }

    public int variables() {
        return linear.length;
    }

    /** A coefficient in the function's own units. */
    public double linear(int i) {
        return Decimals.value(linear[i], decimals);
    }

    /** The coefficient of the k-th pair in the function's own units. */
    public double pair(int k) {
        return Decimals.value(quadratic.values()[k], decimals);
    }

    public double constant() {
        return offset.over(decimals, 1);
    }

    /** The sum of the sizes of all coefficients; the constant not included. */
    public double size() {
        double size = 0;
        for (double value : linear) {
            size += Math.abs(value);
        }
        for (double value : quadratic.values()) {
            size += Math.abs(value);
        }
        return size;
    }

    /** The power of two of which all coefficients are multiples. */
    public Unit unit() {
        Unit unit = new Unit();
        for (double value : linear) {
            unit.take(value);
        }
        for (double value : quadratic.values()) {
            unit.take(value);
        }
        return unit;
    }

    public boolean hasRests() {
        return linearRests.length + rests.length > 0;
    }

    /** The value in spins. */
    public Total ofSpins(byte[] sigma) {
        ExactSum sum = new ExactSum();
        sum.add(offset);
        int[] starts = quadratic.starts();
        for (int i = 0; i < sigma.length; i++) {
            sum.add(sigma[i] * linear[i]);
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sum.add(sigma[i] * sigma[quadratic.columns()[k]] * quadratic.values()[k]);
            }
        }
        for (int i = 0; i < linearRests.length; i++) {
            sum.add(sigma[i] * linearRests[i]);
        }
        for (int i = 0; i < sigma.length && rests.length > 0; i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sum.add(sigma[i] * sigma[quadratic.columns()[k]] * rests[k]);
            }
        }
        return sum.total();
    }

    /** The value in binary variables: a spin that is up is a one. */
    public Total ofBinaries(byte[] sigma) {
        ExactSum sum = new ExactSum();
        sum.add(offset);
        int[] starts = quadratic.starts();
        for (int i = 0; i < sigma.length; i++) {
            if (sigma[i] > 0) {
                sum.add(linear[i]);
                if (linearRests.length > 0) {
                    sum.add(linearRests[i]);
                }
                for (int k = starts[i]; k < starts[i + 1]; k++) {
                    if (sigma[quadratic.columns()[k]] > 0) {
                        sum.add(quadratic.values()[k]);
                        if (rests.length > 0) {
                            sum.add(rests[k]);
                        }
                    }
                }
            }
        }
        return sum.total();
    }

    /**
     * The same function in spins, {@code x = (1 + sigma) / 2}: {@code h_i = q_i / 2 + sum_j q_ij / 4, J_ij = q_ij / 4}.
     *
     * @return terms that are exact, or null where doubles do not hold them
     */
    @Nullable
    public Terms exactSpins() {
        double size = size();
        if (hasRests() || !Double.isFinite(4 * size) || !unit().fits(4 * size, MANTISSA)) {
            return null;
        }
        Terms spins = roundedSpins();
        return Arrays.equals(spins.quadratic.times(4).values(), quadratic.values()) ? spins : null;
    }

    /** As {@link #exactSpins}, each coefficient rounded to double precision. */
    public Terms roundedSpins() {
        int n = linear.length;
        int[] starts = quadratic.starts();
        double[] fields = new double[n];
        double[] low = new double[n];
        ExactSum constant = new ExactSum();
        constant.add(offset);
        for (int i = 0; i < n; i++) {
            accumulate(fields, low, i, linear[i] / 2);
            constant.add(linear[i] / 2);
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                double quarter = quadratic.values()[k] / 4;
                accumulate(fields, low, i, quarter);
                accumulate(fields, low, quadratic.columns()[k], quarter);
                constant.add(quarter);
            }
        }
        for (int i = 0; i < n; i++) {
            fields[i] += low[i];
        }
        return new Terms(fields, NONE, quadratic.times(0.25), NONE, constant.total(), decimals);
    }

    private static void accumulate(double[] high, double[] low, int i, double value) {
        double sum = high[i] + value;
        double other = sum - high[i];
        low[i] += high[i] - (sum - other) + (value - other);
        high[i] = sum;
    }

    /** The same function in binary variables, of one in spins: {@code q_i = 2 h_i - 2 sum_j J_ij, q_ij = 4 J_ij}. */
    public Terms toBinaries() {
        int n = linear.length;
        int[] starts = quadratic.starts();
        double[] values = new double[n];
        double[] low = new double[n];
        ExactSum constant = new ExactSum();
        constant.add(offset);
        for (int i = 0; i < n; i++) {
            accumulate(values, low, i, 2 * linear[i]);
            constant.add(-linear[i]);
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                double coupling = quadratic.values()[k];
                accumulate(values, low, i, -2 * coupling);
                accumulate(values, low, quadratic.columns()[k], -2 * coupling);
                constant.add(coupling);
            }
        }
        boolean hasLow = false;
        for (int i = 0; i < n; i++) {
            Total total = Total.of(values[i], low[i]);
            values[i] = total.high();
            low[i] = total.low();
            hasLow |= low[i] != 0;
        }
        return new Terms(values, hasLow ? low : NONE, quadratic.times(4), NONE, constant.total(), decimals);
    }

    /** Whether other terms have the same coefficients and constant, as the doubles that they are next to. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Terms that)
                || constant() != that.constant()
                || linear.length != that.linear.length
                || !quadratic.samePairs(that.quadratic)) {
            return false;
        }
        for (int i = 0; i < linear.length; i++) {
            if (linear(i) != that.linear(i)) {
                return false;
            }
        }
        for (int k = 0; k < quadratic.pairs(); k++) {
            if (pair(k) != that.pair(k)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 31 * Double.hashCode(constant() + 0.0) + Arrays.hashCode(quadratic.columns());
        for (int i = 0; i < linear.length; i++) {
            hash = 31 * hash + Double.hashCode(linear(i) + 0.0);
        }
        return hash;
    }
}
