// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import org.spinglass.compute.BitOps;
import org.spinglass.compute.BitRows;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.BondCouplings;
import org.spinglass.ising.model.Spins;

/**
 * Up to 512 reads of a sparse model whose couplings and fields are multiples of one size, a bit each (multi-spin
 * coding): they visit the same spin at the same time, in sequential order, by Metropolis, every one with its own random
 * numbers.
 *
 * <p>{@link BitLevels} says how random bits decide.
 *
 * <p>Cost of a visit, of all reads together: some fifty operations on vectors for four neighbours. Memory: 128 bytes a
 * spin.
 */
final class BitGroup extends ThermalGroup {
    /** Most reads of a group. */
    static final int STATES = BitRows.STATES;

    /** Fewer reads than this are left to others. */
    static final int WORTH_BITS = 64;

    /** More spins than this take too much memory, a quarter of a gigabyte. */
    static final int MOST_SPINS = 1 << 21;

    private static final int WORDS = BitRows.WORDS;

    /** Chunks between two looks at whether to end. */
    private static final int LOOK = 32;

    private final BondCouplings bonds;
    private final BitRows rows;
    private final double offset;
    private final BitLevels made;
    private final BitOps ops;
    private final int reads;
    private final long[] spins;
    private final long[] best;
    private final long[] used = new long[WORDS];
    private final long[] toKeep = new long[WORDS];
    private final int[] unlike = new int[STATES];
    private final long[] levels;
    private boolean isCounted;
    private boolean isKept;
    private int told = -1;
    private Spins[] toldSpins = {};

    /**
     * Starts at given states.
     *
     * @param offset constant energy
     * @param reads number of reads, at most 512
     * @param start bit {@code r mod 64} of word {@code WORDS i + r / 64} is 1 where spin i of read r is up; taken over,
     *     of N + 1 spins
     */
    BitGroup(BondCouplings bonds, double offset, int reads, long[] start, long seed, Moves moves, VectorOps ops) {
        super(moves.betas());
        this.bonds = bonds;
        this.rows = bonds.rows();
        this.offset = offset;
        this.reads = reads;
        this.ops = ops.bits();
        this.made = new BitLevels(bonds, new Coins(seed, ops), ops.bits());
        this.levels = made.room();
        int n = rows.spins();
        this.spins = start;
        Arrays.fill(spins, WORDS * n, WORDS * (n + 1), -1L);
        this.best = new long[WORDS * n];
        for (int r = 0; r < reads; r++) {
            used[r >> 6] |= 1L << r;
        }
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
    long sweepAt(double beta) {
        keepNow();
        isCounted = false;
        made.cool(2 * beta * bonds.size());
        int n = rows.spins();
        long turned = 0;
        for (int from = 0, chunk = 1; from < n; from += BitLevels.CHUNK, chunk++) {
            int to = Math.min(n, from + BitLevels.CHUNK);
            made.draw(levels, from, to);
            turned += ops.sweep(rows, spins, made.planes(), levels, BitLevels.STRIDE, used, from, to);
            if (chunk % LOOK == 0 && to < n && Halt.isCalled()) {
                return turned;
            }
        }
        return turned;
    }

    @Override
    public double energy(int c) {
        if (!isCounted) {
            ops.count(rows, spins, unlike);
            isCounted = true;
        }
        return offset + bonds.energy(unlike[c]);
    }

    @Override
    public void keep(int c) {
        toKeep[c >> 6] |= 1L << c;
        isKept = false;
    }

    private void keepNow() {
        if (!isKept) {
            ops.copy(toKeep, spins, best);
            Arrays.fill(toKeep, 0);
            isKept = true;
            told = -1;
        }
    }

    @Override
    public Spins kept(int c) {
        keepNow();
        if (told != c >> 6) {
            told = c >> 6;
            toldSpins = BitTranspose.states(best, told, WORDS, rows.spins());
        }
        return toldSpins[c & 63];
    }
}
