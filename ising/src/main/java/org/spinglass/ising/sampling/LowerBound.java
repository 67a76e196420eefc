// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.spinglass.compute.PositiveDefinite;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.internal.bounds.BoxDescent;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Spins;

/**
 * A lower bound of the ground state energy of a convex {@link EncodedQuadratic}: the least energy over <em>real</em>
 * weights in the same ranges.
 *
 * <p>Box-constrained coordinate descent approaches that minimum from above, so its energy is not yet a bound. At any
 * point x of the box convexity gives one, whatever the descent's state: with the gradient g at x and the diagonal part
 * D of J that is known apart,
 *
 * <pre>  E(y) &gt;= E(x) + sum_j min over y_j in the range of [ g_j (y_j - x_j) + D_j (y_j - x_j)^2 ]   for all
 * y,</pre>
 *
 * and at the minimum the sum is zero. The bound returned is the best of these, with g and E taken in double precision
 * and what that rounds taken off.
 *
 * <p>It holds for J as stored. A J that was rounded to single precision has eigenvalues somewhat below zero where it
 * should have zeros; a Cholesky decomposition tells a t for which {@code J + t diag J} is positive semidefinite, and
 * the bound is made with {@code D = -t diag J}. Where no t up to {@value #MOST_DEFICIT} does, J is not convex, and
 * there is no bound.
 */
public final class LowerBound {
    /** The descent ends when the bound is this close to its own energy, relative to it. */
    private static final double TOLERANCE = 1e-6;

    private static final double MOST_DEFICIT = 1e-3;

    private static final double[] DEFICITS = {1e-12, 1e-9, 1e-8, 3e-8, 1e-7, 3e-7, 1e-6, 1e-5, 1e-4, MOST_DEFICIT};

    private LowerBound() {}

    /**
     * The bound of one instance, from a descent that starts at given weights.
     *
     * <p>Cost: a sweep costs as much as one of the annealer, and about 20 times in the first 2000 sweeps the
     * certificate is computed, {@code 2 N^2} or {@code 2 N Q} operations in double precision each.
     *
     * @param instance from 0 to {@code instances() - 1}
     * @param start weights, cut to their ranges, length N
     * @param sweeps the most sweeps to spend, 0 or more; with more the bound gets tighter
     * @return empty when J is not known to be convex
     * @throws IllegalArgumentException when an argument is out of its range
     */
    public static OptionalDouble of(EncodedQuadratic model, int instance, double[] start, int sweeps) {
        if (instance < 0 || instance >= model.instances() || start.length != model.weights() || sweeps < 0) {
            throw new IllegalArgumentException(
                    "instance " + instance + ", " + start.length + " weights and " + sweeps + " sweeps for a model of "
                            + model.instances() + " instances with " + model.weights() + " weights");
        }
        if (!model.coupling().isConvex()) {
            return OptionalDouble.empty();
        }
        return of(model, instance, start, sweeps, deficit(model.coupling(), instance));
    }

    private static OptionalDouble of(EncodedQuadratic model, int instance, double[] start, int sweeps, double deficit) {
        return Double.isNaN(deficit)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        new BoxDescent(model, instance, start, deficit, VectorOps.best()).bound(sweeps, TOLERANCE));
    }

    /** A t for which {@code J + t diag J} is positive semidefinite, not negative; NaN where none is small enough. */
    private static double deficit(Coupling coupling, int instance) {
        if (!(coupling instanceof Coupling.Dense dense)) {
            return 0;
        }
        int n = dense.weights();
        int offset = dense.offset(instance);
        double[] root = new double[n * n];
        for (double t : DEFICITS) {
            for (int e = 0; e < root.length; e++) {
                root[e] = dense.matrices()[offset + e];
            }
            for (int j = 0; j < n; j++) {
                double diagonal = root[j * n + j];
                // a weight that nothing depends on has a row of zeros
                root[j * n + j] = diagonal == 0 ? Double.MIN_NORMAL : diagonal * (1 + t);
            }
            if (PositiveDefinite.hasRoot(n, root)) {
                return t + 4 * n * Math.ulp(1.0);
            }
        }
        return Double.NaN;
    }

    /** The bounds of all instances, from descents that start at the first of the given states of each. */
    public static List<OptionalDouble> ofInstances(
            IsingModel model, List<List<Spins>> states, int sweeps, Workers workers) {
        OptionalDouble[] bounds = new OptionalDouble[model.instances()];
        if (sweeps == 0
                || !(model instanceof EncodedQuadratic encoded)
                || !encoded.coupling().isConvex()) {
            Arrays.fill(bounds, OptionalDouble.empty());
        } else {
            double shared = encoded.coupling().isShared() ? deficit(encoded.coupling(), 0) : 0;
            workers.forEach(bounds.length, instance -> {
                Spins first = states.get(instance).getFirst();
                double deficit = encoded.coupling().isShared() ? shared : deficit(encoded.coupling(), instance);
                double[] start = encoded.values(instance, first.toLevels(encoded.bits()));
                bounds[instance] = of(encoded, instance, start, sweeps, deficit);
            });
        }
        return new ArrayList<>(List.of(bounds));
    }
}
