// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

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
 * Chooses the vector operations of a search's first rounds. Vector code that has not been compiled yet is a hundred times slower than
 * scalar code, for up to a second of processor time; so a search begins on scalar code, while a thread beside it anneals a
 * small part of the model on both until vector code has been the faster one a few times in a row.
 */
final class WarmUp implements AutoCloseable {
    private static final int SPINS = 256;
    private static final int SWEEPS = 16;
    private static final int IN_A_ROW = 3;

    private static final Sampler ANNEALING =
            SimulatedAnnealing.singleSpin().withSchedule(BetaSchedule.geometric(0.1, 10));

    private final VectorOps best = VectorOps.best();
    private final VectorOps scalar = VectorOps.scalar();
    private final PlainIsing model;
    private volatile boolean isWarm;
    private volatile boolean isClosed;

    /** Begins to warm up what annealing a model needs. */
    WarmUp(PlainIsing model) {
        this.model = model;
        this.isWarm = best.name().equals(scalar.name());
        if (!isWarm) {
            Thread.ofPlatform().daemon().name("spinglass-warm-up").start(this::run);
        }
    }

    /** The faster operations, as far as is known. */
    VectorOps ops() {
        return isWarm ? best : scalar;
    }

    /** Whether the fastest operations are at their speed. */
    boolean isWarm() {
        return isWarm;
    }

    private void run() {
        PlainIsing part = part();
        int faster = 0;
        for (long seed = 0; !isClosed && faster < IN_A_ROW; seed++) {
            long onScalar = nanos(part, seed, scalar);
            long onBest = nanos(part, seed, best);
            faster = onBest <= onScalar ? faster + 1 : 0;
        }
        isWarm = !isClosed;
    }

    private static long nanos(PlainIsing part, long seed, VectorOps ops) {
        SamplingRequest request = SamplingRequest.of(SWEEPS, seed);
        long began = System.nanoTime();
        VectorOps.during(ops, () -> ANNEALING.sample(part, request));
        return System.nanoTime() - began;
    }

    /** The couplings between the first spins, dense or sparse as the model is. */
    private PlainIsing part() {
        int n = Math.min(SPINS, model.spins());
        IsingBuilder builder = new IsingBuilder(n, Duplicates.SUM);
        for (int i = 0; i < n && !isClosed; i++) {
            switch (model) {
                case DenseIsing dense -> {
                    for (int j = 0; j < i; j++) {
                        builder.addCoupling(i, j, dense.coupling(i, j));
                    }
                }
                case SparseIsing sparse -> {
                    for (int k = 0; k < sparse.degree(i); k++) {
                        if (sparse.neighbour(i, k) < i) {
                            builder.addCoupling(i, sparse.neighbour(i, k), sparse.coupling(i, k));
                        }
                    }
                }
            }
        }
        return builder.build();
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
