package org.spinglass.ising;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Linear and quadratic coefficients in the order in which they come, on arrays that grow: 16 bytes a pair, at most 40
 * while the arrays are being enlarged, and 8 bytes a variable. For one thread.
 */
final class TermList {
    private static final int MAXIMUM_PAIRS = Integer.MAX_VALUE / 2;

    private final double[] linear;
    private final Duplicates duplicates;
    private final BitSet given = new BitSet();
    private double offset;
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

    double offset() {
        return offset;
    }

    /** The live linear coefficients. */
    double[] linear() {
        return linear;
    }

    void addOffset(double value) {
        requireFinite(value, "offset");
        offset += value;
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
        linear[i] += value;
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
     * The pairs by row and column, those given twice summed or refused. Cost: N + M operations, 16 bytes a pair.
     *
     * @throws IllegalArgumentException when a pair is given twice and that is to be refused, or a sum is not finite
     */
    UpperTriangle compress() {
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
            sorted[at] = values[e];
        }
        return merge(starts, columns, sorted);
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

    private UpperTriangle merge(int[] starts, int[] columns, double[] sorted) {
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
                    sorted[kept - 1] += sorted[k];
                    requireFinite(sorted[kept - 1], "sum of variables " + i + " and " + columns[k]);
                } else {
                    columns[kept] = columns[k];
                    sorted[kept++] = sorted[k];
                }
            }
        }
        starts[linear.length] = kept;
        return kept == pairs
                ? new UpperTriangle(starts, columns, sorted)
                : new UpperTriangle(starts, Arrays.copyOf(columns, kept), Arrays.copyOf(sorted, kept));
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
