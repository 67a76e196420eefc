// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.tempering;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.annealing.SpinWalk;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

/**
 * One read of parallel tempering: one or two states at each temperature of a {@link Ladder}.
 *
 * <p>A sweep visits every spin of every state (Metropolis), then exchanges clusters between the two states of each
 * temperature, then states between neighbouring temperatures, in turn those at even and at odd places. The ladder is
 * placed anew after 16 sweeps, 32, 64 and so on, from what was measured since the last time.
 */
public final class Tempering implements ReadGroup {
    private static final int FIRST_PLACING = 16;

    private final SpinWalk[][] states;
    private final Ladder ladder;
    private final @Nullable ClusterExchange clusters;
    private final RandomStream random;
    private final VectorOps ops;
    private final long[] bits;
    private final float[] draws;
    private final byte[] best;
    private double bestEnergy;
    private int sweeps;
    private int placing = FIRST_PLACING;

    /**
     * A read.
     *
     * @param ladder owned by this read from now on
     * @param start where the first state starts, and all others where {@code isGiven}; they start at random otherwise
     * @param rows the model's whole numbers, where it has them
     * @param clusters exchanges clusters of two states at each temperature; null for one state each
     */
    public Tempering(
            PlainIsing model,
            Optional<IntegerCouplings> rows,
            Ladder ladder,
            byte[] start,
            boolean isGiven,
            @Nullable ClusterExchange clusters,
            RandomStream random,
            VectorOps ops) {
        int n = start.length;
        this.ladder = ladder;
        this.clusters = clusters;
        this.random = random;
        this.ops = ops;
        this.bits = new long[(n + 15) / 16 * 8];
        this.draws = new float[2 * bits.length];
        this.best = start.clone();
        this.states = new SpinWalk[clusters == null ? 1 : 2][ladder.size()];
        for (SpinWalk[] row : states) {
            for (int k = 0; k < row.length; k++) {
                byte[] sigma = start.clone();
                boolean isFirst = row == states[0] && k == 0;
                for (int i = 0; !isGiven && !isFirst && i < n; i++) {
                    sigma[i] = (byte) (random.nextLong() < 0 ? -1 : 1);
                }
                // what is to end before it has begun moves no more, and may as well be one state
                row[k] = !isFirst && Halt.isCalled() ? states[0][0] : SpinWalk.of(model, rows, sigma, ops);
            }
        }
        this.bestEnergy = states[0][0].energy();
    }

    @Override
    public int reads() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return (long) states.length * ladder.size() * best.length;
    }

    @Override
    public double parameter(int t) {
        return ladder.beta(ladder.size() - 1);
    }

    @Override
    public long sweep(int t) {
        long accepted = visit();
        if (Halt.wasCalled()) {
            return accepted;
        }
        sweeps++;
        if (clusters != null) {
            for (int k = 0; k < ladder.size(); k++) {
                clusters.exchange(k, states[0][k], states[1][k], random);
                note(states[0][k]);
                note(states[1][k]);
            }
        }
        exchange();
        if (sweeps == placing) {
            placing *= 2;
            ladder.place();
        }
        return accepted;
    }

    /** One Metropolis sweep of every state; returns the accepted flips. */
    long visit() {
        long accepted = 0;
        for (SpinWalk[] row : states) {
            for (int k = 0; k < row.length; k++) {
                if (Halt.wasCalled()) {
                    return accepted;
                }
                random.fill(bits);
                ops.exponential(bits, draws);
                accepted += row[k].sweep(ladder.beta(k), draws);
                note(row[k]);
            }
        }
        return accepted;
    }

    /** Exchanges states between neighbouring temperatures. */
    void exchange() {
        for (SpinWalk[] row : states) {
            for (int k = sweeps & 1; k + 1 < row.length; k += 2) {
                if (random.nextDouble() < ladder.acceptance(k, row[k].energy(), row[k + 1].energy())) {
                    SpinWalk state = row[k];
                    row[k] = row[k + 1];
                    row[k + 1] = state;
                }
            }
        }
    }

    /** The state at a temperature, of one of the rows of states. */
    SpinWalk state(int row, int k) {
        return states[row][k];
    }

    private void note(SpinWalk state) {
        if (state.energy() < bestEnergy) {
            bestEnergy = state.energy();
            state.copyTo(best);
        }
    }

    @Override
    public double energy(int read) {
        return bestEnergy;
    }

    /** The best state is always kept. */
    @Override
    public void keep(int read) {}

    @Override
    public Spins kept(int read) {
        return Spins.of(best);
    }
}
