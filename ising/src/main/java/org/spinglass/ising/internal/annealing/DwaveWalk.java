// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.random.Xorshift128Plus;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;

/**
 * States of a plain Ising model that are swept as D-Wave's {@code cpu_sa.cpp} does it. The changes of energy {@code -2
 * sigma_i (h_i + sum_j J_ij sigma_j)} are kept in double precision and updated flip by flip, one neighbour after the other
 * in ascending order. Used by one thread.
 */
public final class DwaveWalk {
    /** Changes of {@code 44.36 / beta} or more are never tried: exp(-44.36) is the generator's resolution, 2^-64. */
    private static final double NEVER = 44.36142;

    /** Visits between two looks at whether to end. */
    private static final int LOOK = 512;

    private static final double RANDOM_MAX = 0x1.0p64;

    private final int[] starts;
    private final int[] neighbours;
    private final double[] couplings;
    private final double[] fields;
    private final double offset;
    private final Xorshift128Plus random;
    private final byte[] spins;
    private final double[] changes;
    private double energy;

    /** Walks on a model, all with the numbers of one stream. Memory: 12 bytes a coupling that is not zero and spin. */
    public DwaveWalk(PlainIsing model, long seed) {
        int n = model.spins();
        this.starts = new int[n + 1];
        this.fields = new double[n];
        this.spins = new byte[n];
        this.changes = new double[n];
        this.offset = model.offset();
        this.random = new Xorshift128Plus(seed);
        int count = 2 * model.interactions();
        this.neighbours = new int[count];
        this.couplings = new double[count];
        int next = 0;
        for (int i = 0; i < n; i++) {
            fields[i] = model.field(i);
            next = switch (model) {
                case DenseIsing dense -> takeRow(dense, i, next);
                case SparseIsing sparse -> takeRow(sparse, i, next);
            };
            starts[i + 1] = next;
        }
    }

    private int takeRow(DenseIsing model, int i, int from) {
        int next = from;
        for (int j = 0; j < fields.length; j++) {
            if (model.coupling(i, j) != 0) {
                neighbours[next] = j;
                couplings[next++] = model.coupling(i, j);
            }
        }
        return next;
    }

    private int takeRow(SparseIsing model, int i, int from) {
        int next = from;
        for (int k = 0; k < model.degree(i); k++) {
            neighbours[next] = model.neighbour(i, k);
            couplings[next++] = model.coupling(i, k);
        }
        return next;
    }

    /** Goes to a state, +1 or -1 each, which is copied. */
    public void moveTo(byte[] sigma) {
        System.arraycopy(sigma, 0, spins, 0, spins.length);
        energy = offset;
        for (int i = 0; i < spins.length; i++) {
            double field = fields[i];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                field += spins[neighbours[k]] * couplings[k];
            }
            changes[i] = -2 * spins[i] * field;
            energy += 0.5 * spins[i] * (field + fields[i]);
        }
    }

    /**
     * Sweeps once.
     *
     * @param isGibbs whether flips are accepted with probability {@code 1 / (1 + exp(beta dE))}, not {@code min(1, exp(-beta
     *     dE))}
     * @param isRandomized whether the N visits are to spins drawn with replacement
     * @return flips
     */
    public int sweep(double beta, boolean isGibbs, boolean isRandomized) {
        double threshold = NEVER / beta;
        int flips = 0;
        for (int visit = 0; visit < spins.length; visit++) {
            if (visit % LOOK == LOOK - 1 && Halt.isCalled()) {
                break;
            }
            int i = isRandomized ? (int) Long.remainderUnsigned(random.next(), spins.length) : visit;
            double change = changes[i];
            if (change < threshold && (isGibbs ? gibbs(beta * change) : metropolis(beta, change))) {
                flip(i);
                flips++;
            }
        }
        return flips;
    }

    private boolean metropolis(double beta, double change) {
        return change <= 0 || Math.exp(-change * beta) * RANDOM_MAX > random.nextDouble();
    }

    private boolean gibbs(double cost) {
        return RANDOM_MAX > random.nextDouble() * (1 + Math.exp(cost));
    }

    private void flip(int i) {
        energy += changes[i];
        int factor = 4 * spins[i];
        for (int k = starts[i]; k < starts[i + 1]; k++) {
            changes[neighbours[k]] += factor * couplings[k] * spins[neighbours[k]];
        }
        spins[i] = (byte) -spins[i];
        changes[i] = -changes[i];
    }

    /** The energy of the state. */
    public double energy() {
        return energy;
    }

    /** The live spins; not to be written to. */
    public byte[] spins() {
        return spins;
    }

    /**
     * What D-Wave's default inverse temperatures are made of.
     *
     * @param largestSum the largest of the {@code |h_i| + sum_j |J_ij|}
     * @param smallest the smallest size of a field or coupling that is not zero; infinite where all are zero
     * @param softest number of spins with one of that size
     */
    public record Sizes(double largestSum, double smallest, int softest) {}

    /** Measures the model. */
    public Sizes sizes() {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        int softest = 0;
        for (int i = 0; i < fields.length; i++) {
            double sum = Math.abs(fields[i]);
            double least = sum == 0 ? Double.POSITIVE_INFINITY : sum;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                double size = Math.abs(couplings[k]);
                sum += size;
                least = size == 0 ? least : Math.min(least, size);
            }
            largest = Math.max(largest, sum);
            if (least < smallest) {
                smallest = least;
                softest = 0;
            }
            softest += least == smallest ? 1 : 0;
        }
        return new Sizes(largest, smallest, softest);
    }
}
