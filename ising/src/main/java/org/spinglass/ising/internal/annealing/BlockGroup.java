// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;

/**
 * Reads that share one stored J. Their fields are kept; the changes of a block reach them in one matrix product. A
 * sweep costs {@code 2 N^2} operations a read at the speed of a matrix product, and {@code N} small draws.
 */
final class BlockGroup extends BlockedReads {
    private final float[] matrix;
    /** F, one row a read, one column a weight. */
    private final float[] fields;

    BlockGroup(EncodedQuadratic model, Coupling.Dense coupling, List<EncodedRead> reads, Moves moves, VectorOps ops) {
        super(model, reads, moves, ops);
        this.matrix = coupling.matrices();
        this.fields = new float[width * model.weights()];
        begin();
    }

    @Override
    void refresh(float[] values) {
        int n = model.weights();
        for (int c = 0; c < width; c++) {
            for (int j = 0; j < n; j++) {
                fields[c * n + j] = model.field(reads.get(c).instance, j);
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
    void enter(int first, int end) {
        // all fields are kept
    }

    @Override
    long visit(int c, int first, int end, double beta) {
        int n = model.weights();
        return visits.visit(reads.get(c), c, first, end, fields, c * n + first, matrix, first * n + first, n, beta);
    }

    @Override
    void spread(int first, int end) {
        spread(first, end, 0, first);
        spread(first, end, end, model.weights());
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
}
