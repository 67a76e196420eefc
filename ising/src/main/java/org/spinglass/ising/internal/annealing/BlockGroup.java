// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;

/**
 * Several reads, of any instances, that share one stored J, swept in blocks of weights.
 *
 * <p>Within a block of {@value #BLOCK} weights the fields are kept exact change by change; then the block's changes
 * reach all other weights of all reads in one matrix product. The outcome is that of visiting the weights one by one.
 * A sweep costs {@code 2 N^2} operations a read at the speed of a matrix product, and {@code N} small draws.
 */
final class BlockGroup extends ThermalGroup {
    /** Weights a block: enough for the product to run near its peak, few enough for a block's fields to stay in L1. */
    static final int BLOCK = 64;

    /** Reads a group at most. */
    static final int READS = 16;

    private final EncodedQuadratic model;
    private final float[] matrix;
    private final List<EncodedRead> reads;
    private final boolean isSingleSpin;
    private final VisitOrder blockOrder;
    private final BlockVisits visits;
    private final int width;
    /** F, one row a read, one column a weight. */
    private final float[] fields;

    private int sweeps;

    BlockGroup(EncodedQuadratic model, Coupling.Dense coupling, List<EncodedRead> reads, Moves moves, VectorOps ops) {
        super(moves.betas());
        this.model = model;
        this.matrix = coupling.matrices();
        this.reads = reads;
        this.isSingleSpin = moves.isSingleSpin();
        this.width = reads.size();
        this.visits = new BlockVisits(model, width, BLOCK, moves, ops);
        int n = model.weights();
        this.blockOrder = new VisitOrder((n + BLOCK - 1) / BLOCK, moves.isRandomOrder());
        this.fields = new float[width * n];
        refresh();
        reads.forEach(EncodedRead::requireFiniteEnergy);
    }

    private void refresh() {
        int n = model.weights();
        float[] values = new float[width * n];
        for (int c = 0; c < width; c++) {
            EncodedRead read = reads.get(c);
            System.arraycopy(read.values(), 0, values, c * n, n);
            for (int j = 0; j < n; j++) {
                fields[c * n + j] = model.field(read.instance, j);
            }
        }
        Blas.gemm(Blas.Op.NONE, Blas.Op.NONE, width, n, n, 2, values, 0, n, matrix, 0, n, 1, fields, 0, n);
        for (int c = 0; c < width; c++) {
            EncodedRead read = reads.get(c);
            double energy = model.constant(read.instance);
            for (int j = 0; j < n; j++) {
                energy += 0.5 * values[c * n + j] * ((double) fields[c * n + j] + model.field(read.instance, j));
            }
            read.energy = energy;
        }
    }

    @Override
    public int reads() {
        return width;
    }

    @Override
    public int instance(int c) {
        return reads.get(c).instance;
    }

    @Override
    public long movesPerSweep() {
        return (long) model.weights() * width * (isSingleSpin ? model.bits() : 1);
    }

    @Override
    long sweepAt(double beta) {
        if (++sweeps % WeightGroup.REFRESH == 0) {
            refresh();
        }
        long accepted = 0;
        int n = model.weights();
        for (int block : blockOrder.next(reads.getFirst().random)) {
            int first = block * BLOCK;
            int end = Math.min(n, first + BLOCK);
            long acceptedHere = 0;
            for (int c = 0; c < width; c++) {
                acceptedHere += visits.visit(
                        reads.get(c), c, first, end, fields, c * n + first, matrix, first * n + first, n, beta);
            }
            accepted += acceptedHere;
            if (acceptedHere > 0) {
                spread(first, end, 0, first);
                spread(first, end, end, n);
            }
            if (Halt.isCalled()) {
                break;
            }
        }
        return accepted;
    }

    /** Brings the changes of a block to the weights from {@code from} to {@code to - 1}. */
    private void spread(int first, int end, int from, int to) {
        int n = model.weights();
        Blas.gemm(
                Blas.Op.NONE,
                Blas.Op.NONE,
                width,
                to - from,
                end - first,
                2,
                visits.changes(),
                0,
                BLOCK,
                matrix,
                first * n + from,
                n,
                1,
                fields,
                from,
                n);
    }

    @Override
    public double energy(int c) {
        return reads.get(c).energy;
    }

    @Override
    public void keep(int c) {
        reads.get(c).keep();
    }

    @Override
    public Spins kept(int c) {
        return reads.get(c).kept();
    }
}
