// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.PathNoise;
import org.spinglass.compute.PathRows;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.model.Spins;

/**
 * Up to eight reads of a sparse Ising model in a transverse field, side by side, with imaginary time in 64 slices: the
 * path of a spin in one read is a word. A sweep draws every spin's path once, as {@link SegmentHeatBath} does in
 * continuous time, cuts being made between slices with probability {@code tanh(transverse / 64)}; then groups of spins
 * are flipped as wholes, as {@link ClusterFlips} does. The distribution is that of
 *
 * <pre>  (exp(-beta E / 128) exp(transverse sum sigma^x / 64) exp(-beta E / 128))^64,</pre>
 *
 * <p>which {@link #error} tells apart from that of continuous time. The state of a read is its slice 0.
 */
public final class SlicedGroup implements ReadGroup {
    private static final int PATHS = VectorOps.PATHS;
    private static final int SLICES = PathRows.SLICES;

    private final SlicedModel model;
    private final double offset;
    private final IntToDoubleFunction transverse;
    private final IntToDoubleFunction betas;
    private final PathNoise noise;
    private final VectorOps ops;
    private final int reads;
    private final long[] paths;
    private final long[] cuts;
    private final @Nullable SweepCouplings programmed;
    private final long[] stretch;
    private final long[] moved = new long[PATHS];
    private final double[] differences = new double[PATHS];
    private final double[] energies = new double[PATHS];

