// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.List;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;

/**
 * Several reads, of any instances, that share one J, swept in blocks of weights. Within a block of {@value #BLOCK}
 * weights the fields are kept exact change by change; then the block's changes reach all reads' other weights at once.
 * The outcome is that of visiting the weights one by one.
 */
abstract class BlockedReads extends ThermalGroup {
    /** Weights a block: enough for a product to run near its peak, few enough for a block's fields to stay in L1. */
    static final int BLOCK = 64;

    /** Reads a group at most. */
    static final int READS = 16;

    final EncodedQuadratic model;
    final List<EncodedRead> reads;
    final BlockVisits visits;
    final int width;
    private final boolean isSingleSpin;
    private final VisitOrder blockOrder;
    private int sweeps;

    BlockedReads(EncodedQuadratic model, List<EncodedRead> reads, Moves moves, VectorOps ops) {
        super(moves.betas());
        this.model = model;
        this.reads = reads;
        this.width = reads.size();
        this.visits = new BlockVisits(model, width, BLOCK, moves, ops);
        this.isSingleSpin = moves.isSingleSpin();
        this.blockOrder = new VisitOrder((model.weights() + BLOCK - 1) / BLOCK, moves.isRandomOrder());
    }

    /** Computes fields and energies of the reads as they start. */
    final void begin() {
        refresh();
        reads.forEach(EncodedRead::requireFiniteEnergy);
    }

    private void refresh() {
        int n = model.weights();
        float[] values = new float[width * n];
        for (int c = 0; c < width; c++) {
            System.arraycopy(reads.get(c).values(), 0, values, c * n, n);
        }
        refresh(values);
    }

    /**
     * Computes anew, from the weights, what is kept of each read, and its energy.
     *
     * @param values S, one row a read
     */
    abstract void refresh(float[] values);

    /** Before the reads visit a block: makes its fields where they are not kept. */
    abstract void enter(int first, int end);

    /** Visits the weights of a block in a read; accepted moves. */
    abstract long visit(int c, int first, int end, double beta);

    /** Brings the changes of a block to what is kept of all reads. */
    abstract void spread(int first, int end);

    @Override
    final long sweepAt(double beta) {
        if (++sweeps % WeightGroup.REFRESH == 0) {
            refresh();
        }
        long accepted = 0;
        for (int block : blockOrder.next(reads.getFirst().random)) {
            int first = block * BLOCK;
            int end = Math.min(model.weights(), first + BLOCK);
            enter(first, end);
            long acceptedHere = 0;
            for (int c = 0; c < width; c++) {
                acceptedHere += visit(c, first, end, beta);
            }
            accepted += acceptedHere;
            if (acceptedHere > 0) {
                spread(first, end);
            }
            if (Halt.isCalled()) {
                break;
            }
        }
        return accepted;
    }

    @Override
    public final int reads() {
        return width;
    }

    @Override
    public final int instance(int c) {
        return reads.get(c).instance;
    }

    @Override
    public final long movesPerSweep() {
        return (long) model.weights() * width * (isSingleSpin ? model.bits() : 1);
    }

    @Override
    public final double energy(int c) {
        return reads.get(c).energy;
    }

    @Override
    public final void keep(int c) {
        reads.get(c).keep();
    }

    @Override
    public final Spins kept(int c) {
        return reads.get(c).kept();
    }
}
