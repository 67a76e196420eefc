// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * The sum of squares of linear forms over bits, each with a weight,
 *
 * <pre>  sum_r w_r (c_r + sum_i a_ri x_i)^2
 *     = sum_r w_r c_r^2 + sum_i x_i sum_r w_r a_ri (a_ri + 2 c_r) + sum_{i&lt;j} x_i x_j sum_r 2 w_r a_ri a_rj,</pre>
 *
 * <p>multiplied out as a sparse matrix product, row by row (Gustavson, ACM Trans. Math. Softw. 4, 250, 1978): all
 * products of a bit with those behind it are summed, without loss, in one row before the next row begins. Cost: one
 * multiplication and one sum for each two bits of a form. Memory: 20 bytes for each bit of a form, 24 for each bit; so
 * forms over the same bits need no more than one, however many they are. For one thread.
 */
final class SquareSum {
    /** So many products are summed between two looks at the clock: a millisecond or two. */
    private static final long UNSEEN = 1_000_000;

    private final int variables;
    private final int[] starts; // of forms
    private final double[] weights;
    private final double[] constants;
    private final int[] bits;
    private final double[] worth;
    private final int[] form; // to which each place belongs
    private final double[] high;
    private final double[] low;
    private final int[] seen;
    private final int[] touched;

    /**
     * Prepares.
     *
     * @param variables bits that there are
     * @param penalties squares, with their slack
     * @param weight of each
     */
    SquareSum(int variables, List<Penalty> penalties, ToDoubleFunction<Penalty> weight) {
        this.variables = variables;
        int forms = penalties.size();
        this.starts = new int[forms + 1];
        this.weights = new double[forms];
        this.constants = new double[forms];
        int most = 0;
        for (Penalty penalty : penalties) {
            most = Math.addExact(most, penalty.terms().terms() + penalty.slack().length);
        }
        this.bits = new int[most];
        this.worth = new double[most];
        this.form = new int[most];
        for (int f = 0; f < forms; f++) {
            Penalty penalty = penalties.get(f);
            weights[f] = weight.applyAsDouble(penalty);
            constants[f] = penalty.terms().constant();
            starts[f + 1] = put(penalty, starts[f]);
            Arrays.fill(form, starts[f], starts[f + 1], f);
        }
        this.high = new double[variables];
        this.low = new double[variables];
        this.seen = new int[variables];
        this.touched = new int[variables];
    }

    /** Puts a form at a place, by ascending bits, each once. */
    private int put(Penalty penalty, int first) {
        Polynomial terms = penalty.terms();
        int[] slack = penalty.slack();
        long[] order = new long[terms.terms()]; // a bit and its term
        int size = 0;
        for (int term = 0; term < terms.terms(); term++) {
            if (terms.degree(term) > 0) {
                order[size++] = (long) terms.atom(term, 0) << Integer.SIZE | term;
            }
        }
        Arrays.sort(order, 0, size);
        int next = first;
        for (int k = 0; k < size; k++) {
            int bit = (int) (order[k] >> Integer.SIZE);
            double coefficient = terms.coefficient((int) order[k]);
            if (next > first && bits[next - 1] == bit) {
                worth[next - 1] += coefficient;
            } else {
                bits[next] = bit;
                worth[next++] = coefficient;
            }
        }
        for (int k = 0; k < slack.length; k++) { // bits of slack stand behind all others
            bits[next] = penalty.firstSlack() + k;
            worth[next++] = -slack[k];
        }
        return next;
    }

    /**
     * Adds the sum to a QUBO, each pair once; again with what a double does not hold of it.
     *
     * @param isOver asked every millisecond or two; a sum that is small is never asked for
     * @return whether all was added; false where it is over, and the QUBO then of no use
     */
    boolean addTo(QuboBuilder qubo, BooleanSupplier isOver) {
        for (int f = 0; f < weights.length; f++) {
            qubo.addOffset(weights[f] * constants[f] * constants[f]);
            for (int p = starts[f]; p < starts[f + 1]; p++) {
                qubo.addLinear(bits[p], weights[f] * worth[p] * (worth[p] + 2 * constants[f]));
            }
        }
        int[] rows = new int[variables + 1];
        int[] places = byBit(rows);
        Arrays.fill(seen, -1);
        long done = 0;
        for (int i = 0; i < variables; i++) {
            int count = 0;
            for (int k = rows[i]; k < rows[i + 1]; k++) {
                int p = places[k];
                done += starts[form[p] + 1] - p;
                count = addRow(i, p, count);
            }
            for (int k = 0; k < count; k++) {
                add(qubo, i, touched[k]);
            }
            if (done >= UNSEEN) {
                done = 0;
                if (isOver.getAsBoolean()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The places of each bit in all forms, by bit. */
    private int[] byBit(int[] rows) {
        int all = starts[starts.length - 1];
        for (int p = 0; p < all; p++) {
            rows[bits[p] + 1]++;
        }
        for (int i = 0; i < variables; i++) {
            rows[i + 1] += rows[i];
        }
        int[] next = Arrays.copyOf(rows, variables);
        int[] places = new int[all];
        for (int p = 0; p < all; p++) {
            places[next[bits[p]]++] = p;
        }
        return places;
    }

    /** Adds the products of a place with those behind it in its form to row i, whose columns are so many until now. */
    private int addRow(int i, int p, int before) {
        int count = before;
        int end = starts[form[p] + 1];
        double factor = weights[form[p]] * 2 * worth[p];
        for (int q = p + 1; q < end; q++) {
            int j = bits[q];
            double value = factor * worth[q];
            if (seen[j] != i) {
                seen[j] = i;
                touched[count++] = j;
                high[j] = value;
                low[j] = 0;
            } else { // Knuth's sum of two, and what it leaves
                double old = high[j];
                double sum = old + value;
                double part = sum - old;
                low[j] += old - (sum - part) + (value - part);
                high[j] = sum;
            }
        }
        return count;
    }

    private void add(QuboBuilder qubo, int i, int j) {
        if (high[j] != 0) {
            qubo.add(i, j, high[j]);
        }
        if (low[j] != 0) {
            qubo.add(i, j, low[j]);
        }
    }
}
