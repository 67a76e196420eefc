// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.spinglass.compute.Blas;
import org.spinglass.ising.model.Coupling;

/**
 * The blocks on the diagonal of a Gram matrix that all instances share, each made when it is first asked for: {@code
 * J_jl = sum_a c_a A_ja A_la + D_j delta_jl} of weights of one block. Cost of a block of B weights: {@code 2 B^2 Q}
 * operations; memory: {@code 4 N B} bytes of all. Safe for several threads.
 */
final class GramBlocks {
    /** Weights of a block. */
    static final int BLOCK = BlockedReads.BLOCK;

    private final Coupling.Gram gram;
    private final AtomicReferenceArray<float[]> blocks;

    GramBlocks(Coupling.Gram gram) {
        this.gram = gram;
        this.blocks = new AtomicReferenceArray<>((gram.weights() + BLOCK - 1) / BLOCK);
    }

    /** A block, its rows {@value BlockedReads#BLOCK} long. */
    float[] block(int number) {
        float[] known = blocks.get(number);
        if (known == null) {
            known = made(number);
            blocks.set(number, known);
        }
        return known;
    }

    private float[] made(int number) {
        int q = gram.samples();
        int first = number * BLOCK;
        int width = Math.min(gram.weights() - first, BLOCK);
        float[] factors = gram.factors();
        float[] scaled = new float[width * q];
        for (int j = 0; j < width; j++) {
            for (int a = 0; a < q; a++) {
                scaled[j * q + a] = factors[(first + j) * q + a] * gram.sampleWeights()[a];
            }
        }
        float[] block = new float[width * BLOCK];
        Blas.gemm(
                Blas.Op.NONE,
                Blas.Op.TRANSPOSE,
                width,
                width,
                q,
                1,
                scaled,
                0,
                q,
                factors,
                first * q,
                q,
                0,
                block,
                0,
                BLOCK);
        for (int j = 0; j < width; j++) {
            block[j * BLOCK + j] += gram.diagonal()[first + j];
        }
        return block;
    }
}
