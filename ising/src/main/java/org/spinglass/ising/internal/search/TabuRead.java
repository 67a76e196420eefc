// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import java.util.Arrays;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

/**
 * One read of tabu search with a pool: the best states of {@link TabuWalk}s from random states make up the pool; then
 * again and again a walk starts at a child of some of them, and its best state stands for the pool. Children come in
 * equal shares from the path between two (Wang, Lu, Glover and Hao 2012) and from the renormalisation of two to four
 * (Houdayer and Martin 1999).
 *
 * <p>A walk ends after a number of sweeps without a better state, N steps each. When no pair gives a member any more,
 * the pool starts anew around its best with walks of twice the patience.
 */
public final class TabuRead implements ReadGroup {
    private static final int POOL = 10;
    private static final int MOST_PARENTS = 4;
    private static final int FIRST_PATIENCE = 4;
    /** Children in a row that the pool turned down before it starts anew. */
    private static final int BARREN = 3 * POOL;

    private final TabuWalk walk;
    private final LocalFields state;
    private final ElitePool pool;
    private final PathRelinking relinking;
    private final Renormalisation renormalisation;
    private final RandomStream random;
    private final int n;
    private final byte[] best;
    private double bestEnergy;
    private int patience = FIRST_PATIENCE;
    private int idle;
    private int barren;

    /**
     * A read that starts at a state.
     *
     * @param isSymmetric whether turning all spins keeps the energy
     */
    public TabuRead(PlainIsing model, LocalFields state, boolean isSymmetric, RandomStream random, VectorOps ops) {
        this.state = state;
        this.random = random;
        this.n = state.size();
        this.walk = new TabuWalk(state, random);
        this.pool = new ElitePool(POOL, Math.max(1, n / 100), isSymmetric);
        this.relinking = new PathRelinking(n, isSymmetric, random);
        this.renormalisation = new Renormalisation(model, new Backbone(model), random, ops);
        this.best = state.spins().clone();
        this.bestEnergy = state.energy();
    }

    @Override
    public int reads() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return n;
    }

    @Override
    public long sweep(int t) {
        boolean improved = walk.walk(n);
        if (walk.bestEnergy() < bestEnergy) {
            bestEnergy = walk.bestEnergy();
            System.arraycopy(walk.best(), 0, best, 0, n);
        }
        idle = improved ? 0 : idle + 1;
        if (idle >= patience && !Halt.wasCalled()) {
            idle = 0;
            barren = pool.offer(walk.bestEnergy(), walk.best()) ? 0 : barren + 1;
            startNext();
        }
        return n;
    }

    private void startNext() {
        if (barren >= BARREN) {
            barren = 0;
            patience *= 2;
            pool.keepBest();
        }
        if (!pool.isFull()) {
            byte[] start = new byte[n];
            for (int i = 0; i < n; i++) {
                start[i] = (byte) (random.nextLong() < 0 ? -1 : 1);
            }
            state.moveTo(start);
        } else if (random.nextLong() < 0) {
            byte[][] parents = parents(2);
            state.moveTo(parents[0]);
            relinking.between(state, parents[0], parents[1]);
        } else {
            state.moveTo(renormalisation.child(
                    parents(2 + random.nextInt(MOST_PARENTS - 1)),
                    patience,
                    Integer.MAX_VALUE,
                    () -> !Halt.isCalled()));
        }
        walk.restart();
    }

    private byte[][] parents(int count) {
        int[] ranks = new int[pool.size()];
        Arrays.setAll(ranks, rank -> rank);
        random.shuffle(ranks);
        byte[][] parents = new byte[count][];
        for (int p = 0; p < count; p++) {
            parents[p] = pool.get(ranks[p]).spins();
        }
        return parents;
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
