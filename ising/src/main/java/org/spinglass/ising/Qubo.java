package org.spinglass.ising;

import java.util.Arrays;

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
 * <p>Coefficients are kept as given, in double precision; both ways are computed in double precision, and a model
 * rounds each of its coefficients once, to float32. {@link #toRounded} tells what that changes: nothing as long as
 * {@code 4 h_i} are whole numbers below 2^24. Memory: 12 bytes an interaction, 12 bytes a variable. Immutable.
 */
public final class Qubo {
    private final double[] linear;
    private final UpperTriangle quadratic;
    private final double offset;

    Qubo(double[] linear, UpperTriangle quadratic, double offset) {
        this.linear = linear;
        this.quadratic = quadratic;
        this.offset = offset;
        for (int i = 0; i < linear.length; i++) {
            if (!Double.isFinite(linear[i])) {
                throw new IllegalArgumentException("q_" + i + " is " + linear[i] + "; it must be finite");
            }
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("offset is " + offset + "; it must be finite");
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
        return new Qubo(linear, UpperTriangle.ofPacked(linear.length, upper), offset);
    }

    /** The QUBO of the same values as a model's energies, offset included. */
    public static Qubo of(PlainIsing model) {
        int n = model.spins();
        QuboBuilder builder = new QuboBuilder(n, Duplicates.SUM);
        double[] rowSums = new double[n];
        double[] constant = {model.offset()};
        Interactions.of(model, (i, j, value) -> {
            builder.add(i, j, 4.0 * value);
            rowSums[i] += value;
            rowSums[j] += value;
            constant[0] += value;
        });
        for (int i = 0; i < n; i++) {
            builder.addLinear(i, 2.0 * model.field(i) - 2 * rowSums[i]);
            constant[0] -= model.field(i);
        }
        return builder.addOffset(constant[0]).build();
    }

    /** Number of variables. */
    public int variables() {
        return linear.length;
    }

    /** Number of pairs with a stored coefficient, zeros that were given included. */
    public int interactions() {
        return quadratic.pairs();
    }

    /** q_i. */
    public double linear(int i) {
        return linear[i];
    }

    /** q_ij, the same as q_ji; 0 where none is stored. Cost: log(degree) comparisons. */
    public double quadratic(int i, int j) {
        java.util.Objects.checkIndex(Math.max(i, j), linear.length);
        int at = quadratic.find(Math.min(i, j), Math.max(i, j));
        return at < 0 ? 0 : quadratic.values()[at];
    }

    /** The constant. */
    public double offset() {
        return offset;
    }

    /** Tells the visitor every stored pair i &lt; j, by row and column. */
    public void forEach(Interactions.Visitor visitor) {
        for (int i = 0; i < linear.length; i++) {
            for (int k = quadratic.starts()[i]; k < quadratic.starts()[i + 1]; k++) {
                visitor.visit(i, quadratic.columns()[k], quadratic.values()[k]);
            }
        }
    }

    /**
     * f of a state, in double precision from the coefficients as given. Cost: N + M operations.
     *
     * @param state x: up is 1, down is 0
     * @throws IllegalArgumentException when the number of spins differs from {@link #variables()}
     */
    public double value(Spins state) {
        if (state.size() != linear.length) {
            throw new IllegalArgumentException(state.size() + " spins for " + linear.length + " variables");
        }
        byte[] sigma = state.toArray();
        double value = offset;
        for (int i = 0; i < sigma.length; i++) {
            if (sigma[i] > 0) {
                value += linear[i];
                for (int k = quadratic.starts()[i]; k < quadratic.starts()[i + 1]; k++) {
                    value += sigma[quadratic.columns()[k]] > 0 ? quadratic.values()[k] : 0;
                }
            }
        }
        return value;
    }

    /**
     * The Ising model of the same values and what rounding to float32 changes; dense or sparse as {@link RoundedIsing}
     * says. Cost: N + M operations, or N^2 of a dense one.
     *
     * @throws IllegalArgumentException when float32 cannot hold a coefficient
     */
    public RoundedIsing toRounded() {
        return spinTerms().rounded();
    }

    /** As {@link #toRounded}, the model alone. */
    public PlainIsing toIsing() {
        return toRounded().model();
    }

    /** As {@link #toRounded}, with only the coupled pairs stored. */
    public SparseIsing toSparseIsing() {
        return spinTerms().toSparse();
    }

    /**
     * As {@link #toRounded}, with all pairs stored.
     *
     * @throws IllegalArgumentException when float32 cannot hold a coefficient, or there are more than 46,340 variables
     */
    public DenseIsing toDenseIsing() {
        return spinTerms().toDense();
    }

    private SpinTerms spinTerms() {
        double[] fields = new double[linear.length];
        double constant = offset;
        for (int i = 0; i < fields.length; i++) {
            fields[i] = linear[i] / 2;
            constant += linear[i] / 2;
        }
        quadratic.addRowSums(0.25, fields);
        return new SpinTerms(fields, quadratic.times(0.25), constant + quadratic.sum() / 4);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Qubo that
                && Double.compare(offset, that.offset) == 0
                && Arrays.equals(linear, that.linear)
                && quadratic.sameAs(that.quadratic);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(linear) + 31 * Arrays.hashCode(quadratic.values()) + Double.hashCode(offset);
    }

    @Override
    public String toString() {
        return "Qubo[" + linear.length + " variables, " + interactions() + " interactions]";
    }
}
