// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.bounds;

import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;

/**
 * Coordinate descent on one instance over real weights within their ranges, with certified lower bounds on the way.
 *
 * <p>Each weight in turn goes to its best value given the others, {@code S_j - F_j / (2 J_jj)}, cut to its range. A
 * sweep costs as much as a sweep of the annealer.
 */
public final class BoxDescent {
    private static final int FIRST_CHECK = 16;
    private static final int ROUNDINGS = 8;

    private final EncodedQuadratic model;
    private final int instance;
    private final double deficit;
    private final VectorOps ops;
    private final int n;
    private final float[] values;
    private final float[] lower;
    private final float[] upper;
    private final float[] diagonal;
    /** F for a stored J, v for a Gram matrix. */
    private float[] state;

    /**
     * @param start weights within the ranges, length N
     * @param deficit t, with {@code J + t diag J} positive semidefinite; 0 where J is
     */
    public BoxDescent(EncodedQuadratic model, int instance, double[] start, double deficit, VectorOps ops) {
        this.model = model;
        this.deficit = deficit;
        this.instance = instance;
        this.ops = ops;
        this.n = model.weights();
        values = new float[n];
        lower = new float[n];
        upper = new float[n];
        diagonal = new float[n];
        for (int j = 0; j < n; j++) {
            lower[j] = model.centre(instance, j) - model.range(j);
            upper[j] = model.centre(instance, j) + model.range(j);
            values[j] = Math.clamp((float) start[j], lower[j], upper[j]);
            diagonal[j] = switch (model.coupling()) {
                case Coupling.Dense dense -> dense.matrices()[dense.offset(instance) + j * n + j];
                case Coupling.Gram gram ->
                    gram.diagonal()[j]
                            + ops.weightedSquares(
                                    gram.sampleWeights(),
                                    gram.offset(instance),
                                    gram.factors(),
                                    j * gram.samples(),
                                    gram.samples());
            };
        }
        state = fresh();
    }

    private float[] fresh() {
        return switch (model.coupling()) {
            case Coupling.Dense dense -> WeightFields.at(model, instance, values);
            case Coupling.Gram gram -> WeightFields.projected(gram, instance, values);
        };
    }

    /**
     * Descends until the bound, taken at the start, after 16, 32, 64, ... sweeps and the last, is within
     * {@code tolerance} of the descent's energy, relative to it, or the sweeps are used up, or the work is to
     * {@link Halt end}.
     *
     * @return the best lower bound met
     */
    public double bound(int sweeps, double tolerance) {
        double best = certificate(tolerance).bound();
        int check = FIRST_CHECK;
        for (int sweep = 1; sweep <= sweeps && !Halt.isCalled(); sweep++) {
            sweep();
            if (sweep == check || sweep == sweeps) {
                state = fresh();
                Certificate now = certificate(tolerance);
                best = Math.max(best, now.bound());
                if (now.isTight()) {
                    break;
                }
                check *= 2;
            }
        }
        return best;
    }

    private void sweep() {
        for (int j = 0; j < n; j++) {
            float field = field(j);
            if (diagonal[j] > 0 || field != 0) {
                // A convex instance with J_jj = 0 is linear in S_j, which then belongs at an end: the quotient is
                // infinite.
                float next = Math.clamp(values[j] - field / (2 * diagonal[j]), lower[j], upper[j]);
                float change = next - values[j];
                if (change != 0) {
                    values[j] = next;
                    update(j, change);
                }
            }
        }
    }

    private float field(int j) {
        return switch (model.coupling()) {
            case Coupling.Dense dense -> state[j];
            case Coupling.Gram gram ->
                2 * ops.dot(gram.factors(), j * gram.samples(), state, 0, gram.samples())
                        + model.field(instance, j)
                        + 2 * gram.diagonal()[j] * values[j];
        };
    }

    private void update(int j, float change) {
        switch (model.coupling()) {
            case Coupling.Dense dense ->
                ops.add(2 * change, dense.matrices(), dense.offset(instance) + j * n, state, 0, n);
            case Coupling.Gram gram ->
                ops.addWeighted(
                        change,
                        gram.sampleWeights(),
                        gram.offset(instance),
                        gram.factors(),
                        j * gram.samples(),
                        state,
                        0,
                        gram.samples());
        }
    }

    private record Certificate(double bound, boolean isTight) {}

    private Certificate certificate(double tolerance) {
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = values[j];
        }
        double[] gradient = gradient(x);
        double energy = model.constant(instance);
        double size = Math.abs(energy);
        double slack = 0;
        double certain = 0;
        for (int j = 0; j < n; j++) {
            energy += 0.5 * x[j] * (gradient[j] + model.field(instance, j));
            size += Math.abs(x[j]) * (Math.abs(gradient[j]) + Math.abs(model.field(instance, j)));
            double apart = model.coupling() instanceof Coupling.Gram gram ? gram.diagonal()[j] : 0;
            double from = model.centre(instance, j) - (double) model.range(j) - x[j];
            double to = model.centre(instance, j) + (double) model.range(j) - x[j];
            slack += least(gradient[j], apart, from, to);
            certain += least(gradient[j], apart - deficit * diagonal[j], from, to);
        }
        double rounding = (n + ROUNDINGS) * Math.ulp(size);
        return new Certificate(energy + certain - rounding, -slack <= tolerance * Math.abs(energy));
    }

    /** The least of {@code g d + apart d^2} for d from {@code from} to {@code to}, 0 among them. */
    private static double least(double g, double apart, double from, double to) {
        double least = Math.min(0, Math.min(from * (g + apart * from), to * (g + apart * to)));
        if (apart > 0) {
            double d = Math.clamp(-g / (2 * apart), from, to);
            return Math.min(least, d * (g + apart * d));
        }
        return least;
    }

    /** {@code 2 J x + h} in double precision. */
    private double[] gradient(double[] x) {
        double[] gradient = new double[n];
        switch (model.coupling()) {
            case Coupling.Dense dense -> {
                for (int j = 0; j < n; j++) {
                    int row = dense.offset(instance) + j * n;
                    gradient[j] = 2 * dot(x, dense.matrices(), row, n) + model.field(instance, j);
                }
            }
            case Coupling.Gram gram -> {
                int q = gram.samples();
                float[] factors = gram.factors();
                double[] projected = new double[q];
                for (int j = 0; j < n; j++) {
                    double value = x[j];
                    for (int a = 0; a < q; a++) {
                        projected[a] += value * factors[j * q + a];
                    }
                }
                for (int a = 0; a < q; a++) {
                    projected[a] *= gram.sampleWeights()[gram.offset(instance) + a];
                }
                for (int j = 0; j < n; j++) {
                    gradient[j] = 2 * dot(projected, gram.factors(), j * q, q)
                            + 2.0 * gram.diagonal()[j] * x[j]
                            + model.field(instance, j);
                }
            }
        }
        return gradient;
    }

    private static double dot(double[] x, float[] row, int from, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int l = 0;
        for (; l + 3 < length; l += 4) {
            s0 += x[l] * row[from + l];
            s1 += x[l + 1] * row[from + l + 1];
            s2 += x[l + 2] * row[from + l + 2];
            s3 += x[l + 3] * row[from + l + 3];
        }
        for (; l < length; l++) {
            s0 += x[l] * row[from + l];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
