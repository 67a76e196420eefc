// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Arrays;
import java.util.Objects;
import org.spinglass.ising.internal.arrays.Evaluation;
import org.spinglass.ising.internal.arrays.KnownCouplings;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.internal.arrays.UpperTriangle;
import org.spinglass.ising.internal.numbers.Decimals;

/**
 * An Ising model with couplings between some pairs of spins, in compressed rows:
 *
 * <pre>  E(sigma) = sum_{i&lt;j} J_ij sigma_i sigma_j + sum_i h_i sigma_i + offset,   sigma_i = +1 or -1.</pre>
 *
 * <p>The numbers given are kept. N spins and M couplings take {@code 8 N + 16 M} bytes where single precision holds
 * them and their sums by rows, {@code 12 N + 24 M} otherwise: each coupling stands in the rows of both its spins.
 * Immutable.
 */
public final class SparseIsing implements PlainIsing {
    static {
        ArraysOfModels.show();
    }

    private final int[] starts;
    private final int[] neighbours;
    private final Numbers numbers;
    private final Evaluation evaluation;
    private final SparseArrays arrays;

    /** A model of rows that were checked. */
    SparseIsing(int[] starts, int[] neighbours, Numbers numbers, Evaluation evaluation) {
        this.starts = starts;
        this.neighbours = neighbours;
        this.numbers = numbers;
        this.evaluation = evaluation;
        this.arrays = new SparseArrays(starts, neighbours, numbers, evaluation, new KnownCouplings());
    }

