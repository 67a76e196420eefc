// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.numbers.Unit;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;

/**
 * What {@link EnumerationPart}s share in going through all states of a plain Ising model.
 *
 * <p>The lowest spins, up to eleven, are the <em>block</em>: all their states x are kept side by side. Of the energy
 *
 * <pre>  E(s, x) - offset = B(x) + sum_u s_u W_u(x) + [ sum_{u &lt; v} J_uv s_u s_v + sum_u h_u s_u ]</pre>
 *
 * with u and v over the upper spins, B and W are tables, and flipping one upper spin is one pass over a block: {@code -2
 * s_u W_u} is added to it and the least element found. Immutable and safe for use from several threads.
 */
public final class Enumeration {
    /** 2^11 floats: block and a few tables in the first cache, all tables in the second. */
    private static final int MOST_IN_BLOCK = 11;

    private static final int MOST_FIXED = 6;

    /** Exponents of energies up to which single precision holds their blocks. */
    private static final int HOLDS = 60;

    private static final int SINGLE = 24;

    /** Steps after which a block is computed anew. */
    static final int REFRESH = 256;

    private final int n;
    private final int low;
    private final int fixed;
    private final boolean isSymmetric;
    private final double offset;
    private final double scale;
    private final double[] couplings;
    private final double[] fields;
    private final float[] blockEnergies;
    private final float[][] withBlock;
    private final double slack;
    private final VectorOps ops;

    /**
     * Prepares the tables, at most {@code 2^11 N} floats.
     *
     * @param isRounded whether the model's coefficients are those of another one rounded to single precision, which
     *     energies are finally to be taken from
     */
    public Enumeration(PlainIsing model, boolean isRounded, VectorOps ops) {
        this.n = model.spins();
        this.ops = ops;
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
        this.scale = scale(size);
        for (int i = 0; i < n; i++) {
            fields[i] *= scale;
            for (int j = 0; j < n; j++) {
                couplings[i * n + j] *= scale;
            }
        }
        size *= scale;
        this.isSymmetric = !hasFields && fixed > 0;
        // a step adds a rounded number and rounds the sum, a refresh does so for each upper spin
        double rounding = 3.0 * (REFRESH + n + 2) * Math.scalb(size, -24);
        double rest = 4 * Math.ulp(scale * offset);
        this.slack = !isRounded && isWhole(size) ? 0 : 2 * rounding + rest;
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

    /** A power of two by which energies are multiplied that single precision would not hold as they are. */
    private static double scale(double size) {
        int exponent = Math.getExponent(size);
        return size == 0 || Math.abs(exponent) <= HOLDS ? 1 : Math.scalb(1.0, -Math.clamp(exponent, -1000, 1000));
    }

    /** Whether all coefficients are whole multiples of a number of which all sums are less than 2^24, hence never rounded. */
    private boolean isWhole(double size) {
        Unit unit = new Unit();
        for (double[] values : new double[][] {couplings, fields}) {
            for (double value : values) {
                unit.take(value);
            }
        }
        return unit.fits(size, SINGLE) && scale == 1;
    }

    /** An energy as blocks have it: scaled and without the constant. */
    double followed(double energy) {
        return scale * (energy - offset);
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
     * @param energy asked of the states that may be best
     */
    public EnumerationPart part(int part, StateEnergy energy) {
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

    /** The energy of the upper spins among themselves. */
    double upperEnergy(long state) {
        double energy = 0;
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
            least = ops.addAndLeast(spin(state, u), withBlock[u - low], 0, block, 0, block.length);
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
        return ops.addAndLeast(-2f * spin(state, u), withBlock[u - low], 0, block, 0, block.length);
    }
}
