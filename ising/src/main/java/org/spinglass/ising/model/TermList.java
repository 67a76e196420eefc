// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Arrays;
import java.util.BitSet;
import org.spinglass.ising.internal.arrays.Terms;
import org.spinglass.ising.internal.arrays.UpperTriangle;
import org.spinglass.ising.internal.numbers.Decimals;
import org.spinglass.ising.internal.numbers.Total;

/**
 * Linear and quadratic coefficients in the order in which they come, on arrays that grow: 16 bytes a pair, at most 40
 * while the arrays are being enlarged, and 8 bytes a variable. What is given several times is summed without loss. For one
 * thread.
 */
final class TermList {
    private static final int MAXIMUM_PAIRS = Integer.MAX_VALUE / 2;

    private final double[] linear;
    private final Duplicates duplicates;
    private final BitSet given = new BitSet();
    private double offset;
    /** Further linear coefficients of variables that have one, and of variable N further constants. */
    private int[] again = new int[4];

    private double[] added = new double[4];
    private int further;
    private boolean isDecimal;
    private int[] from;
    private int[] to;
    private double[] values;
    private int pairs;

    TermList(int variables, int expectedPairs, Duplicates duplicates) {
        if (variables < 1 || expectedPairs < 0) {
            throw new IllegalArgumentException(variables + " variables with " + expectedPairs
                    + " expected interactions; expected at least 1 and at least 0");
        }
        this.linear = new double[variables];
        this.duplicates = duplicates;
        int capacity = Math.max(16, expectedPairs);
        this.from = new int[capacity];
        this.to = new int[capacity];
        this.values = new double[capacity];
    }

    int variables() {
        return linear.length;
    }

    int pairs() {
        return pairs;
    }

    /** Takes all coefficients as the decimal numbers that they are next to. */
    void readDecimals() {
        isDecimal = true;
    }

    void addOffset(double value) {
        requireFinite(value, "offset");
        if (offset == 0) {
            offset = value;
        } else {
            addAgain(linear.length, value);
        }
    }

    private void addAgain(int i, double value) {
        if (value != 0) {
            if (further == added.length) {
                again = Arrays.copyOf(again, 2 * further);
                added = Arrays.copyOf(added, 2 * further);
            }
            again[further] = i;
            added[further++] = value;
        }
    }

