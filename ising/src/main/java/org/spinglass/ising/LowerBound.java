package org.spinglass.ising;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.spinglass.compute.Kernels;
import org.spinglass.compute.Workers;
import org.spinglass.ising.annealing.BoxDescent;

/**
 * A lower bound of the ground state energy of a convex {@link EncodedQuadratic}: the least energy over <em>real</em>
 * weights in the same ranges.
 *
 * <p>Box-constrained coordinate descent approaches that minimum from above, so its energy is not yet a bound. At any
 * point x of the box convexity gives one, whatever the descent's state: with the gradient g at x and the diagonal part D
 * of J that is known apart,
 *
 * <pre>  E(y) &gt;= E(x) + sum_j min over y_j in the range of [ g_j (y_j - x_j) + D_j (y_j - x_j)^2 ]   for all y,</pre>
 *
 * and at the minimum the sum is zero. The bound returned is the best of these, with g and E taken in double precision; it
 * holds for J as stored in single precision, if that is positive semidefinite: where J has zero eigenvalues their
 * rounding, some 1e-7 of the largest, can put the bound too high by as much times the squared length of the ranges.
 */
public final class LowerBound {
    /** The descent ends when the bound is this close to its own energy, relative to it. */
    private static final double TOLERANCE = 1e-6;

    private LowerBound() {}

    /**
     * The bound of one form, from a descent that starts at given weights.
     *
     * <p>Cost: a sweep costs as much as one of the annealer, and about 20 times in the first 2000 sweeps the certificate is
     * computed, {@code 2 N^2} or {@code 2 N Q} operations in double precision each.
     *
     * @param form from 0 to {@code forms() - 1}
     * @param start weights, cut to their ranges, length N
     * @param sweeps the most sweeps to spend, 0 or more; with more the bound gets tighter
     * @return empty when J is not known to be convex
     * @throws IllegalArgumentException when an argument is out of its range
     */
    public static OptionalDouble of(EncodedQuadratic model, int form, double[] start, int sweeps) {
        if (form < 0 || form >= model.forms() || start.length != model.weights() || sweeps < 0) {
            throw new IllegalArgumentException("form " + form + ", " + start.length + " weights and " + sweeps
                    + " sweeps for a model of " + model.forms() + " forms with " + model.weights() + " weights");
        }
        if (!model.coupling().isConvex()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(new BoxDescent(model, form, start, Kernels.best()).bound(sweeps, TOLERANCE));
    }

    /** The bounds of all forms, from descents that start at the first of the given states of each. */
    public static List<OptionalDouble> ofForms(
            IsingModel model, List<List<Spins>> states, int sweeps, Workers workers) {
        OptionalDouble[] bounds = new OptionalDouble[model.forms()];
        if (sweeps == 0 || !(model instanceof EncodedQuadratic encoded)) {
            java.util.Arrays.fill(bounds, OptionalDouble.empty());
        } else {
            workers.forEach(bounds.length, form -> {
                Spins first = states.get(form).getFirst();
                bounds[form] = of(encoded, form, encoded.values(form, first.toLevels(encoded.bits())), sweeps);
            });
        }
        return new ArrayList<>(List.of(bounds));
    }
}
