package org.spinglass.ising;

import java.util.Arrays;

/**
 * An Ising model with couplings between some pairs of spins, in compressed rows:
 *
 * <pre>  E(sigma) = sum_{i&lt;j} J_ij sigma_i sigma_j + sum_i h_i sigma_i + offset,   sigma_i = +1 or -1.</pre>
 *
 * <p>Couplings and fields are float32. N spins and M couplings take {@code 8 N + 16 M} bytes: each coupling stands in the
 * rows of both its spins. Immutable.
 */
public final class SparseIsing implements PlainIsing {
    private final int[] starts;
    private final int[] neighbours;
    private final float[] couplings;
    private final float[] fields;
    private final double offset;

    private SparseIsing(int[] starts, int[] neighbours, float[] couplings, float[] fields, double offset) {
        this.starts = starts;
        this.neighbours = neighbours;
        this.couplings = couplings;
        this.fields = fields;
        this.offset = offset;
    }

    /**
     * A model from a list of couplings. Cost: {@code N + M log(degree)}.
     *
     * @param from one spin of each coupling, from 0
     * @param to the other, in any order
     * @param couplings J of each, as long as {@code from} and {@code to}; zeros are kept as neighbours
     * @param fields h, one a spin; taken over, not copied
     * @param offset constant energy
     * @throws IllegalArgumentException when lengths differ, a spin does not exist or is coupled with itself, a pair
     *     appears twice, or a value is not finite
     */
    public static SparseIsing of(int[] from, int[] to, float[] couplings, float[] fields, double offset) {
        int n = fields.length;
        if (n == 0 || from.length != couplings.length || to.length != couplings.length) {
            throw new IllegalArgumentException(from.length + " and " + to.length + " ends of " + couplings.length
                    + " couplings of " + n + " spins; expected two ends a coupling, and at least one spin");
        }
        if (couplings.length > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(couplings.length + " couplings; expected at most 2^30 - 1");
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("offset is " + offset + "; it must be finite");
        }
        for (int i = 0; i < n; i++) {
            if (!Float.isFinite(fields[i])) {
                throw new IllegalArgumentException("field " + i + " is " + fields[i] + "; it must be finite");
            }
        }
        int[] starts = new int[n + 1];
        for (int e = 0; e < couplings.length; e++) {
            requireCoupling(e, from[e], to[e], couplings[e], n);
            starts[from[e] + 1]++;
            starts[to[e] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            starts[i + 1] += starts[i];
        }
        // a long a neighbour, its number above the bits of the coupling, so that rows are sorted without objects
        long[] rows = new long[2 * couplings.length];
        int[] next = Arrays.copyOf(starts, n);
        for (int e = 0; e < couplings.length; e++) {
            long bits = Float.floatToRawIntBits(couplings[e]) & 0xffff_ffffL;
            rows[next[from[e]]++] = (long) to[e] << 32 | bits;
            rows[next[to[e]]++] = (long) from[e] << 32 | bits;
        }
        int[] neighbours = new int[rows.length];
        float[] values = new float[rows.length];
        for (int i = 0; i < n; i++) {
            Arrays.sort(rows, starts[i], starts[i + 1]);
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                neighbours[k] = (int) (rows[k] >>> 32);
                values[k] = Float.intBitsToFloat((int) rows[k]);
                if (k > starts[i] && neighbours[k] == neighbours[k - 1]) {
                    throw new IllegalArgumentException(
                            "spins " + i + " and " + neighbours[k] + " are coupled twice; expected each pair once");
                }
            }
        }
        return new SparseIsing(starts, neighbours, values, fields, offset);
    }

    /**
     * A model from the couplings of pairs i &lt; j in compressed rows with ascending columns, all values finite. Cost:
     * N + M operations.
     */
    static SparseIsing ofUpper(int[] upperStarts, int[] columns, float[] upper, float[] fields, double offset) {
        int n = fields.length;
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
        int[] neighbours = new int[2 * upper.length];
        float[] couplings = new float[neighbours.length];
        int[] next = Arrays.copyOf(starts, n);
        // rows are filled in ascending order: row i gets its smaller neighbours before its own turn comes
        for (int i = 0; i < n; i++) {
            for (int k = upperStarts[i]; k < upperStarts[i + 1]; k++) {
                int j = columns[k];
                neighbours[next[i]] = j;
                couplings[next[i]++] = upper[k];
                neighbours[next[j]] = i;
                couplings[next[j]++] = upper[k];
            }
        }
        return new SparseIsing(starts, neighbours, couplings, fields, offset);
    }

    private static void requireCoupling(int e, int i, int j, float value, int n) {
        if (i < 0 || j < 0 || i >= n || j >= n || i == j) {
            throw new IllegalArgumentException("coupling " + e + " is between spins " + i + " and " + j
                    + "; expected two different ones from 0 to " + (n - 1));
        }
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(
                    "coupling of spins " + i + " and " + j + " is " + value + "; it must be finite");
        }
    }

    @Override
    public int spins() {
        return fields.length;
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
    public float coupling(int i, int k) {
        return couplings[starts[i] + checked(i, k)];
    }

    private int checked(int i, int k) {
        return java.util.Objects.checkIndex(k, degree(i));
    }

    @Override
    public float field(int i) {
        return fields[i];
    }

    @Override
    public double offset() {
        return offset;
    }

    /** The live row starts, length N + 1, for samplers; not to be written to. */
    int[] starts() {
        return starts;
    }

    /** The live neighbours, row behind row, for samplers; not to be written to. */
    int[] neighbours() {
        return neighbours;
    }

    /** The live couplings, as the neighbours, for samplers; not to be written to. */
    float[] couplings() {
        return couplings;
    }

    /** The live fields, for samplers; not to be written to. */
    float[] fields() {
        return fields;
    }

    /**
     * The same model with all pairs stored. Memory: {@code 4 N^2} bytes.
     *
     * @throws IllegalArgumentException when there are more than 46,340 spins
     */
    public DenseIsing toDense() {
        int n = fields.length;
        if ((long) n * n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(n + " spins; a dense model has at most 46340");
        }
        float[] matrix = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                matrix[i * n + neighbours[k]] = couplings[k];
            }
        }
        return DenseIsing.of(matrix, fields.clone(), offset);
    }

    /** Cost: N + M operations. */
    @Override
    public double energy(int form, Spins state) {
        if (form != 0 || state.size() != fields.length) {
            throw new IllegalArgumentException("form " + form + " with " + state.size()
                    + " spins, of a model of 1 form with " + fields.length + " spins");
        }
        byte[] sigma = state.toArray();
        double energy = offset;
        for (int i = 0; i < sigma.length; i++) {
            double field = fields[i];
            for (int k = starts[i]; k < starts[i + 1] && neighbours[k] < i; k++) {
                field += sigma[neighbours[k]] * (double) couplings[k];
            }
            energy += sigma[i] * field;
        }
        return energy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseIsing that
                && Double.compare(offset, that.offset) == 0
                && Arrays.equals(fields, that.fields)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(neighbours, that.neighbours)
                && Arrays.equals(couplings, that.couplings);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields) + 31 * Arrays.hashCode(couplings) + Double.hashCode(offset);
    }

    @Override
    public String toString() {
        return "SparseIsing[" + fields.length + " spins, " + interactions() + " couplings]";
    }
}
