// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Arrays;
import org.spinglass.ising.sampling.Progress;

/**
 * What groups of reads of the same number of sweeps have come to after each of them, or after each of some {@value #MOST}
 * where there are more. Belongs to one thread.
 */
final class SweepBins {
    private static final int MOST = 200;

    private final int sweeps;
    private final int[] groups;
    private final double[] least;
    private final double[] most;
    private final double[] sum;
    private final double[] beta;
    private final double[] acceptance;
    private final long[] told;

    private int bin = -1;
    private int sweep;
    private double energy;

    SweepBins(int sweeps) {
        this.sweeps = sweeps;
        int count = Math.min(sweeps, MOST);
        this.groups = new int[count];
        this.least = filled(count, Double.POSITIVE_INFINITY);
        this.most = filled(count, Double.NEGATIVE_INFINITY);
        this.sum = new double[count];
        this.beta = new double[count];
        this.acceptance = new double[count];
        this.told = new long[count];
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    /** Takes note of a sweep; of what is told again in the middle of the next one no note is taken. */
    void note(Progress progress) {
        int now = (int) ((progress.sweep() - 1L) * groups.length / sweeps);
        if (now >= groups.length || progress.sweep() == sweep && now == bin || !(progress.bestEnergy() < 1e300)) {
            return;
        }
        if (now != bin) {
            flush();
        }
        bin = now;
        sweep = progress.sweep();
        energy = progress.bestEnergy();
        beta[now] = progress.beta();
        acceptance[now] += progress.acceptance();
        told[now]++;
    }

    /** Counts what the group that was told of last has come to. */
    void flush() {
        if (bin >= 0) {
            groups[bin]++;
            least[bin] = Math.min(least[bin], energy);
            most[bin] = Math.max(most[bin], energy);
            sum[bin] += energy;
            bin = -1;
        }
    }

    /** Adds another thread's, of the same number of sweeps. */
    void add(SweepBins other) {
        for (int b = 0; b < groups.length; b++) {
            groups[b] += other.groups[b];
            least[b] = Math.min(least[b], other.least[b]);
            most[b] = Math.max(most[b], other.most[b]);
            sum[b] += other.sum[b];
            beta[b] = other.told[b] > 0 ? other.beta[b] : beta[b];
            acceptance[b] += other.acceptance[b];
            told[b] += other.told[b];
        }
    }

    int sweeps() {
        return sweeps;
    }

    int size() {
        return groups.length;
    }

    /** Bins that something was told of. */
    int filled() {
        return (int) Arrays.stream(groups).filter(count -> count > 0).count();
    }

    boolean isFilled(int b) {
        return groups[b] > 0;
    }

    /** Groups of reads that were followed, at most. */
    int groups() {
        return Arrays.stream(groups).max().orElse(0);
    }

    /** The last sweep of a bin. */
    int sweep(int b) {
        return (int) (((b + 1L) * sweeps + groups.length - 1) / groups.length);
    }

    double least(int b) {
        return least[b];
    }

    double most(int b) {
        return most[b];
    }

    double mean(int b) {
        return Math.max(least[b], Math.min(most[b], sum[b] / groups[b]));
    }

    double beta(int b) {
        return beta[b];
    }

    double acceptance(int b) {
        return acceptance[b] / told[b];
    }
}
