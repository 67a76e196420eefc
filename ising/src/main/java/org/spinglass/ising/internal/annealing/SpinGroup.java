// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/** One read of a plain Ising model, flipped spin by spin. */
final class SpinGroup extends ThermalGroup {
    private final SpinWalk walk;
    private final boolean isRandomOrder;
    private final VisitOrder order;
    private final RandomStream random;
    private final Draws draws;
    private final byte[] kept;

    SpinGroup(SpinWalk walk, Moves moves, RandomStream random, VectorOps ops) {
        super(moves.betas());
        int n = walk.size();
        this.walk = walk;
        this.isRandomOrder = moves.isRandomOrder();
        this.order = new VisitOrder(n, moves.isRandomOrder());
        this.random = random;
        this.draws = new Draws(n, moves.isSingleSpin(), ops);
        this.kept = new byte[n];
    }

    @Override
    public int reads() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return walk.size();
    }

    @Override
    long sweepAt(double beta) {
        float[] next = draws.next(random);
        return isRandomOrder ? walk.sweep(beta, next, order.next(random)) : walk.sweep(beta, next);
    }

    @Override
    public double energy(int c) {
        return walk.energy();
    }

    @Override
    public void keep(int c) {
        walk.copyTo(kept);
    }

    @Override
    public Spins kept(int c) {
        return Spins.of(kept);
    }
}
