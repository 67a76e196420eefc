// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.merging;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.annealing.Moves;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.annealing.ReadGroups;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/**
 * Anneals copies of a model side by side, from random states or all from one, and merges them into one state. Belongs
 * to one thread.
 */
final class Piece {
    /** Copies that are merged for each sweep that they were annealed: merging costs some sweeps too. */
    private static final int MERGED = 4;

    private static final int LEAST_MERGED = 32;

    private final MergeModel problem;
    private final RandomStream random;
    private final Watch watch;
    private final ClusterMerge merge;
    private final int n;
    private long @Nullable [] state;
    private long visits;
    private long flips;

    /** Is told of every sweep. */
    @FunctionalInterface
    interface Watch {
        /** After some sweeps of all copies of this piece; whether to go on. */
        boolean goesOn(long sweeps);
    }

    Piece(MergeModel problem, RandomStream random, Watch watch) {
        this.problem = problem;
        this.random = random;
        this.watch = watch;
        this.merge = new ClusterMerge(problem, () -> random.nextLong() < 0);
        this.n = problem.model().spins();
    }

    /** Anneals random states over the whole range of temperatures, and merges them into the lowest. */
    void fresh(int sweeps) {
        run(new Start(n, null), 0, sweeps);
    }

    /** Anneals copies of a state from a share of the way between the hot and the cold end, and merges them into it. */
    void from(long[] given, double share, int sweeps) {
        state = given.clone();
        run(new Start(n, Spins.ofWords(n, given).toArray()), share, sweeps);
    }

    private void run(Start start, double share, int sweeps) {
        List<Supplier<ReadGroup>> groups = ReadGroups.of(
                problem.model(),
                problem.copies(),
                start,
                new Moves(true, false, problem.betas(share, sweeps)),
                random.nextLong(),
                problem.ops());
        boolean goesOn = true;
        for (int g = 0; g < groups.size() && (goesOn || state == null); g++) {
            ReadGroup group = groups.get(g).get();
            for (int t = 0; goesOn && t < sweeps; t++) {
                flips += group.sweep(t);
                visits += group.reads();
                goesOn = watch.goesOn(sweeps()) && !Halt.isCalled();
            }
            take(group, sweeps, start.isRandom());
        }
    }

    private void take(ReadGroup group, int sweeps, boolean isFresh) {
        int most = Math.clamp((long) MERGED * sweeps, Math.min(LEAST_MERGED, group.reads()), group.reads());
        int lowest = 0;
        for (int r = 0; r < most; r++) {
            group.keep(r);
            lowest = group.energy(r) < group.energy(lowest) ? r : lowest;
        }
        long[] into = state;
        if (into == null) {
            into = group.kept(lowest).toWords();
            state = into;
        }
        for (int r = 0; r < most && !Halt.isCalled(); r++) {
            long[] other = group.kept(r).toWords();
            if (isFresh) {
                merge.all(into, other);
            } else {
                merge.merge(into, other, ClusterMerge.Of.FEWER);
            }
        }
    }

    /** What came of it, in packed bits. */
    long[] state() {
        if (state == null) {
            throw new IllegalStateException("nothing was annealed");
        }
        return state;
    }

    /** Spins flipped, over all copies. */
    long flips() {
        return flips;
    }

    /** Sweeps of all copies. */
    long sweeps() {
        return (visits + problem.copies() - 1) / problem.copies();
    }

    /** Random states, or one for all. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Start(int spins, byte @Nullable [] shared) implements ReadGroups.Start {
        @Override
        public byte[] state(int read, RandomStream random) {
            byte[] one = shared;
            if (one != null) {
                return one.clone();
            }
            byte[] sigma = new byte[spins];
            for (int i = 0; i < spins; i++) {
                sigma[i] = (byte) (random.nextLong() < 0 ? -1 : 1);
            }
            return sigma;
        }

        @Override
        public boolean isRandom() {
            return shared == null;
        }
    }
}