    /**
     * A model from a list of couplings. Cost: {@code N + M}.
     *
     * @param from one spin of each coupling, from 0
     * @param to the other, in any order
     * @param couplings J of each, as long as {@code from} and {@code to}; zeros are kept as neighbours
     * @param fields h, one a spin
     * @param offset constant energy
     * @throws IllegalArgumentException when lengths differ, a spin does not exist or is coupled with itself, a pair
     *     appears twice, or a value is not finite
     */
    public static SparseIsing of(int[] from, int[] to, double[] couplings, double[] fields, double offset) {
        int n = fields.length;
        if (n == 0 || from.length != couplings.length || to.length != couplings.length) {
            throw new IllegalArgumentException(from.length + " and " + to.length + " ends of " + couplings.length
                    + " couplings of " + n + " spins; expected two ends a coupling, and at least one spin");
        }
        IsingBuilder builder = new IsingBuilder(n, couplings.length, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(fields[i])) {
                throw new IllegalArgumentException("field " + i + " is " + fields[i] + "; it must be finite");
            }
            builder.addField(i, fields[i]);
        }
        for (int e = 0; e < couplings.length; e++) {
            requireCoupling(e, from[e], to[e], couplings[e], n);
            builder.addCoupling(from[e], to[e], couplings[e]);
        }
        try {
            return builder.addOffset(offset).terms().toSparse();
        } catch (DuplicateTermException twice) {
            throw new IllegalArgumentException(
                    "spins " + twice.first() + " and " + twice.second() + " are coupled twice; expected each pair once",
                    twice);
        }
    }

    /**
     * As {@link #of(int[], int[], double[], double[], double)}, of single precision.
     *
     * @throws IllegalArgumentException when lengths differ, a spin does not exist or is coupled with itself, a pair
     *     appears twice, or a value is not finite
     */
    public static SparseIsing of(int[] from, int[] to, float[] couplings, float[] fields, double offset) {
        double[] wideCouplings = new double[couplings.length];
        Arrays.setAll(wideCouplings, e -> couplings[e]);
        double[] wideFields = new double[fields.length];
        Arrays.setAll(wideFields, i -> fields[i]);
        return of(from, to, wideCouplings, wideFields, offset);
    }

    /**
     * A model from numbers of pairs i &lt; j.
     *
     * @param pairs where they are
     * @param upper their couplings, in the order of the pairs, and the fields
     */
    static SparseIsing ofUpper(UpperTriangle pairs, Numbers upper, Evaluation evaluation) {
        int n = upper.fields();
        int[] upperStarts = pairs.starts();
        int[] columns = pairs.columns();
        int[] starts = new int[n + 1];
        for (int i = 0; i < n; i++) {
            starts[i + 1] += upperStarts[i + 1] - upperStarts[i];
            for (int k = upperStarts[i]; k < upperStarts[i + 1]; k++) {
                starts[columns[k] + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            starts[i + 1] += starts[i];
        }
        int[] neighbours = new int[2 * pairs.pairs()];
        int[] place = new int[neighbours.length];
        int[] next = Arrays.copyOf(starts, n);
        // rows are filled in ascending order: row i gets its smaller neighbours before its own turn comes
        for (int i = 0; i < n; i++) {
            for (int k = upperStarts[i]; k < upperStarts[i + 1]; k++) {
                int j = columns[k];
                neighbours[next[i]] = j;
                place[next[i]++] = k;
                neighbours[next[j]] = i;
                place[next[j]++] = k;
            }
        }
        Numbers both = switch (upper) {
            case Numbers.Single single -> {
                float[] couplings = new float[place.length];
                for (int k = 0; k < place.length; k++) {
                    couplings[k] = single.coupling()[place[k]];
                }
                yield new Numbers.Single(couplings, single.field());
            }
            case Numbers.Wide wide -> {
                double[] couplings = new double[place.length];
                for (int k = 0; k < place.length; k++) {
                    couplings[k] = wide.coupling()[place[k]];
                }
                yield new Numbers.Wide(couplings, wide.field());
            }
        };
        return new SparseIsing(starts, neighbours, both, evaluation);
    }

    private static void requireCoupling(int e, int i, int j, double value, int n) {
        if (i < 0 || j < 0 || i >= n || j >= n || i == j) {
            throw new IllegalArgumentException("coupling " + e + " is between spins " + i + " and " + j
                    + "; expected two different ones from 0 to " + (n - 1));
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "coupling of spins " + i + " and " + j + " is " + value + "; it must be finite");
        }
    }

    @Override
    public int spins() {
        return numbers.fields();
    }

    @Override
    public int interactions() {
        return neighbours.length / 2;
    }

    /** Number of spins that spin i is coupled with. */
    public int degree(int i) {
        return starts[i + 1] - starts[i];
    }

    /** The k-th neighbour of spin i, k from 0, in ascending order. */
    public int neighbour(int i, int k) {
        return neighbours[starts[i] + checked(i, k)];
    }

    /** The coupling of spin i with its k-th neighbour. */
    public double coupling(int i, int k) {
        return Decimals.value(numbers.coupling(starts[i] + checked(i, k)), evaluation.decimals());
    }

    private int checked(int i, int k) {
        return Objects.checkIndex(k, degree(i));
    }

    @Override
    public double field(int i) {
        return Decimals.value(numbers.field(i), evaluation.decimals());
    }

    @Override
    public double offset() {
        return evaluation.offset().over(evaluation.decimals(), 1);
    }

    /** Where each spin's row begins, and the end. */
    int[] starts() {
        return starts;
    }

    /** The neighbours, row after row. */
    int[] neighbours() {
        return neighbours;
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
    SparseArrays arrays() {
        return arrays;
    }

    /**
     * The same model with all pairs stored. Memory: {@code 4 N^2} bytes, or 8.
     *
     * @throws IllegalArgumentException when there are more than 46,340 spins
     */
    public DenseIsing toDense() {
        int n = spins();
        DenseIsing.requireSize(n);
        Numbers all = switch (numbers) {
            case Numbers.Single single -> {
                float[] matrix = new float[n * n];
                forEach((i, j, k) -> matrix[i * n + j] = single.coupling()[k]);
                yield new Numbers.Single(matrix, single.field());
            }
            case Numbers.Wide wide -> {
                double[] matrix = new double[n * n];
                forEach((i, j, k) -> matrix[i * n + j] = wide.coupling()[k]);
                yield new Numbers.Wide(matrix, wide.field());
            }
        };
        return new DenseIsing(all, evaluation);
    }

    private interface Place {
        void at(int i, int j, int k);
    }

    private void forEach(Place place) {
        for (int i = 0; i < spins(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                place.at(i, neighbours[k], k);
            }
        }
    }

    /** Whether another model has the same couplings, fields and evaluation, as the doubles that they are next to. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SparseIsing that)
                || offset() != that.offset()
                || !Arrays.equals(starts, that.starts)
                || !Arrays.equals(neighbours, that.neighbours)) {
            return false;
        }
        for (int i = 0; i < spins(); i++) {
            if (field(i) != that.field(i)) {
                return false;
            }
            for (int k = 0; k < degree(i); k++) {
                if (coupling(i, k) != that.coupling(i, k)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 31 * Double.hashCode(offset() + 0.0) + Arrays.hashCode(neighbours);
        for (int i = 0; i < spins(); i++) {
            hash = 31 * hash + Double.hashCode(field(i) + 0.0);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "SparseIsing[" + spins() + " spins, " + interactions() + " couplings]";
    }
}
