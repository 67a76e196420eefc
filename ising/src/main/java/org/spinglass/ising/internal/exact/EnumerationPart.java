// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

import org.spinglass.ising.model.Spins;

/**
 * The states of an {@link Enumeration} that share their uppermost spins: the spins between those and the block go through
 * a Gray code. Belongs to one thread.
 */
final class EnumerationPart implements ExactPart {
    /** Blocks of one advance: some 2^25 states, hundredths of a second. */
    private static final int BLOCKS = 1 << 14;

    private final Enumeration all;
    private final StateEnergy energy;
    private final float[] block;
    private final long steps;
    private long state;
    private long step;
    private double upper;
    private float least;
    private double bestEnergy = Double.POSITIVE_INFINITY;
    private long bestState;

    EnumerationPart(Enumeration all, int part, StateEnergy energy) {
        this.all = all;
        this.energy = energy;
        this.block = new float[1 << all.low()];
        this.steps = 1L << all.coded();
        this.state = (long) part << all.low() + all.coded();
        refresh();
    }

    private void refresh() {
        upper = all.upperEnergy(state);
        least = all.refresh(state, block);
    }

    @Override
    public long advance() {
        long end = Math.min(steps, step + BLOCKS);
        long done = end - step;
        while (step < end) {
            double limit = all.followed(bestEnergy) + all.slack() - upper;
            if (all.slack() == 0 ? least < limit : least <= limit) {
                compare();
            }
            step++;
            if (step < steps) {
                next();
            }
        }
        return done << all.low();
    }

    private void next() {
        int u = all.low() + Long.numberOfTrailingZeros(step);
        if (step % Enumeration.REFRESH == 0) {
            state ^= 1L << u;
            refresh();
        } else {
            upper += all.upperChange(state, u);
            least = all.flip(state, u, block);
            state ^= 1L << u;
        }
    }

    private void compare() {
        for (int x = 0; x < block.length; x++) {
            double followed = upper + block[x];
            double limit = all.followed(bestEnergy) + all.slack();
            if (all.slack() == 0 ? followed < limit : followed <= limit) {
                consider(state | x);
            }
        }
    }

    private void consider(long number) {
        double found = energy.of(number);
        if (found < bestEnergy || found == bestEnergy && energy.isLess(number, bestState)) {
            bestEnergy = found;
            bestState = number;
        }
    }

    @Override
    public void offer(Spins known) {
        consider(known.toWords()[0]);
    }

    @Override
    public boolean isDone() {
        return step == steps;
    }

    @Override
    public double bestEnergy() {
        return bestEnergy;
    }

    @Override
    public Spins best() {
        return Spins.ofWords(all.spins(), new long[] {bestState});
    }

    /** The best energy once all states have been gone through. */
    @Override
    public double lowerBound() {
        return isDone() ? bestEnergy : Double.NEGATIVE_INFINITY;
    }
}
