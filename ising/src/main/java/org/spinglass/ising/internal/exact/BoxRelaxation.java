// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

/**
 * Lower bounds of a {@link LevelEnergy} over boxes of levels {@code lo_j <= k_j <= hi_j}.
 *
 * <p>Coordinate descent finds about the least energy over real levels x in the box. As {@code A - D} is positive
 * semidefinite, at any x
 *
 * <pre>  E(k) &gt;= E(x) + sum_j min over whole k_j in the box of [ g_j (k_j - x_j) + D_j (k_j - x_j)^2 ],   g = 2 A x + b,</pre>
 *
 * a bound that knows how far x is from whole levels. Belongs to one thread.
 */
final class BoxRelaxation {
    private static final int MOST_SWEEPS = 40;
    /** Descent ends when a sweep lowers the energy by less than this share of what is left to the bound. */
    private static final double WORTHWHILE = 0.02;

    private final LevelEnergy energy;
    private final int n;
    private final double[] x;
    private final double[] gradient;
    private final double[] slack;
    private double value;
    private double bound;

    BoxRelaxation(LevelEnergy energy) {
        this.energy = energy;
        this.n = energy.size();
        this.x = new double[n];
        this.gradient = new double[n];
        this.slack = new double[n];
    }

    /**
     * Descends from a point, which is cut to the box, until the bound reaches a limit or more sweeps are of no use.
     *
     * @param start receives the point reached
     * @return the bound
     */
    double descend(int[] lo, int[] hi, double[] start, double limit) {
        for (int j = 0; j < n; j++) {
            x[j] = Math.clamp(start[j], lo[j], hi[j]);
        }
        energy.gradient(x, gradient);
        certify(lo, hi);
        for (int sweep = 0; sweep < MOST_SWEEPS && bound < limit; sweep++) {
            double before = value;
            double best = bound;
            for (int j = 0; j < n; j++) {
                visit(j, lo[j], hi[j]);
            }
            certify(lo, hi);
            bound = Math.max(bound, best);
            if (before - value <= WORTHWHILE * Math.max(value - bound, 1e-12 * Math.abs(value))) {
                break;
            }
        }
        System.arraycopy(x, 0, start, 0, n);
        return bound;
    }

    private void visit(int j, double lo, double hi) {
        double curvature = energy.element(j, j);
        double g = gradient[j];
        double next = curvature > 0 ? Math.clamp(x[j] - g / (2 * curvature), lo, hi) : g > 0 ? lo : g < 0 ? hi : x[j];
        if (next != x[j]) {
            energy.move(j, next - x[j], gradient);
            x[j] = next;
        }
    }

    private void certify(int[] lo, int[] hi) {
        value = energy.energy(x, gradient);
        bound = value;
        for (int j = 0; j < n; j++) {
            slack[j] = -least(gradient[j], energy.apart(j), x[j], lo[j], hi[j]);
            bound -= slack[j];
        }
    }

    /** The least of {@code g d + D d^2} over whole levels k from lo to hi, {@code d = k - x}. */
    private static double least(double g, double apart, double x, int lo, int hi) {
        double least = Math.min(cost(g, apart, lo - x), cost(g, apart, hi - x));
        if (apart > 0) {
            double lowest = Math.clamp(x - g / (2 * apart), lo, hi);
            least = Math.min(least, cost(g, apart, Math.floor(lowest) - x));
            least = Math.min(least, cost(g, apart, Math.ceil(lowest) - x));
        }
        return least;
    }

    private static double cost(double g, double apart, double d) {
        return d * (g + apart * d);
    }

    /**
     * The weight to divide the box at: that which lowers the bound most, or is farthest from a whole level by what that is
     * worth; -1 where the box is a single state.
     */
    int widest(int[] lo, int[] hi) {
        int widest = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            if (lo[j] < hi[j]) {
                double distance = Math.abs(x[j] - Math.rint(x[j]));
                double score = Math.max(slack[j], energy.element(j, j) * distance * distance);
                if (score > most) {
                    most = score;
                    widest = j;
                }
            }
        }
        return widest;
    }
}
