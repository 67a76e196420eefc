package org.spinglass.ising.exact;

import java.util.function.LongToDoubleFunction;
import org.spinglass.compute.Kernel;
import org.spinglass.ising.DenseIsing;
import org.spinglass.ising.PlainIsing;
import org.spinglass.ising.SparseIsing;

/**
 * What {@link EnumerationPart}s share in going through all states of a plain Ising model.
 *
 * <p>The lowest spins, up to eleven, are the <em>block</em>: all their states x are kept side by side. Of the energy
 *
 * <pre>  E(s, x) = B(x) + sum_u s_u W_u(x) + [ sum_{u &lt; v} J_uv s_u s_v + sum_u h_u s_u ] + offset</pre>
 *
 * with u and v over the upper spins, B and W are tables, and flipping one upper spin is one pass over a block: {@code -2
 * s_u W_u} is added to it and the least element found. Immutable and safe for use from several threads.
 */
public final class Enumeration {
    /** 2^11 floats: block and a few tables in the first cache, all tables in the second. */
    private static final int MOST_IN_BLOCK = 11;

    private static final int MOST_FIXED = 6;

    /** Steps after which a block is computed anew. */
    static final int REFRESH = 256;

    private final int n;
    private final int low;
    private final int fixed;
    private final boolean isSymmetric;
    private final double offset;
    private final double[] couplings;
    private final double[] fields;
    private final float[] blockEnergies;
    private final float[][] withBlock;
    private final double slack;
    private final Kernel kernel;

    /**
     * Prepares the tables, at most {@code 2^11 N} floats.
     *
     * @param isRounded whether the model's coefficients are those of another one rounded to single precision, which
     *     energies are finally to be taken from
     */
    public Enumeration(PlainIsing model, boolean isRounded, Kernel kernel) {
        this.n = model.spins();
        this.kernel = kernel;
        this.low = Math.min(MOST_IN_BLOCK, n);
        this.fixed = Math.min(MOST_FIXED, n - low);
        this.offset = model.offset();
        this.couplings = matrix(model);
        this.fields = new double[n];
        double size = 0;
        boolean hasFields = false;
        for (int i = 0; i < n; i++) {
            fields[i] = model.field(i);
            hasFields |= fields[i] != 0;
            size += Math.abs(fields[i]);
            for (int j = 0; j < i; j++) {
                size += Math.abs(couplings[i * n + j]);
            }
        }
        this.isSymmetric = !hasFields && fixed > 0;
        // a step adds a rounded number and rounds the sum, a refresh does so for each upper spin
        double rounding = 3.0 * (REFRESH + n + 2) * Math.scalb(size, -24);
        this.slack = !isRounded && isWhole(size) ? 0 : 2 * rounding;
        this.blockEnergies = new float[1 << low];
        this.withBlock = new float[n - low][1 << low];
        for (int x = 0; x < 1 << low; x++) {
            double energy = 0;
            for (int i = 0; i < low; i++) {
                energy += spin(x, i) * (fields[i] + lowField(i, i, x));
            }
            blockEnergies[x] = (float) energy;
            for (int u = low; u < n; u++) {
                withBlock[u - low][x] = (float) lowField(u, low, x);
            }
        }
    }

    private static double[] matrix(PlainIsing model) {
        int n = model.spins();
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            switch (model) {
                case DenseIsing dense -> {
                    for (int j = 0; j < n; j++) {
                        matrix[i * n + j] = dense.coupling(i, j);
                    }
                }
                case SparseIsing sparse -> {
                    for (int k = 0; k < sparse.degree(i); k++) {
                        matrix[i * n + sparse.neighbour(i, k)] = sparse.coupling(i, k);
                    }
                }
            }
        }
        return matrix;
    }

    /** Whether all coefficients are whole multiples of a number of which all sums are less than 2^24, hence never rounded. */
    private boolean isWhole(double size) {
        int exponent = Integer.MAX_VALUE;
        for (double[] values : new double[][] {couplings, fields}) {
            for (double value : values) {
                if (value != 0) {
                    long digits = Double.doubleToRawLongBits(value) & 0xf_ffff_ffff_ffffL | 1L << 52;
                    exponent = Math.min(exponent, Math.getExponent(value) - 52 + Long.numberOfTrailingZeros(digits));
                }
            }
        }
        return size == 0 || size < Math.scalb(1.0, exponent + 24);
    }

    /** {@code sum_{j < end} J_ij s_j}. */
    private double lowField(int i, int end, long state) {
        double field = 0;
        for (int j = 0; j < end; j++) {
            field += couplings[i * n + j] * spin(state, j);
        }
        return field;
    }

    /** Spin i, +1 or -1, of a state in binary. */
    static int spin(long state, int i) {
        return (state >>> i & 1) == 1 ? 1 : -1;
    }

    /** Number of parts into which the states fall, by their uppermost spins; of a state and its opposite one is enough. */
    public int parts() {
        return 1 << (isSymmetric ? fixed - 1 : fixed);
    }

    /**
     * A part, from 0 to {@code parts() - 1}.
     *
     * @param energy of a state in binary, spin 0 the lowest bit, in double precision; asked of the states that may be best
     */
    public EnumerationPart part(int part, LongToDoubleFunction energy) {
        return new EnumerationPart(this, part, energy);
    }

    int spins() {
        return n;
    }

    int low() {
        return low;
    }

    /** Upper spins that go through a Gray code within a part. */
    int coded() {
        return n - low - fixed;
    }

    /** By how much two energies that are compared in single precision can be off together. */
    double slack() {
        return slack;
    }

    /** The energy of the upper spins among themselves, and the offset. */
    double upperEnergy(long state) {
        double energy = offset;
        for (int u = low; u < n; u++) {
            double field = fields[u];
            for (int v = low; v < u; v++) {
                field += couplings[u * n + v] * spin(state, v);
            }
            energy += spin(state, u) * field;
        }
        return energy;
    }

    /** The change of {@link #upperEnergy} if upper spin u were flipped. */
    double upperChange(long state, int u) {
        double field = fields[u];
        for (int v = low; v < n; v++) {
            field += couplings[u * n + v] * spin(state, v);
        }
        return -2 * spin(state, u) * field;
    }

    /** Computes a block anew, and returns its least element. */
    float refresh(long state, float[] block) {
        System.arraycopy(blockEnergies, 0, block, 0, block.length);
        float least = Float.POSITIVE_INFINITY;
        for (int u = low; u < n; u++) {
            least = kernel.addAndLeast(spin(state, u), withBlock[u - low], 0, block, 0, block.length);
        }
        if (low == n) {
            for (float energy : block) {
                least = Math.min(least, energy);
            }
        }
        return least;
    }

    /** Changes a block for the flip of upper spin u, and returns its least element. */
    float flip(long state, int u, float[] block) {
        return kernel.addAndLeast(-2f * spin(state, u), withBlock[u - low], 0, block, 0, block.length);
    }
}
