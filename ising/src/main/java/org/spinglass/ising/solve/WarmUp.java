// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * Chooses the vector operations of a search's first rounds. Vector code that has not been compiled yet is a hundred
 * times slower than scalar code, for up to a second of processor time; so a search begins on scalar code, while a
 * thread beside it prepares vector code and anneals a small part of the model on both until vector code has been the
 * faster one a few times in a row.
 */
final class WarmUp implements AutoCloseable {
    private static final int SPINS = 256;
    private static final int SWEEPS = 16;
    private static final int IN_A_ROW = 3;
    private static final int MANY = 512;

    private static final Sampler ANNEALING =
            SimulatedAnnealing.singleSpin().withSchedule(BetaSchedule.geometric(0.1, 10));

    private final VectorOps scalar = VectorOps.scalar();
    private final boolean areVectors = VectorOps.areVectors();
    private final PlainIsing model;
    private final int reads;
    private volatile @Nullable VectorOps fast;
    private volatile boolean isClosed;

    /**
     * Begins to warm up what annealing a model needs.
     *
     * @param isSideBySide whether many reads are to be swept {@link Sampler#sideBySide side by side}
     */
    WarmUp(PlainIsing model, boolean isSideBySide) {
        this.model = model;
        this.reads = isSideBySide ? MANY : 1;
        if (areVectors) {
            Thread.ofPlatform().daemon().name("spinglass-warm-up").start(this::run);
        }
    }

    /** The faster operations, as far as is known. */
    VectorOps ops() {
        VectorOps ready = fast;
        return ready == null ? scalar : ready;
    }

    /** Whether the fastest operations are at their speed. */
    boolean isWarm() {
        return fast != null || !areVectors;
    }

    /** Whether these are vector operations, at their speed. */
    boolean hasVectors() {
        return fast != null;
    }

    private void run() {
        VectorOps best = VectorOps.best();
        PlainIsing part = part();
        int faster = 0;
        for (long seed = 0; !isClosed && faster < IN_A_ROW; seed++) {
            faster = nanos(part, seed, best) <= nanos(part, seed, scalar) ? faster + 1 : 0;
        }
        if (!isClosed) {
            fast = best;
        }
    }

    private long nanos(PlainIsing part, long seed, VectorOps ops) {
        SamplingRequest request = SamplingRequest.of(SWEEPS, seed).withReads(reads);
        long began = System.nanoTime();
        VectorOps.during(ops, () -> ANNEALING.sample(part, request));
        return System.nanoTime() - began;
    }

    /** The couplings between some spins, dense or sparse as the model is. */
    private PlainIsing part() {
        int n = Math.min(SPINS, model.spins());
        IsingBuilder builder = new IsingBuilder(n, Duplicates.SUM);
        switch (model) {
            case DenseIsing dense -> {
                for (int i = 0; i < n && !isClosed; i++) {
                    for (int j = 0; j < i; j++) {
                        builder.addCoupling(i, j, dense.coupling(i, j));
                    }
                }
            }
            case SparseIsing sparse -> {
                int[] spins = nearest(sparse, n);
                int[] place = new int[model.spins()];
                Arrays.fill(place, -1);
                for (int at = 0; at < n && !isClosed; at++) {
                    int i = spins[at];
                    place[i] = at;
                    builder.addField(at, sparse.field(i));
                    for (int k = 0; k < sparse.degree(i); k++) {
                        int other = place[sparse.neighbour(i, k)];
                        if (other >= 0) {
                            builder.addCoupling(at, other, sparse.coupling(i, k));
                        }
                    }
                }
            }
        }
        return builder.build();
    }

    /**
     * The spin of the most neighbours, these, theirs and so on: they have as many in the part as in the model, which
     * code depends on.
     */
    private static int[] nearest(SparseIsing model, int count) {
        int most = 0;
        for (int i = 1; i < model.spins(); i++) {
            most = model.degree(i) > model.degree(most) ? i : most;
        }
        BitSet isIn = new BitSet(model.spins());
        int[] found = new int[count];
        found[0] = most;
        isIn.set(most);
        int size = 1;
        for (int next = 0; size < count; next++) {
            if (next == size) {
                found[size] = isIn.nextClearBit(0);
                isIn.set(found[size++]);
            }
            for (int k = 0; k < model.degree(found[next]) && size < count; k++) {
                int j = model.neighbour(found[next], k);
                if (!isIn.get(j)) {
                    isIn.set(j);
                    found[size++] = j;
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
