// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;

/**
 * Reads whose J is one Gram matrix. It keeps {@code u_a = sum_j A_ja S_j} of each read. The fields of a block of
 * weights come from a product, {@code F_j = 2 sum_a A_ja c_a u_a + h_j + 2 D_j S_j}, for all reads; in the block they
 * are kept exact with the block of J; what has changed goes into u by another product. A visit costs {@code 4 Q}
 * operations at the speed of matrix products, and A is read twice a sweep of all reads.
 */
final class GramBlockGroup extends BlockedReads {
    private final Coupling.Gram gram;
    private final GramBlocks blocks;
    private final int q;
    /** u, one row a read, and {@code c u}. */
    private final float[] projected;

    private final float[] weighted;
    /** F of a block, one row a read. */
    private final float[] fields;

    GramBlockGroup(
            EncodedQuadratic model,
            Coupling.Gram gram,
            GramBlocks blocks,
            List<EncodedRead> reads,
            Moves moves,
            VectorOps ops) {
        super(model, reads, moves, ops);
        this.gram = gram;
        this.blocks = blocks;
        this.q = gram.samples();
        this.projected = new float[width * q];
        this.weighted = new float[width * q];
        this.fields = new float[width * BLOCK];
        begin();
    }

    @Override
    void refresh(float[] values) {
        int n = model.weights();
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
    void enter(int first, int end) {
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

    @Override
    long visit(int c, int first, int end, double beta) {
        return visits.visit(
                reads.get(c), c, first, end, fields, c * BLOCK, blocks.block(first / BLOCK), 0, BLOCK, beta);
    }

    @Override
    void spread(int first, int end) {
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
}
