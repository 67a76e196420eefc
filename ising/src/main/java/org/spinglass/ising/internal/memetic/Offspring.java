// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.memetic;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.SpinWalk;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.internal.search.PathRelinking;
import org.spinglass.ising.internal.search.Renormalisation;
import org.spinglass.ising.internal.search.TabuWalk;

/**
 * Makes one state of a population: a start, an anneal from it where it is to have one, and tabu search from where that ends.
 * Belongs to one thread.
 */
final class Offspring {
    /** Tabu steps that count as a sweep: about as long as a sweep of annealing takes. */
    private static final int STEPS = 32;
    /** Tabu search ends after this many times N steps without a better state, or fewer. */
    private static final int PATIENCE = 2;

    /** Where anneals of children start, as shares of the way from the hot to the cold end. */
    private static final double LUKEWARM = 0.3;

    private static final double TEPID = 0.6;

    private final MemeticModel problem;
    private final SweepMeter watch;
    private final RandomStream random;
    private final VectorOps ops;
    private final int n;
    private final byte[] best;
    private double bestEnergy = Double.POSITIVE_INFINITY;
    /** The lowest energy that was followed, and what is told of the best state: near a target its own energy. */
    private double followed = Double.POSITIVE_INFINITY;

    private double told = Double.POSITIVE_INFINITY;
    private long flips;

    Offspring(MemeticModel problem, SweepMeter watch, RandomStream random) {
        this.problem = problem;
        this.watch = watch;
        this.random = random;
        this.ops = problem.ops();
        this.n = problem.model().spins();
        this.best = new byte[n];
    }

    /** From a given state, without an anneal. */
    void given(byte[] state, int sweeps) {
        search(problem.fields(state.clone()), sweeps);
    }

    /** From a random state, annealed over the whole range. */
    void fresh(int sweeps) {
        byte[] start = new byte[n];
        for (int i = 0; i < n; i++) {
            start[i] = (byte) (random.nextLong() < 0 ? -1 : 1);
        }
        search(problem.fields(anneal(start, 0, sweeps)), sweeps);
    }

    /** From a child of some parents, and every other time an anneal of so many sweeps, from lukewarm. */
    void child(byte[][] parents, int sweeps) {
        byte[] start;
        if (parents.length == 2 && random.nextLong() < 0) {
            LocalFields state = problem.fields(parents[0].clone());
            new PathRelinking(n, problem.isSymmetric(), random).between(state, parents[0], parents[1]);
            start = state.spins().clone();
        } else {
            start = new Renormalisation(problem.model(), problem.backbone(), random, ops)
                    .child(parents, PATIENCE, STEPS * sweeps, () -> watch.goesOn(told));
        }
        if (random.nextLong() < 0) {
            start = anneal(start, LUKEWARM + (TEPID - LUKEWARM) * random.nextDouble(), sweeps);
        }
        search(problem.fields(start), sweeps);
    }

    /** Anneals from a share of the way from the hot to the cold end. */
    private byte[] anneal(byte[] start, double share, int sweeps) {
        SpinWalk walk = problem.walk(start);
        long[] bits = new long[(n + 15) / 16 * 8];
        float[] draws = new float[2 * bits.length];
        for (int sweep = 0; sweep < sweeps && watch.goesOn(told); sweep++) {
            random.fill(bits);
            ops.exponential(bits, draws);
            flips += walk.sweep(problem.beta(share + (1 - share) * (sweep + 1) / sweeps), draws);
            if (walk.energy() < bestEnergy) {
                bestEnergy = walk.energy();
                walk.copyTo(best);
                tell(bestEnergy, best);
            }
        }
        byte[] end = new byte[n];
        walk.copyTo(end);
        return end;
    }

    /** Tabu search, for at most so many sweeps without a better state. */
    private void search(LocalFields state, int sweeps) {
        TabuWalk walk = new TabuWalk(state, random);
        long patience = Math.clamp((long) PATIENCE * n / STEPS, 1, sweeps);
        int idle = 0;
        do {
            idle = walk.walk(STEPS) ? 0 : idle + 1;
            flips += STEPS;
            if (walk.bestEnergy() < followed) {
                tell(walk.bestEnergy(), walk.best());
            }
        } while (idle < patience && watch.goesOn(told));
        if (walk.bestEnergy() < bestEnergy) {
            bestEnergy = walk.bestEnergy();
            System.arraycopy(walk.best(), 0, best, 0, n);
        }
    }

    private void tell(double energy, byte[] state) {
        if (energy < followed) {
            followed = energy;
            told = Math.min(told, problem.toldEnergy(energy, state));
        }
    }

    /** Its energy, near the target that of the model. */
    double told() {
        return told;
    }

    /** The best state met. */
    byte[] best() {
        return best;
    }

    /** Its energy. */
    double bestEnergy() {
        return bestEnergy;
    }

    /** Spins flipped. */
    long flips() {
        return flips;
    }

    /** Sweeps done. */
    long sweeps() {
        return watch.sweeps();
    }
}
