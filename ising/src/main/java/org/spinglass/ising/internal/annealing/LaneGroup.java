// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.CsrCouplings;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/**
 * Up to 32 reads of a sparse model in whole numbers, one a lane of the vectors: they visit the same spin at the same
 * time, in sequential order, each with its own random numbers, and take the very steps that each would take alone.
 *
 * <p>Cost of a visit: the fields of the neighbours, 64 bytes each, are updated if any of the reads flips, for all of
 * them together. Memory: 260 bytes a spin.
 */
final class LaneGroup extends ThermalGroup {
    /** Most reads of a group. */
    static final int STATES = VectorOps.STATES;

    /** Fewer reads than this are faster one by one. */
    static final int WORTH_LANES = 12;

    /** With more spins than this, energies might not fit in 32 bits. */
    static final int MOST_SPINS = 1 << 15;

    private final CsrCouplings rows;
    private final double offset;
    private final List<RandomStream> streams;
    private final Draws draws;
    private final VectorOps ops;
    private final short[] spins;
    private final short[] fields;
    private final short[] limits;
    private final short[][] ownLimits;
    private final long[] start = new long[STATES];
    private final int[] gains = new int[STATES];
    private final byte[][] kept;

    /**
     * Starts at given states.
     *
     * @param offset constant energy
     * @param states of the reads, +1 or -1 a spin, at most 32
     * @param streams the random numbers of each read
     */
    LaneGroup(
            CsrCouplings rows,
            double offset,
            List<byte[]> states,
            List<RandomStream> streams,
            Moves moves,
            VectorOps ops) {
        super(moves.betas());
        int n = rows.size();
        this.rows = rows;
        this.offset = offset;
        this.streams = streams;
        this.draws = new Draws(n, moves.isSingleSpin(), ops);
        this.ops = ops;
        this.spins = new short[STATES * n];
        this.fields = new short[STATES * n];
        this.limits = new short[STATES * n];
        this.ownLimits = new short[STATES][n];
        this.kept = new byte[states.size()][n];
        for (short[] unused : ownLimits) {
            Arrays.fill(unused, Short.MAX_VALUE);
        }
        short[] own = new short[n];
        for (int r = 0; r < states.size(); r++) {
            start[r] = rows.start(states.get(r), own);
            for (int i = 0; i < n; i++) {
                spins[STATES * i + r] = states.get(r)[i];
                fields[STATES * i + r] = own[i];
            }
        }
    }

    @Override
    public int reads() {
        return kept.length;
    }

    @Override
    public long movesPerSweep() {
        return (long) kept.length * rows.size();
    }

    @Override
    long sweepAt(double beta) {
        for (int r = 0; r < kept.length; r++) {
            rows.limits(beta, draws.next(streams.get(r)), ownLimits[r], ops);
        }
        transpose(ownLimits, limits);
        return rows.sweepLanes(spins, fields, limits, gains, ops);
    }

    /** In tiles of 32 spins, which stay in the innermost cache. */
    private static void transpose(short[][] from, short[] to) {
        int n = from[0].length;
        for (int first = 0; first < n; first += STATES) {
            int end = Math.min(n, first + STATES);
            for (int r = 0; r < STATES; r++) {
                short[] own = from[r];
                for (int i = first; i < end; i++) {
                    to[STATES * i + r] = own[i];
                }
            }
        }
    }

    @Override
    public double energy(int c) {
        return offset + rows.unit() * (start[c] - 2L * gains[c]);
    }

    @Override
    public void keep(int c) {
        byte[] state = kept[c];
        for (int i = 0; i < state.length; i++) {
            state[i] = (byte) spins[STATES * i + c];
        }
    }

    @Override
    public Spins kept(int c) {
        return Spins.of(kept[c]);
    }
}
