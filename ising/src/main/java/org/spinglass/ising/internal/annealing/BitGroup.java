// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.BitOps;
import org.spinglass.compute.BitRows;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.BondCouplings;
import org.spinglass.ising.model.Spins;

/**
 * Up to 512 reads of a sparse model whose couplings and fields are multiples of one size, a bit each (multi-spin coding): they
 * visit the same spin at the same time, in sequential order, by Metropolis, every one with its own random numbers.
 *
 * <p>A flip that leaves m bonds more unlike than before, beyond what is free, is accepted with probability {@code r^m}, {@code
 * r = exp(-4 beta J)}: where m is no more than a number of geometric distribution. The binary digits of such a number are
 * independent, digit b being 1 with probability {@code s / (1 + s)}, {@code s = r^(2^b)}, and what is beyond the last digit that
 * matters with probability {@code s}; so a few random bits a visit and read are added to the count of unlike bonds and compared
 * with what the spin needs. A spin with an odd number of bonds is half a bond off, and has one bit more, of {@code sqrt(r) / (1 +
 * sqrt(r))}.
 *
 * <p>Cost of a visit, of all reads together: some fifty operations on vectors for four neighbours. Memory: 128 bytes a spin.
 */
final class BitGroup extends ThermalGroup {
    /** Most reads of a group. */
    static final int STATES = BitRows.STATES;

    /** Fewer reads than this are left to others. */
    static final int WORTH_BITS = 64;

    /** More spins than this take too much memory, a quarter of a gigabyte. */
    static final int MOST_SPINS = 1 << 21;

    private static final int WORDS = BitRows.WORDS;

    /** Spins whose random bits are made at once, and stay in the innermost cache. */
    private static final int CHUNK = 64;

    /** Chunks between two looks at whether to end. */
    private static final int LOOK = 32;

    private static final int STRIDE = CHUNK * WORDS;
    private static final long[] NONE = {};

    private final BitRows rows;
    private final double size;
    private final double offset;
    private final Coins coins;
    private final BitOps ops;
    private final int columns;
    private final int planes;
    private final int digits;
    private final int[] oddsBefore;
    private final byte[] needs;
    private final byte[] needsAtRest;
    private final boolean isShifted;
    private final long[] spins;
    private final long[] best;
    private final long[] used = new long[WORDS];
    private final long[] toKeep = new long[WORDS];
    private final int[] unlike = new int[STATES];
    private final long[] levels;
    private final long[] odds;
    private boolean isCounted;
    private boolean isKept;
    private int told = -1;
    private Spins[] toldSpins = {};

    /**
     * Starts at given states.
     *
     * @param offset constant energy
     * @param columns number of reads, at most 512
     * @param start bit {@code r mod 64} of word {@code WORDS i + r / 64} is 1 where spin i of read r is up; taken over, of N + 1
     *     spins
     */
    BitGroup(BondCouplings bonds, double offset, int columns, long[] start, long seed, Moves moves, VectorOps ops) {
        super(moves.betas());
        this.rows = bonds.rows();
        this.size = bonds.size();
        this.offset = offset;
        this.columns = columns;
        this.coins = new Coins(seed, ops);
        this.ops = ops.bits();
        this.oddsBefore = bonds.oddsBefore();
        int n = rows.spins();
        this.spins = start;
        Arrays.fill(spins, WORDS * n, WORDS * (n + 1), -1L);
        this.best = new long[WORDS * n];
        int need = (rows.most() + 1) / 2;
        this.planes = BitRows.planes(need);
        this.digits = Integer.SIZE - Integer.numberOfLeadingZeros(need - 1);
        this.needs = new byte[n];
        this.needsAtRest = new byte[n];
        boolean isMoved = false;
        for (int i = 0; i < n; i++) {
            int b = rows.bonds()[i];
            needs[i] = (byte) ((b + 1) / 2);
            needsAtRest[i] = (byte) (b / 2 + 1);
            isMoved |= b % 2 != 0 || needs[i] != 1 << planes || digits != planes;
        }
        this.isShifted = isMoved;
        for (int r = 0; r < columns; r++) {
            used[r >> 6] |= 1L << r;
        }
        this.levels = new long[(planes + 1) * STRIDE];
        this.odds = oddsBefore[n] == 0 ? NONE : new long[STRIDE];
    }

    /** Puts states side by side, as a group starts from them. */
    static long[] packed(List<byte[]> states, int n) {
        long[] packed = new long[WORDS * (n + 1)];
        for (int r = 0; r < states.size(); r++) {
            byte[] state = states.get(r);
            long bit = 1L << r;
            int word = r >> 6;
            for (int i = 0; i < n; i++) {
                packed[WORDS * i + word] |= state[i] > 0 ? bit : 0;
            }
        }
        return packed;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public long movesPerSweep() {
        return (long) columns * rows.spins();
    }

    @Override
    long sweepAt(double beta) {
        keepNow();
        isCounted = false;
        double cost = 2 * beta * size;
        return beta == Double.POSITIVE_INFINITY ? sweepAtRest() : sweepThermal(cost);
    }

    /** Turns what lowers the energy. */
    private long sweepAtRest() {
        int most = BitRows.planes(rows.most() / 2 + 1);
        long[] zeros = new long[(most + 1) * STRIDE];
        return sweepBy(most, (from, to) -> {
            Arrays.fill(zeros, 0);
            ops.addNeeds(rows, needsAtRest, most, NONE, zeros, STRIDE, from, to);
            return zeros;
        });
    }

    /** With {@code cost = 2 beta J}, what a flip costs that leaves one bond more unlike than are not. */
    private long sweepThermal(double cost) {
        Coins.Plan[] plans = new Coins.Plan[digits + 1];
        for (int b = 0; b <= digits; b++) {
            double share = Math.exp(-2 * cost * (1 << b));
            plans[b] = Coins.Plan.of(b < digits ? share / (1 + share) : share);
        }
        double half = Math.exp(-cost);
        Coins.Plan odd = Coins.Plan.of(half / (1 + half));
        return sweepBy(planes, (from, to) -> {
            int length = WORDS * (to - from);
            for (int b = 0; b <= digits; b++) {
                coins.fill(plans[b], levels, b * STRIDE, b * STRIDE + length);
            }
            if (isShifted) {
                Arrays.fill(levels, (digits + 1) * STRIDE, levels.length, 0);
                if (odds.length > 0) {
                    coins.fill(odd, odds, 0, WORDS * (oddsBefore[to] - oddsBefore[from]));
                }
                ops.addNeeds(rows, needs, planes, odds, levels, STRIDE, from, to);
            }
            return levels;
        });
    }

    /** Makes the levels of some spins. */
    @FunctionalInterface
    private interface Levels {
        long[] of(int from, int to);
    }

    private long sweepBy(int count, Levels made) {
        int n = rows.spins();
        long turned = 0;
        for (int from = 0, chunk = 1; from < n; from += CHUNK, chunk++) {
            int to = Math.min(n, from + CHUNK);
            turned += ops.sweep(rows, spins, count, made.of(from, to), STRIDE, used, from, to);
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
        return offset + size * (2L * unlike[c] - rows.total());
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