    /**
     * Reads whose paths do not turn yet.
     *
     * @param offset constant energy
     * @param states of the reads, +1 or -1 a spin, one to eight
     * @param transverse field of each sweep, times inverse temperature
     * @param betas inverse temperature of each sweep
     * @param seed of the random numbers of all reads
     * @param programmed couplings and fields of each sweep where they differ from spin to spin; transverse fields and inverse
     *     temperatures are theirs then. Null where they do not
     */
    public SlicedGroup(
            SlicedModel model,
            double offset,
            List<byte[]> states,
            IntToDoubleFunction transverse,
            IntToDoubleFunction betas,
            long seed,
            @Nullable SweepCouplings programmed,
            VectorOps ops) {
        int n = model.rows().spins();
        this.model = model;
        this.offset = offset;
        this.transverse = transverse;
        this.betas = betas;
        this.noise = new PathNoise(seed, ops);
        this.ops = ops;
        this.reads = states.size();
        this.paths = new long[PATHS * (n + 1)];
        this.cuts = new long[PATHS * n];
        this.programmed = programmed;
        this.stretch = programmed == null ? new long[0] : new long[PATHS * n];
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < reads; r++) {
                paths[PATHS * i + r] = states.get(r)[i] > 0 ? -1 : 0;
            }
        }
        computeEnergies();
    }

    /**
     * A bound of how much the slices change the probabilities of the states of a spin in a field, as long as it is
     * small: {@code (f Gamma^2 / 3 + Gamma f^2 / 6) / (64^2 max(1, sqrt(Gamma^2 + f^2)))}.
     *
     * <p>To the lowest order in 1/64 the splitting changes f by up to {@code f Gamma^2 / (3 64^2)} and Gamma by up to
     * {@code Gamma f^2 / (6 64^2)}, and the mean of the spin changes by no more than their sum, nor than that over
     * {@code sqrt(Gamma^2 + f^2)}.
     *
     * @param transverse Gamma, times inverse temperature
     * @param field f, the local field, times inverse temperature
     */
    public static double error(double transverse, double field) {
        double product = transverse * field;
        double splitting = (product * transverse / 3 + product * field / 6) / ((double) SLICES * SLICES);
        return product == 0 ? 0 : splitting / Math.max(1, Math.hypot(transverse, field));
    }

    @Override
    public int reads() {
        return reads;
    }

    @Override
    public long movesPerSweep() {
        return (long) reads * model.rows().spins();
    }

    @Override
    public long sweep(int t) {
        return programmed == null ? sweep(transverse.applyAsDouble(t), betas.applyAsDouble(t)) : sweep(programmed, t);
    }

    @Override
    public double parameter(int t) {
        return betas.applyAsDouble(t);
    }

    /**
     * Draws every spin's path anew, then flips groups.
     *
     * @return how many spins have another value in slice 0 than before
     */
    long sweep(double field, double beta) {
        Arrays.fill(moved, 0);
        double rate = rate(field);
        if (rate > 0) {
            ops.cutPaths(rate, noise, cuts, model.rows().spins());
        } else {
            Arrays.fill(cuts, 0);
        }
        ops.drawPaths(model.rows(), paths, cuts, (float) (2 * beta / SLICES), noise, moved);
        for (int g = 0; g < model.leaving().length; g++) {
            if (field <= beta * model.groups().strengths()[g]) {
                flip(g, model.leaving()[g], beta);
            }
        }
        return finished();
    }

    /** The same with strengths that differ from spin to spin. */
    private long sweep(SweepCouplings now, int t) {
        now.set(t);
        Arrays.fill(moved, 0);
        cut(now.transverse());
        SlicedModel there = SlicedModel.of(now.couplings(), model.groups());
        ops.drawPaths(there.rows(), paths, cuts, (float) (2.0 / SLICES), noise, moved);
        for (int g = 0; g < there.leaving().length; g++) {
            int[] members = model.groups().members()[g];
            if (now.strongest(members) <= now.weakest(members) * model.groups().strengths()[g]) {
                flip(g, there.leaving()[g], 1);
            }
        }
        return finished();
    }

    /** Cuts stretches of spins that have the same transverse field. */
    private void cut(double[] fields) {
        int end;
        for (int from = 0; from < fields.length; from = end) {
            end = from + 1;
            while (end < fields.length && fields[end] == fields[from]) {
                end++;
            }
            double rate = rate(fields[from]);
            if (rate > 0) {
                ops.cutPaths(rate, noise, stretch, end - from);
                System.arraycopy(stretch, 0, cuts, PATHS * from, PATHS * (end - from));
            } else {
                Arrays.fill(cuts, PATHS * from, PATHS * end, 0);
            }
        }
    }

    /** The rate with {@code 1 - exp(-rate) = tanh(field / 64)}. */
    private static double rate(double field) {
        return Math.min(PathRows.MOST_RATE, -Math.log1p(-Math.tanh(field / SLICES)));
    }

    private long finished() {
        computeEnergies();
        long sum = 0;
        for (int r = 0; r < reads; r++) {
            sum += moved[r];
        }
        return sum;
    }

    private void flip(int g, SlicedModel.Pairs leaving, double beta) {
        int[] members = model.groups().members()[g];
        ops.addDifferences(leaving.ends(), leaving.weights(), 0, leaving.weights().length, -1, paths, differences);
        int at = noise.logistic();
        for (int r = 0; r < PATHS; r++) {
            double held = leaving.sum() - 2 * differences[r] / SLICES;
            if (-2 * beta * held < noise.logistics()[at + r]) {
                for (int i : members) {
                    paths[PATHS * i + r] ^= -1;
                }
                moved[r] += members.length;
            }
        }
        noise.takeLogistics(at + PATHS);
    }

    private void computeEnergies() {
        SlicedModel.Pairs all = model.all();
        ops.addDifferences(all.ends(), all.weights(), 0, all.weights().length, 1, paths, differences);
        for (int r = 0; r < PATHS; r++) {
            energies[r] = offset + all.sum() - 2 * differences[r];
        }
    }

    /** The paths, bit k of element {@code 8 i + r} for spin i in slice k of read r; live. */
    long[] paths() {
        return paths;
    }

    @Override
    public double energy(int read) {
        return energies[read];
    }

    /** Nothing: the present state is what is measured. */
    @Override
    public void keep(int read) {}

    @Override
    public Spins kept(int read) {
        byte[] state = new byte[model.rows().spins()];
        for (int i = 0; i < state.length; i++) {
            state[i] = (byte) ((paths[PATHS * i + read] & 1) * 2 - 1);
        }
        return Spins.of(state);
    }
}
