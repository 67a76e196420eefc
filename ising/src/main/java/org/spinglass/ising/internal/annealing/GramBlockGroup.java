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
 * Up to {@value BlockGroup#READS} reads whose J is one Gram matrix. It keeps {@code u_a = sum_j A_ja S_j} of each read.
 * The fields of a block of weights come from a product, {@code F_j = 2 sum_a A_ja c_a u_a + h_j + 2 D_j S_j}, for all
 * reads; in the block they are kept exact with the block of J; what has changed goes into u by another product. A
 * visit costs {@code 4 Q} operations at the speed of matrix products, and A is read twice a sweep of all reads.
 */
final class GramBlockGroup extends ThermalGroup {
    private static final int BLOCK = GramBlocks.BLOCK;

    private final EncodedQuadratic model;
    private final Coupling.Gram gram;
    private final GramBlocks blocks;
    private final List<EncodedRead> reads;
    private final boolean isSingleSpin;
    private final BlockVisits visits;
    private final VisitOrder blockOrder;
    private final int width;
    private final int q;
    /** u, one row a read, and {@code c u}. */
    private final float[] projected;

    private final float[] weighted;
    /** F of a block, one row a read. */
    private final float[] fields;

    private int sweeps;

    GramBlockGroup(
            EncodedQuadratic model,
            Coupling.Gram gram,
            GramBlocks blocks,
            List<EncodedRead> reads,
            Moves moves,
            VectorOps ops) {
        super(moves.betas());
        this.model = model;
        this.gram = gram;
        this.blocks = blocks;
        this.reads = reads;
        this.isSingleSpin = moves.isSingleSpin();
        this.width = reads.size();
        this.q = gram.samples();
        this.visits = new BlockVisits(model, width, BLOCK, moves, ops);
        this.blockOrder = new VisitOrder((model.weights() + BLOCK - 1) / BLOCK, moves.isRandomOrder());
        this.projected = new float[width * q];
        this.weighted = new float[width * q];
        this.fields = new float[width * BLOCK];
        refresh();
        reads.forEach(EncodedRead::requireFiniteEnergy);
    }

    private void refresh() {
        int n = model.weights();
        float[] values = new float[width * n];
        for (int c = 0; c < width; c++) {
            System.arraycopy(reads.get(c).values(), 0, values, c * n, n);
        }
        Blas.gemm(Blas.Op.NONE, Blas.Op.NONE, width, q, n, 1, values, 0, n, gram.factors(), 0, q, 0, projected, 0, q);
        for (int c = 0; c < width; c++) {
            EncodedRead read = reads.get(c);
            double energy = model.constant(read.instance);
            for (int j = 0; j < n; j++) {
                double value = values[c * n + j];
                energy += value * ((double) model.field(read.instance, j) + (double) gram.diagonal()[j] * value);
            }
            for (int a = 0; a < q; a++) {
                double u = projected[c * q + a];
                energy += gram.sampleWeights()[a] * u * u;
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
        for (int block : blockOrder.next(reads.getFirst().random)) {
            int first = block * BLOCK;
            int end = Math.min(model.weights(), first + BLOCK);
            makeFields(first, end);
            float[] couplings = blocks.block(block);
            long acceptedHere = 0;
            for (int c = 0; c < width; c++) {
                acceptedHere += visits.visit(reads.get(c), c, first, end, fields, c * BLOCK, couplings, 0, BLOCK, beta);
            }
            accepted += acceptedHere;
            if (acceptedHere > 0) {
                project(first, end);
            }
            if (Halt.isCalled()) {
                break;
            }
        }
        return accepted;
    }

    private void makeFields(int first, int end) {
        for (int c = 0; c < width; c++) {
            EncodedRead read = reads.get(c);
            for (int a = 0; a < q; a++) {
                weighted[c * q + a] = gram.sampleWeights()[a] * projected[c * q + a];
            }
            for (int j = first; j < end; j++) {
                double value = model.value(read.instance, j, read.levels[j]);
                fields[c * BLOCK + j - first] =
                        (float) (model.field(read.instance, j) + 2 * (double) gram.diagonal()[j] * value);
            }
        }
        Blas.gemm(
                Blas.Op.NONE,
                Blas.Op.TRANSPOSE,
                width,
                end - first,
                q,
                2,
                weighted,
                0,
                q,
                gram.factors(),
                first * q,
                q,
                1,
                fields,
                0,
                BLOCK);
    }

    /** Brings the changes of a block to u. */
    private void project(int first, int end) {
        Blas.gemm(
                Blas.Op.NONE,
                Blas.Op.NONE,
                width,
                q,
                end - first,
                1,
                visits.changes(),
                0,
                BLOCK,
                gram.factors(),
                first * q,
                q,
                1,
                projected,
                0,
                q);
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
