// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import org.spinglass.compute.BitRows;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.BondCouplings;
import org.spinglass.ising.model.Spins;

/**
 * Up to 64 reads of a sparse model whose couplings and fields are multiples of one size, the bits of one word a spin:
 * what {@link BitGroup} does for 512, by plain code. A Java machine that was just started is fast at that after a tenth
 * of a second, where vector code takes ten times as long to be compiled; and few reads leave most of a vector empty.
 *
 * <p>{@link LevelPlans} says how random bits decide.
 *
 * <p>Cost of a visit, of all reads together: some hundred operations for four neighbours, two hundred for twenty.
 * Memory: 16 bytes a spin.
 */
final class WordGroup extends ThermalGroup {
    /** Most reads of a group. */
    static final int STATES = Long.SIZE;

    /** Fewer reads than this are left to others. */
    static final int LEAST_READS = 12;

    /** More reads than this take long in words, even where vector code has to be compiled first. */
    private static final int MOST_READS = 2 * STATES;

    /**
     * The work, of a bond each in a word, of which a Java machine that was just started does no more in words than
     * others need to be compiled: about a second.
     */
    private static final double SHORT = 3e8;

    /** A visit costs as much as so many bonds. */
    private static final int VISIT = 10;

    /** Reads of which whole numbers side by side, 32 at a time, take as long as a word of spins with few bonds. */
    private static final int LANES = 24;

    private static final int LANES_BONDS = 7;

    /** Spins whose random bits are made at once, and stay in the innermost cache. */
    private static final int CHUNK = 256;

    /** Most bonds of a spin for which sums of {@link WordSweeps#FEW} planes are enough, at rest too. */
    private static final int FEW_BONDS = 15;

    /** Chunks between two looks at whether to end. */
    private static final int LOOK = 32;

    private final BondCouplings bonds;
    private final BitRows rows;
    private final double offset;
    private final int reads;
    private final LevelPlans plans;
    private final Coins coins;
    private final WordSweeps sweeps;
    private final int planes;
    private final int[] oddsBefore;
    private final long[] levels;
    private final long[] odds = new long[CHUNK + 8];
    private final long[] spins;
    private final long[] best;
    private final long used;
    private final long[] sum;
    private final int[] unlike = new int[STATES];
    private long toKeep;
    private boolean isCounted;
    private boolean isTold;
    private Spins[] told = {};

    /**
     * Starts at given states.
     *
     * @param offset constant energy
     * @param reads number of reads, at most 64
     * @param start bit r of word i is 1 where spin i of read r is up; taken over, of N + 1 spins
     */
    WordGroup(BondCouplings bonds, double offset, int reads, long[] start, long seed, Moves moves) {
        super(moves.betas());
        this.bonds = bonds;
        this.rows = bonds.rows();
        this.offset = offset;
        this.reads = reads;
        this.plans = new LevelPlans(rows);
        this.coins = new Coins(seed, VectorOps.scalar());
        this.planes = rows.most() <= FEW_BONDS ? WordSweeps.FEW : WordSweeps.MANY;
        this.oddsBefore = bonds.oddsBefore();
        this.levels = new long[(planes + 1) * CHUNK];
        int n = rows.spins();
        this.spins = start;
        spins[n] = -1L;
        this.sweeps = new WordSweeps(rows, spins);
        this.best = new long[n];
        this.used = -1L >>> STATES - reads;
        this.sum = new long[Integer.SIZE - Integer.numberOfLeadingZeros(rows.total()) + 1];
    }

    /**
     * Whether so many reads are best made in words: where the whole work is short; and of longer ones, as measured once
     * all code is compiled, up to 64 where a few groups of 32 would take longer. Depends on the model and the two
     * numbers alone.
     */
    static boolean isWorth(BondCouplings bonds, int reads, int sweeps) {
        if (reads < LEAST_READS || reads > MOST_READS) {
            return false;
        }
        double spins = bonds.rows().spins();
        double ends = 2.0 * bonds.rows().total();
        int words = Math.ceilDiv(reads, STATES);
        return words * (double) sweeps * (VISIT * spins + ends) <= SHORT
                || words == 1 && (reads > LaneGroup.STATES || reads >= LANES && ends <= LANES_BONDS * spins);
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
        plans.cool(2 * beta * bonds.size());
        if (plans.isAtRest()) {
            Arrays.fill(levels, 0);
            Arrays.fill(odds, 0);
        }
        int n = rows.spins();
        long turned = 0;
        for (int from = 0, chunk = 1; from < n; from += CHUNK, chunk++) {
            int to = Math.min(n, from + CHUNK);
            if (!plans.isAtRest()) {
                draw(from, to);
            }
            turned += planes == WordSweeps.FEW
                    ? sweeps.few(plans.needs(), levels, CHUNK, odds, used, from, to)
                    : sweeps.many(plans.needs(), levels, CHUNK, odds, used, from, to);
            if (chunk % LOOK == 0 && to < n && Halt.isCalled()) {
                return turned;
            }
        }
        return turned;
    }

    private void draw(int from, int to) {
        int length = wholeEights(to - from);
        for (int digit = 0; digit < plans.digits(); digit++) {
            coins.fill(plans.plan(digit), levels, digit * CHUNK, digit * CHUNK + length);
        }
        coins.fill(plans.plan(plans.digits()), levels, planes * CHUNK, planes * CHUNK + length);
        coins.fill(plans.odd(), odds, 0, wholeEights(oddsBefore[to] - oddsBefore[from]));
    }

    private static int wholeEights(int words) {
        return words + 7 & -8;
    }

    @Override
    public double energy(int c) {
        if (!isCounted) {
            sweeps.count(sum, unlike);
            isCounted = true;
        }
        return offset + bonds.energy(unlike[c]);
    }

    @Override
    public void keep(int c) {
        toKeep |= 1L << c;
    }

    private void keepNow() {
        if (toKeep != 0) {
            for (int i = 0; i < best.length; i++) {
                best[i] = best[i] & ~toKeep | spins[i] & toKeep;
            }
            toKeep = 0;
            isTold = false;
        }
    }

    @Override
    public Spins kept(int c) {
        keepNow();
        if (!isTold) {
            told = BitTranspose.states(best, 0, 1, best.length);
            isTold = true;
        }
        return told[c];
    }
}
