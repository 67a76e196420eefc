package org.spinglass.ising;

import java.util.Arrays;

/**
 * An Ising model with couplings between all pairs of spins:
 *
 * <pre>  E(sigma) = sum_{i&lt;j} J_ij sigma_i sigma_j + sum_i h_i sigma_i + offset,   sigma_i = +1 or -1.</pre>
 *
 * <p>Couplings and fields are float32, {@code 4 N^2} bytes for N spins. Immutable.
 */
public final class DenseIsing implements PlainIsing {
    private final int spins;
    private final float[] couplings;
    private final float[] fields;
    private final double offset;

    private DenseIsing(int spins, float[] couplings, float[] fields, double offset) {
        this.spins = spins;
        this.couplings = couplings;
        this.fields = fields;
        this.offset = offset;
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
        int n = fields.length;
        if (n == 0 || couplings.length != (long) n * n) {
            throw new IllegalArgumentException(
                    couplings.length + " couplings for " + n + " spins; expected spins^2, of at least one spin");
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("offset is " + offset + "; it must be finite");
        }
        for (int i = 0; i < n; i++) {
            if (!Float.isFinite(fields[i])) {
                throw new IllegalArgumentException("field " + i + " is " + fields[i] + "; it must be finite");
            }
            if (couplings[i * n + i] != 0) {
                throw new IllegalArgumentException(
                        "coupling of spin " + i + " with itself is " + couplings[i * n + i] + "; it must be zero");
            }
            for (int j = 0; j < i; j++) {
                float value = couplings[i * n + j];
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "coupling of spins " + i + " and " + j + " is " + value + "; it must be finite");
                }
                if (value != couplings[j * n + i]) {
                    throw new IllegalArgumentException("coupling of spins " + i + " and " + j + " is " + value
                            + " one way and " + couplings[j * n + i] + " the other; the matrix must be symmetric");
                }
            }
        }
        return new DenseIsing(n, couplings, fields, offset);
    }

    @Override
    public int spins() {
        return spins;
    }

    /** J_ij, the same as J_ji; zero for i = j. */
    public float coupling(int i, int j) {
        return couplings[i * spins + j];
    }

    /** Cost: N^2 / 2 comparisons. */
    @Override
    public int interactions() {
        int count = 0;
        for (int i = 0; i < spins; i++) {
            for (int j = 0; j < i; j++) {
                count += couplings[i * spins + j] != 0 ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    public float field(int i) {
        return fields[i];
    }

    @Override
    public double offset() {
        return offset;
    }

    /** The live coupling matrix, for samplers; not to be written to. */
    float[] couplings() {
        return couplings;
    }

    /** The live fields, for samplers; not to be written to. */
    float[] fields() {
        return fields;
    }

    /** Cost: N^2 multiplications. */
    @Override
    public double energy(int form, Spins state) {
        if (form != 0 || state.size() != spins) {
            throw new IllegalArgumentException(
                    "form " + form + " with " + state.size() + " spins, of a model of 1 form with " + spins + " spins");
        }
        byte[] sigma = state.toArray();
        double energy = offset;
        for (int i = 0; i < spins; i++) {
            double field = fields[i];
            for (int j = 0; j < i; j++) {
                field += sigma[j] * (double) couplings[i * spins + j];
            }
            energy += sigma[i] * field;
        }
        return energy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DenseIsing that
                && Double.compare(offset, that.offset) == 0
                && Arrays.equals(fields, that.fields)
                && Arrays.equals(couplings, that.couplings);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields) + Double.hashCode(offset);
    }

    @Override
    public String toString() {
        return "DenseIsing[" + spins + " spins]";
    }
}
