// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.circuit;

import java.util.Objects;

/**
 * The two angles of a gate, by their cosines and sines.
 *
 * @param c0 cosine of t0
 * @param s0 sine of t0
 * @param c1 cosine of t1
 * @param s1 sine of t1
 */
public record PairAngles(double c0, double s0, double c1, double s1) {
    /** Places of t1 that are looked at; from each that is better than those beside it the search goes down. */
    private static final int PLACES = 24;

    private static final double[] COSINES = new double[PLACES];
    private static final double[] SINES = new double[PLACES];
    private static final int MOST_TURNS = 2000;
    private static final double TOLERANCE = 1e-13;

    static {
        for (int k = 0; k < PLACES; k++) {
            COSINES[k] = Math.cos(2 * Math.PI * k / PLACES);
            SINES[k] = Math.sin(2 * Math.PI * k / PLACES);
        }
    }

    /**
     * The angles that lower {@link PairMeans#energy} most. For one angle given the other the best is known in closed form; they
     * are taken in turns until the energy rests, from every valley of the least energy along t1, with t0 the best for each.
     *
     * @param coupling J of the pair
     * @param a field of qubit i
     * @param b field of qubit j, not all three of them zero
     */
    public static PairAngles best(PairMeans means, double coupling, double a, double b) {
        double scale = Math.max(Math.abs(coupling), Math.max(Math.abs(a), Math.abs(b)));
        return ofScaled(means, coupling / scale, a / scale, b / scale);
    }

    private static PairAngles ofScaled(PairMeans means, double coupling, double a, double b) {
        double[] energies = new double[PLACES];
        for (int k = 0; k < PLACES; k++) {
            double along = coupling * (COSINES[k] * means.zz() - SINES[k] * means.xj()) + a * means.zi();
            double across = coupling * (SINES[k] * means.yy() - COSINES[k] * means.xi()) - a * means.xz();
            energies[k] =
                    b * (COSINES[k] * means.zj() - SINES[k] * means.zx()) - Math.sqrt(along * along + across * across);
        }
        PairAngles best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < PLACES; k++) {
            boolean isLow =
                    energies[k] <= energies[(k + 1) % PLACES] && energies[k] < energies[(k + PLACES - 1) % PLACES];
            if (isLow || best == null) {
                PairAngles found = down(means, coupling, a, b, k);
                double energy = means.energy(coupling, a, b, found);
                if (energy < least) {
                    best = found;
                    least = energy;
                }
            }
        }
        return Objects.requireNonNull(best);
    }

    /** From a place of t1, each angle in turn where it is best given the other. */
    private static PairAngles down(PairMeans means, double coupling, double a, double b, int place) {
        double c0 = 1;
        double s0 = 0;
        double c1 = COSINES[place];
        double s1 = SINES[place];
        double least = Double.MAX_VALUE;
        double before = Double.POSITIVE_INFINITY;
        for (int turn = 0; turn < MOST_TURNS && before - least > TOLERANCE; turn++) {
            before = least;
            double along = coupling * (c1 * means.zz() - s1 * means.xj()) + a * means.zi();
            double across = coupling * (s1 * means.yy() - c1 * means.xi()) - a * means.xz();
            double length = Math.sqrt(along * along + across * across);
            if (length > 0) {
                c0 = -along / length;
                s0 = -across / length;
            }
            double rest = a * (c0 * means.zi() - s0 * means.xz());
            along = coupling * (c0 * means.zz() - s0 * means.xi()) + b * means.zj();
            across = coupling * (s0 * means.yy() - c0 * means.xj()) - b * means.zx();
            length = Math.sqrt(along * along + across * across);
            if (length > 0) {
                c1 = -along / length;
                s1 = -across / length;
            }
            least = rest - length;
        }
        return new PairAngles(c0, s0, c1, s1);
    }
}