    void addLinear(int i, double value) {
        requireVariable(i);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "linear coefficient of variable " + i + " is " + value + "; it must be finite");
        }
        if (duplicates == Duplicates.REJECT) {
            if (given.get(i)) {
                throw new DuplicateTermException(i, i, -1);
            }
            given.set(i);
        }
        if (linear[i] == 0) {
            linear[i] = value;
        } else {
            addAgain(i, value);
        }
    }

    void addPair(int i, int j, double value) {
        requireVariable(i);
        requireVariable(j);
        if (i == j) {
            throw new IllegalArgumentException("variable " + i + " is paired with itself; expected two different ones");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "coefficient of variables " + i + " and " + j + " is " + value + "; it must be finite");
        }
        if (pairs == values.length) {
            grow();
        }
        from[pairs] = Math.min(i, j);
        to[pairs] = Math.max(i, j);
        values[pairs++] = value;
    }

    private void grow() {
        if (pairs == MAXIMUM_PAIRS) {
            throw new IllegalArgumentException("more than " + MAXIMUM_PAIRS + " interactions");
        }
        int capacity = (int) Math.min(MAXIMUM_PAIRS, pairs + (pairs >> 1) + 16L);
        from = Arrays.copyOf(from, capacity);
        to = Arrays.copyOf(to, capacity);
        values = Arrays.copyOf(values, capacity);
    }

    /** Element (row, column) of a matrix. */
    interface Matrix {
        double at(int row, int column);
    }

    /** What becomes of a diagonal element of a matrix. */
    interface Diagonal {
        void add(int i, double value);
    }

    /** Adds {@code M_ij + M_ji} for each pair where it is not zero, and the diagonal as told. */
    void addMatrix(Matrix matrix, Diagonal diagonal) {
        for (int i = 0; i < linear.length; i++) {
            double own = matrix.at(i, i);
            if (own != 0) {
                diagonal.add(i, own);
            }
            for (int j = i + 1; j < linear.length; j++) {
                double value = matrix.at(i, j) + matrix.at(j, i);
                if (value != 0) {
                    addPair(i, j, value);
                }
            }
        }
    }

    void addEdges(int[] ends, int[] otherEnds, double[] coefficients) {
        if (ends.length != coefficients.length || otherEnds.length != coefficients.length) {
            throw new IllegalArgumentException(ends.length + " and " + otherEnds.length + " ends of "
                    + coefficients.length + " interactions; expected two ends each");
        }
        for (int e = 0; e < coefficients.length; e++) {
            addPair(ends[e], otherEnds[e], coefficients[e]);
        }
    }

    /**
     * All coefficients, pairs by row and column, those given twice summed or refused. Cost: N + M operations, 16 bytes a pair.
     *
     * @throws IllegalArgumentException when a pair is given twice and that is to be refused, or a sum is not finite
     */
    Terms terms() {
        int decimals = isDecimal ? decimals() : 0;
        int n = linear.length;
        int[] byColumn = order(to, n);
        int[] starts = new int[n + 1];
        for (int e = 0; e < pairs; e++) {
            starts[from[e] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, n);
        int[] columns = new int[pairs];
        double[] sorted = new double[pairs];
        for (int e : byColumn) {
            int at = next[from[e]]++;
            columns[at] = to[e];
            sorted[at] = Decimals.whole(values[e], decimals);
        }
        double[] rests = new double[0];
        UpperTriangle quadratic = new UpperTriangle(starts, columns, sorted);
        if (hasRepeated(quadratic)) {
            double[] low = new double[pairs];
            quadratic = merged(quadratic, low);
            rests = isZero(low) ? rests : Arrays.copyOf(low, quadratic.pairs());
        }
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            sums[i] = Decimals.whole(linear[i], decimals);
        }
        double[] low = new double[further > 0 ? n : 0];
        Total constant = new Total(Decimals.whole(offset, decimals), 0);
        for (int k = 0; k < further; k++) {
            double value = Decimals.whole(added[k], decimals);
            if (again[k] == n) {
                constant = constant.plus(value);
            } else {
                add(sums, low, again[k], value, "sum of the linear coefficients of variable " + again[k]);
            }
        }
        return new Terms(sums, isZero(low) ? new double[0] : low, quadratic, rests, constant, decimals);
    }

    /** How many digits behind the point make all coefficients whole numbers; 0 where they are no such decimals. */
    private int decimals() {
        Decimals decimals = new Decimals();
        decimals.take(offset);
        for (double value : linear) {
            decimals.take(value);
        }
        for (int k = 0; k < further; k++) {
            decimals.take(added[k]);
        }
        for (int e = 0; e < pairs; e++) {
            decimals.take(values[e]);
        }
        return Math.max(0, decimals.digits());
    }

    private static void add(double[] high, double[] low, int at, double value, String what) {
        Total sum = new Total(high[at], low[at]).plus(value);
        requireFinite(sum.high(), what);
        high[at] = sum.high();
        low[at] = sum.low();
    }

    private static boolean isZero(double[] values) {
        for (double value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasRepeated(UpperTriangle pairs) {
        for (int i = 0; i < pairs.size(); i++) {
            for (int k = pairs.starts()[i] + 1; k < pairs.starts()[i + 1]; k++) {
                if (pairs.columns()[k] == pairs.columns()[k - 1]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Numbers of the pairs by ascending key, in the order given where keys are equal. */
    private int[] order(int[] keys, int n) {
        int[] next = new int[n + 1];
        for (int e = 0; e < pairs; e++) {
            next[keys[e] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            next[i + 1] += next[i];
        }
        int[] order = new int[pairs];
        for (int e = 0; e < pairs; e++) {
            order[next[keys[e]]++] = e;
        }
        return order;
    }

    /** Pairs that stand side by side summed into one; {@code low} receives what that leaves. */
    private UpperTriangle merged(UpperTriangle repeated, double[] low) {
        int[] starts = repeated.starts();
        int[] columns = repeated.columns();
        double[] sums = repeated.values();
        int kept = 0;
        for (int i = 0; i < linear.length; i++) {
            int first = starts[i];
            int begin = kept;
            starts[i] = begin;
            for (int k = first; k < starts[i + 1]; k++) {
                if (kept > begin && columns[kept - 1] == columns[k]) {
                    if (duplicates == Duplicates.REJECT) {
                        throw new DuplicateTermException(i, columns[k], secondOf(i, columns[k]));
                    }
                    add(sums, low, kept - 1, sums[k], "sum of variables " + i + " and " + columns[k]);
                } else {
                    columns[kept] = columns[k];
                    sums[kept++] = sums[k];
                }
            }
        }
        starts[linear.length] = kept;
        return new UpperTriangle(starts, Arrays.copyOf(columns, kept), Arrays.copyOf(sums, kept));
    }

    /** Where a pair that was given at least twice was given for the second time. */
    private int secondOf(int i, int j) {
        int seen = 0;
        for (int e = 0; e < pairs; e++) {
            if (from[e] == i && to[e] == j && seen++ == 1) {
                return e;
            }
        }
        throw new AssertionError("pair " + i + " " + j + " was given " + seen + " times");
    }

    private void requireVariable(int i) {
        if (i < 0 || i >= linear.length) {
            throw new IllegalArgumentException("variable " + i + "; expected 0 to " + (linear.length - 1));
        }
    }

    private static void requireFinite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be finite");
        }
    }
}
