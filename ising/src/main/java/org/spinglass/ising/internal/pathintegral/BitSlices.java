// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.BitOps;
import org.spinglass.compute.BitPaths;
import org.spinglass.compute.BitRows;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.BitLevels;
import org.spinglass.ising.internal.annealing.BitTranspose;
import org.spinglass.ising.internal.annealing.Coins;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.arrays.BondCouplings;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;

/**
 * Up to 512 reads, a bit each, of a sparse model whose couplings and fields are multiples of one size, in a transverse
 * field with imaginary time in {@link Slices}, every slice an array of words.
 *
 * <p>A visit of a spin joins neighbouring slices that are alike with probability {@code 1 - tanh(transverse / P)}
 * (Swendsen and Wang), and turns what is joined as one if every member of it accepts, each by Metropolis at {@code beta
 * / P}. As a product of such factors this leaves the distribution unchanged (Michel, Kapfer and Krauth 2014), and where
 * all slices agree, as they do late in an anneal, it is Metropolis at beta. A slice that is not joined all around stays
 * as it is now and then, without which a spin that nothing holds would turn all its slices in every sweep. Each read
 * has random numbers of its own.
 *
 * <p>Cost of a visit, of all reads together: for each slice some hundred operations on vectors at four neighbours.
 * Memory: 64 bytes a spin and slice.
 */
public final class BitSlices implements ReadGroup {
    /** Most reads of a group. */
    public static final int STATES = BitRows.STATES;

    /** With fewer reads than this one by one is as fast. */
    public static final int WORTH_BITS = 8;

    /** More spins in all slices than this take too much memory, a quarter of a gigabyte. */
    private static final int MOST_SPINS = 1 << 22;

    private static final int WORDS = BitRows.WORDS;

    /** How often a slice may be turned that is not joined all around. */
    private static final Coins.Plan PROPOSED = Coins.Plan.of(Slices.PROPOSED);

    /** Chunks of spins between two looks at whether to end. */
    private static final int LOOK = 8;

    private final BondCouplings bonds;
    private final BitRows rows;
    private final double offset;
    private final int reads;
    private final IntToDoubleFunction transverse;
    private final IntToDoubleFunction betas;
    private final int[] watched;
    private final boolean isMeasured;
    private final Coins coins;
    private final BitLevels made;
    private final BitOps ops;
    private final BitPaths paths;
    private final long[][] spins;
    private final long[] whole = new long[BitLevels.STRIDE];
    private final long[] used = new long[WORDS];
    private final long[] best;
    private final long[][] toKeep;
    private final int[][] unlike;
    private final Spins[] @Nullable [] told = new Spins[WORDS][];
    private boolean isKept = true;
    private boolean isCounted;

    /**
     * Reads whose slices are all alike.
     *
     * @param offset constant energy
     * @param states of the reads, +1 or -1 a spin, one to 512
     * @param slices of imaginary time, two or more
     * @param readout which slices are looked at for the best state, and whether the first is what is returned
     */
    public BitSlices(
            BondCouplings bonds,
            double offset,
            List<byte[]> states,
            Slices slices,
            Slices.Readout readout,
            long seed,
            VectorOps ops) {
        int number = slices.number();
        this.bonds = bonds;
        this.rows = bonds.rows();
        this.offset = offset;
        this.reads = states.size();
        this.transverse = slices.transverse();
        this.betas = slices.betas();
        this.watched = readout.watched(number);
        this.isMeasured = readout.isMeasured();
        this.coins = new Coins(seed, ops);
        this.ops = ops.bits();
        this.made = new BitLevels(bonds, coins, this.ops);
        int n = rows.spins();
        long[] start = BitTranspose.words(states, WORDS, n);
        this.spins = new long[number][];
        Arrays.setAll(spins, k -> start.clone());
        long[][] levels = new long[number][];
        Arrays.setAll(levels, k -> made.room());
        this.paths =
                new BitPaths(spins, levels, new long[number][BitLevels.STRIDE], new long[number][BitLevels.STRIDE]);
        this.best = Arrays.copyOf(start, WORDS * n);
        this.toKeep = new long[watched.length][WORDS];
        this.unlike = new int[watched.length][STATES];
        for (int r = 0; r < reads; r++) {
            used[r >> 6] |= 1L << r;
        }
    }

