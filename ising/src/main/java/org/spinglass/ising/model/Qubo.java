// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Arrays;
import java.util.Objects;
import org.spinglass.ising.internal.arrays.Evaluation;
import org.spinglass.ising.internal.arrays.GivenTerms;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.arrays.Terms;
import org.spinglass.ising.internal.arrays.UpperTriangle;

/**
 * A quadratic function of binary variables, to be minimised (quadratic unconstrained binary optimisation):
 *
 * <pre>  f(x) = sum_i q_i x_i + sum_{i&lt;j} q_ij x_i x_j + offset,   x_i = 0 or 1.</pre>
 *
 * <p>Samplers work on the Ising model of the same values, {@code x = (1 + sigma) / 2}: a spin that is up is a one,
 *
 * <pre>
 *   h_i = q_i / 2 + sum_j q_ij / 4,   J_ij = q_ij / 4,   offset' = offset + sum_i q_i / 2 + sum_{i&lt;j} q_ij / 4
 *   q_i = 2 h_i - 2 sum_j J_ij,       q_ij = 4 J_ij,     offset = offset' - sum_i h_i + sum_{i&lt;j} J_ij
 * </pre>
 *
 * <p>Coefficients are kept as given. Where doubles do not hold those of the Ising model, it computes its energies from the
 * QUBO's. Memory: 12 bytes an interaction, 12 bytes a variable. Immutable.
 */
public final class Qubo {
    private final Terms terms;

    Qubo(Terms terms) {
        this.terms = terms;
        for (int i = 0; i < terms.variables(); i++) {
            if (!Double.isFinite(terms.linear()[i])) {
                throw new IllegalArgumentException("q_" + i + " is " + terms.linear()[i] + "; it must be finite");
            }
        }
    }

    /**
     * The QUBO {@code x' M x} over a whole matrix, as {@link QuboBuilder#addMatrix(double[][])} reads it.
     *
     * @throws IllegalArgumentException when it is empty or not square or a value is not finite
     */
    public static Qubo of(double[][] matrix) {
        return new QuboBuilder(matrix.length, Duplicates.SUM).addMatrix(matrix).build();
    }

    /**
     * A QUBO with all pairs in one array.
     *
     * @param linear q_i, length N; taken over, not copied
     * @param upper q_ij of the pairs i &lt; j, row-major, {@code N (N - 1) / 2} of them; used up
     * @throws IllegalArgumentException when lengths do not fit or a value is not finite
     */
    public static Qubo ofTriangle(double[] linear, double[] upper, double offset) {
        return new Qubo(Terms.of(linear, UpperTriangle.ofPacked(linear.length, upper), offset));
    }

    /** As {@link #ofTriangle}, with the numbers taken as decimal ones as {@link QuboBuilder#readDecimals} does. */
    public static Qubo ofDecimalTriangle(double[] linear, double[] upper, double offset) {
        return new Qubo(Terms.of(linear, UpperTriangle.ofPacked(linear.length, upper), offset)
                .readDecimals());
    }

    /** The QUBO of the same values as a model's energies, offset included: that from which the model was made, if it was. */
    public static Qubo of(PlainIsing model) {
        ModelArrays arrays = ModelArrays.of(model);
        Evaluation evaluation = arrays.evaluation();
        return switch (evaluation.given()) {
            case GivenTerms.OfBinaries given -> new Qubo(given.terms());
            case GivenTerms.OfSpins given -> new Qubo(given.terms().toBinaries());
            case null -> {
                Numbers numbers = arrays.numbers();
                double[] fields = new double[model.spins()];
                Arrays.setAll(fields, numbers::field);
                yield new Qubo(new Terms(
                                fields,
                                new double[0],
                                UpperTriangle.of(arrays, model.interactions()),
                                new double[0],
                                evaluation.offset(),
                                evaluation.decimals())
                        .toBinaries());
            }
        };
    }

    /** Number of variables. */
    public int variables() {
        return terms.variables();
    }

    /** Number of pairs with a stored coefficient, zeros that were given included. */
    public int interactions() {
        return terms.quadratic().pairs();
    }

    /** q_i. */
    public double linear(int i) {
        return terms.linear(i);
    }

    /** q_ij, the same as q_ji; 0 where none is stored. Cost: log(degree) comparisons. */
    public double quadratic(int i, int j) {
        Objects.checkIndex(Math.max(i, j), terms.variables());
        int at = terms.quadratic().find(Math.min(i, j), Math.max(i, j));
        return at < 0 ? 0 : terms.pair(at);
    }

    /** The constant. */
    public double offset() {
        return terms.constant();
    }

    /** Tells the visitor every stored pair i &lt; j, by row and column. */
    public void forEach(Interactions.Visitor visitor) {
        UpperTriangle pairs = terms.quadratic();
        for (int i = 0; i < terms.variables(); i++) {
            for (int k = pairs.starts()[i]; k < pairs.starts()[i + 1]; k++) {
                visitor.visit(i, pairs.columns()[k], terms.pair(k));
            }
        }
    }

    /**
     * f of a state, computed from the coefficients as given and rounded once: the double next to the true value, whatever
     * cancels. Cost: N + M operations.
     *
     * @param state x: up is 1, down is 0
     * @throws IllegalArgumentException when the number of spins differs from {@link #variables()}
     */
    public double value(Spins state) {
        if (state.size() != terms.variables()) {
            throw new IllegalArgumentException(state.size() + " spins for " + terms.variables() + " variables");
        }
        return terms.ofBinaries(state.toArray()).over(terms.decimals(), 1);
    }

    /**
     * The Ising model of the same values, dense or sparse as {@link DenseIsing#suits} says. Cost: N + M operations, or N^2 of a
     * dense one.
     *
     * @throws IllegalArgumentException when sums of coefficients are more than a double holds
     */
    public PlainIsing toIsing() {
        return SpinTerms.ofBinaries(terms).model();
    }

    /** As {@link #toIsing}, with only the coupled pairs stored. */
    public SparseIsing toSparseIsing() {
        return SpinTerms.ofBinaries(terms).toSparse();
    }

    /**
     * As {@link #toIsing}, with all pairs stored.
     *
     * @throws IllegalArgumentException when sums of coefficients are more than a double holds, or there are more than 46,340
     *     variables
     */
    public DenseIsing toDenseIsing() {
        return SpinTerms.ofBinaries(terms).toDense();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Qubo that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return "Qubo[" + terms.variables() + " variables, " + interactions() + " interactions]";
    }
}
