// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

/**
 * The couplings and fields of a sparse model in a sweep in which they differ from spin to spin, in units of the
 * temperature. The arrays of {@link #couplings} are live: {@link #set} writes the next sweep's into them. Belongs to
 * one thread.
 */
public final class SweepCouplings {
    private final Couplings.Sparse given;
    private final Couplings.Sparse now;
    private final Source source;
    private double[] transverse = new double[0];

    /** Tells the strengths of sweeps. */
    @FunctionalInterface
    public interface Source {
        /**
         * Writes the strengths of a sweep.
         *
         * @param fields receives the field of each spin
         * @param roots receives the root of beta of each spin
         * @return the transverse field of each spin
         */
        double[] write(int sweep, double[] fields, double[] roots);
    }

    private final double[] fields;
    private final double[] roots;

    /** Couplings that follow a source. */
    public SweepCouplings(Couplings.Sparse given, Source source) {
        int n = given.external().length;
        this.given = given;
        this.source = source;
        this.now = new Couplings.Sparse(
                given.starts(), given.neighbours(), new float[given.values().length], new float[n]);
        this.fields = new double[n];
        this.roots = new double[n];
    }

    /** Goes to a sweep. Cost: one step a coupling. */
    void set(int sweep) {
        transverse = source.write(sweep, fields, roots);
        for (int i = 0; i < fields.length; i++) {
            now.external()[i] = (float) fields[i];
            for (int k = given.starts()[i]; k < given.starts()[i + 1]; k++) {
                now.values()[k] = (float) (roots[i] * roots[given.neighbours()[k]] * given.values()[k]);
            }
        }
    }

    /** Those of the present sweep, live. */
    Couplings.Sparse couplings() {
        return now;
    }

    /** The transverse field of each spin in the present sweep. */
    double[] transverse() {
        return transverse;
    }

    /** The local field of a spin at time 0. */
    double level(int i, WorldLines lines) {
        double level = now.external()[i];
        for (int k = now.starts()[i]; k < now.starts()[i + 1]; k++) {
            level += now.values()[k] * lines.start(now.neighbours()[k]);
        }
        return level;
    }

    /** The least product of two roots of spins in a group: how much weaker its couplings are than the model's. */
    double weakest(int[] members) {
        double least = Double.POSITIVE_INFINITY;
        for (int i : members) {
            least = Math.min(least, roots[i]);
        }
        return least * least;
    }

    /** The strongest transverse field in a group. */
    double strongest(int[] members) {
        double most = 0;
        for (int i : members) {
            most = Math.max(most, transverse[i]);
        }
        return most;
    }
}
