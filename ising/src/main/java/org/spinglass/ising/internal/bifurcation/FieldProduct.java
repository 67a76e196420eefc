// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.bifurcation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;

/**
 * The local fields of many states at once, {@code F = J X} by matrix products. Where the model has fields h, one more
 * position stands for the constant 1: it is coupled with all others by h, so that fields grow with the positions as
 * couplings do, and turning all positions over changes nothing.
 *
 * <p>Matrices are row-major, a row a position, a column a state. Stateless; safe for use from several threads.
 */
public abstract sealed class FieldProduct {
    private static final int POWER_STEPS = 30;

    private final float[] external;
    private final boolean hasExternal;
    private final VectorOps ops;

    private FieldProduct(float[] external, VectorOps ops) {
        this.external = external;
        this.ops = ops;
        boolean any = false;
        for (float h : external) {
            any |= h != 0;
        }
        this.hasExternal = any;
    }

    /**
     * Of a model with couplings between all pairs.
     *
     * @param couplings J, N x N, row-major, symmetric with a zero diagonal
     * @param external h, length N
     */
    public static FieldProduct dense(float[] couplings, float[] external, VectorOps ops) {
        return new Dense(couplings, external, ops);
    }

    /**
     * Of a model in compressed rows.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param couplings as the neighbours
     * @param external h, length N
     */
    public static FieldProduct sparse(
            int[] starts, int[] neighbours, float[] couplings, float[] external, VectorOps ops) {
        return new Sparse(starts, neighbours, couplings, external, ops);
    }

    /** Number of spins. */
    final int spins() {
        return external.length;
    }

    /** Number of positions: one a spin, and one more where there are fields. */
    final int positions() {
        return external.length + (hasExternal ? 1 : 0);
    }

    /**
     * {@code c0 = 1 / (2 s)} with s the root mean square over all positions of {@code sqrt(sum_j J_ij^2)}; 0 where
     * there is no coupling.
     */
    final double strength() {
        double squares = squaresOfCouplings();
        for (float h : external) {
            squares += 2.0 * h * h;
        }
        return squares == 0 ? 0 : 0.5 / Math.sqrt(squares / positions());
    }

    /**
     * The largest time step at which an oscillator chain of these couplings is stable, {@code 2 / sqrt(1 + c0 lambda)} with
     * the largest eigenvalue lambda of J: a swing of the stiffest mode then takes more than pi steps. Cost: 60 products
     * with one column.
     */
    public final double longestTimeStep() {
        // shifted by the largest size of an eigenvalue, the largest one is the one of the largest size
        double largest = largest(largest(0));
        return 2 / Math.sqrt(1 + strength() * Math.max(0, largest));
    }

    /** The size of the largest eigenvalue of {@code J + shift}, less the shift, by the power method; from below. */
    private double largest(double shift) {
        float[] vector = new float[positions()];
        float[] image = new float[vector.length];
        SplittableRandom random = new SplittableRandom(vector.length);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (random.nextDouble() - 0.5);
        }
        double growth = 0;
        for (int step = 0; step < POWER_STEPS && !(step > 0 && Halt.isCalled()); step++) {
            multiply(vector, 1, image);
            double before = 0;
            double after = 0;
            for (int i = 0; i < vector.length; i++) {
                image[i] += (float) shift * vector[i];
                before += (double) vector[i] * vector[i];
                after += (double) image[i] * image[i];
            }
            if (after == 0) {
                return -shift;
            }
            growth = Math.sqrt(after / before);
            float scale = (float) (1 / Math.sqrt(after));
            for (int i = 0; i < vector.length; i++) {
                vector[i] = scale * image[i];
            }
        }
        return growth - shift;
    }

    /**
     * Fills in the fields.
     *
     * @param x positions, as many rows as {@link #positions}
     * @param columns number of states
     * @param fields receives J X, of the same shape
     */
    final void multiply(float[] x, int columns, float[] fields) {
        product(x, columns, fields);
        if (hasExternal) {
            int last = external.length * columns;
            Arrays.fill(fields, last, last + columns, 0);
            for (int i = 0; i < external.length; i++) {
                if (external[i] != 0) {
                    ops.add(external[i], x, last, fields, i * columns, columns);
                    ops.add(external[i], x, i * columns, fields, last, columns);
                }
            }
        }
    }

    /** The sum of all J_ij^2, each pair twice. */
    abstract double squaresOfCouplings();

    /** J X over the spins alone. */
    abstract void product(float[] x, int columns, float[] fields);

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static final class Dense extends FieldProduct {
        /** Multiplications of one call at most, so that the garbage collector does not wait long for it. */
        private static final double CALL = 2.5e8;

        private final float[] couplings;

        private Dense(float[] couplings, float[] external, VectorOps ops) {
            super(external, ops);
            this.couplings = couplings;
        }

        @Override
        double squaresOfCouplings() {
            return squares(couplings);
        }

        @Override
        void product(float[] x, int columns, float[] fields) {
            int n = spins();
            int rows = (int) Math.clamp(CALL / ((double) n * columns), 64, n + 64);
            for (int from = 0; from < n; from += rows) {
                int m = Math.min(rows, n - from);
                if (columns == 1) {
                    Blas.gemv(Blas.Op.NONE, m, n, 1, couplings, from * n, n, x, 0, 0, fields, from);
                } else {
                    Blas.gemm(
                            Blas.Op.NONE,
                            Blas.Op.NONE,
                            m,
                            columns,
                            n,
                            1,
                            couplings,
                            from * n,
                            n,
                            x,
                            0,
                            columns,
                            0,
                            fields,
                            from * columns,
                            columns);
                }
            }
        }
    }

    private static final class Sparse extends FieldProduct {
        private final int[] starts;
        private final int[] neighbours;
        private final float[] couplings;
        private final VectorOps ops;

        private Sparse(int[] starts, int[] neighbours, float[] couplings, float[] external, VectorOps ops) {
            super(external, ops);
            this.starts = starts;
            this.neighbours = neighbours;
            this.couplings = couplings;
            this.ops = ops;
        }

        @Override
        double squaresOfCouplings() {
            return squares(couplings);
        }

        @Override
        void product(float[] x, int columns, float[] fields) {
            Arrays.fill(fields, 0, spins() * columns, 0);
            for (int i = 0; i < spins(); i++) {
                for (int k = starts[i]; k < starts[i + 1]; k++) {
                    ops.add(couplings[k], x, neighbours[k] * columns, fields, i * columns, columns);
                }
            }
        }
    }
}