    /** The couplings of a model as bonds; null where it has none such, or would take too much memory. */
    public static @Nullable BondCouplings bonds(SparseIsing model, int slices) {
        return (long) model.spins() * slices <= MOST_SPINS ? SparseArrays.bondsOf(model) : null;
    }

    @Override
    public int reads() {
        return reads;
    }

    @Override
    public long movesPerSweep() {
        return (long) reads * rows.spins();
    }

    @Override
    public double parameter(int t) {
        return betas.applyAsDouble(t);
    }

    @Override
    public long sweep(int t) {
        return sweep(transverse.applyAsDouble(t), betas.applyAsDouble(t));
    }

    /**
     * Visits every spin in all slices.
     *
     * @return turned spins of the first slice
     */
    long sweep(double field, double beta) {
        keepNow();
        isCounted = false;
        Arrays.fill(told, null);
        int number = spins.length;
        made.cool(2 * beta * bonds.size() / number);
        Coins.Plan joining = Coins.Plan.of(1 - Math.tanh(field / number));
        int n = rows.spins();
        long turned = 0;
        for (int from = 0, chunk = 1; from < n; from += BitLevels.CHUNK, chunk++) {
            int to = Math.min(n, from + BitLevels.CHUNK);
            for (long[] levels : paths.levels()) {
                made.draw(levels, from, to);
            }
            join(joining, from, to);
            turned += ops.sweepSlices(rows, paths, made.planes(), BitLevels.STRIDE, used, from, to);
            if (chunk % LOOK == 0 && to < n && Halt.isCalled()) {
                break;
            }
        }
        return turned;
    }

    /** Joins slices, and holds some of those that are not joined all around. */
    private void join(Coins.Plan joining, int from, int to) {
        int length = WORDS * (to - from);
        int first = WORDS * from;
        Arrays.fill(whole, -1);
        for (int k = 0; k < spins.length; k++) {
            long[] own = spins[k];
            long[] next = spins[(k + 1) % spins.length];
            long[] joined = paths.joins()[k];
            coins.fill(joining, joined, 0, length);
            for (int w = 0; w < length; w++) {
                joined[w] &= ~(own[first + w] ^ next[first + w]);
                whole[w] &= joined[w];
            }
        }
        for (long[] free : paths.free()) {
            coins.fill(PROPOSED, free, 0, length);
            for (int w = 0; w < length; w++) {
                free[w] |= whole[w];
            }
        }
    }

    @Override
    public double energy(int c) {
        return energyOf(leastOf(c), c);
    }

    private double energyOf(int watch, int c) {
        return offset + bonds.energy(unlike[watch][c]);
    }

    /** Which of the slices that are looked at has the lowest energy. */
    private int leastOf(int c) {
        if (!isCounted) {
            for (int k = 0; k < watched.length; k++) {
                ops.count(rows, spins[watched[k]], unlike[k]);
            }
            isCounted = true;
        }
        int least = 0;
        for (int k = 1; k < watched.length; k++) {
            least = unlike[k][c] < unlike[least][c] ? k : least;
        }
        return least;
    }

    @Override
    public void keep(int c) {
        if (!isMeasured) {
            toKeep[leastOf(c)][c >> 6] |= 1L << c;
            isKept = false;
        }
    }

    private void keepNow() {
        if (!isKept) {
            for (int k = 0; k < watched.length; k++) {
                ops.copy(toKeep[k], spins[watched[k]], best);
                Arrays.fill(toKeep[k], 0);
            }
            isKept = true;
            Arrays.fill(told, null);
        }
    }

    @Override
    public Spins kept(int c) {
        keepNow();
        int word = c >> 6;
        if (told[word] == null) {
            told[word] = BitTranspose.states(isMeasured ? spins[0] : best, word, WORDS, rows.spins());
        }
        return told[word][c & 63];
    }

    /** The words of a slice; live. */
    long[] slice(int k) {
        return spins[k];
    }
}
