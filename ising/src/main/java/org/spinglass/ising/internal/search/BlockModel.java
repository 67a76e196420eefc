// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.DenseFields;
import org.spinglass.ising.internal.local.DoubleFields;
import org.spinglass.ising.internal.local.DoubleRows;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.SparseFields;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;

/**
 * A model whose spins are blocks of another's, each turned as a whole against a given state s (Houdayer and Martin 1999):
 *
 * <pre>  J_AB = sum_{i in A, j in B} J_ij s_i s_j,   h_A = sum_{i in A} h_i s_i,</pre>
 *
 * with what is inside blocks in the constant, so that energies are those of the whole model.
 */
final class BlockModel {
    private final byte[] base;
    private final int[] block;
    private final int blocks;

    /**
     * @param base the state s
     * @param block the block of each spin, from 0
     * @param blocks how many there are
     */
    BlockModel(byte[] base, int[] block, int blocks) {
        this.base = base;
        this.block = block;
        this.blocks = blocks;
    }

    int blocks() {
        return blocks;
    }

    /** The state in which the blocks that are -1 are turned. */
    byte[] expand(byte[] turned) {
        byte[] state = new byte[base.length];
        for (int i = 0; i < state.length; i++) {
            state[i] = (byte) (base[i] * turned[block[i]]);
        }
        return state;
    }

    /** The local fields of the blocks in a state, which is taken over. Cost: one addition a coupling of the whole model. */
    LocalFields fields(PlainIsing model, byte[] turned, VectorOps ops) {
        double[] external = new double[blocks];
        for (int i = 0; i < base.length; i++) {
            external[block[i]] += model.field(i) * base[i];
        }
        return switch (model) {
            case DenseIsing dense -> ofDense(dense, external, turned, ops);
            case SparseIsing sparse -> ofSparse(sparse, external, turned, ops);
        };
    }

    private LocalFields ofDense(DenseIsing model, double[] external, byte[] turned, VectorOps ops) {
        double[] couplings = new double[blocks * blocks];
        for (int i = 0; i < base.length; i++) {
            int row = block[i] * blocks;
            for (int j = 0; j < base.length; j++) {
                couplings[row + block[j]] += base[i] * base[j] * model.coupling(i, j);
            }
        }
        double inside = 0;
        for (int a = 0; a < blocks; a++) {
            inside += couplings[a * blocks + a] / 2.0;
            couplings[a * blocks + a] = 0;
        }
        double offset = model.offset() + inside;
        return model.isSingle()
                ? new DenseFields(single(couplings), single(external), offset, 1, turned, ops)
                : new DoubleFields(DoubleRows.dense(couplings, ops), external, offset, 1, turned, ops);
    }

    private LocalFields ofSparse(SparseIsing model, double[] external, byte[] turned, VectorOps ops) {
        int[] first = new int[blocks + 1];
        for (int b : block) {
            first[b + 1]++;
        }
        for (int b = 0; b < blocks; b++) {
            first[b + 1] += first[b];
        }
        int[] members = new int[base.length];
        int[] next = first.clone();
        for (int i = 0; i < base.length; i++) {
            members[next[block[i]]++] = i;
        }
        int[] starts = new int[blocks + 1];
        int[] neighbours = new int[2 * model.interactions()];
        double[] couplings = new double[2 * model.interactions()];
        int[] place = new int[blocks];
        double inside = 0;
        int end = 0;
        for (int a = 0; a < blocks; a++) {
            int start = end;
            for (int m = first[a]; m < first[a + 1]; m++) {
                int i = members[m];
                for (int k = 0; k < model.degree(i); k++) {
                    int j = model.neighbour(i, k);
                    double value = base[i] * base[j] * model.coupling(i, k);
                    int b = block[j];
                    if (b == a) {
                        inside += value / 2.0;
                    } else if (place[b] < start || place[b] >= end || neighbours[place[b]] != b) {
                        place[b] = end;
                        neighbours[end] = b;
                        couplings[end++] = value;
                    } else {
                        couplings[place[b]] += value;
                    }
                }
            }
            starts[a + 1] = end;
        }
        double offset = model.offset() + inside;
        return model.isSingle()
                ? new SparseFields(starts, neighbours, single(couplings), single(external), offset, 1, turned, ops)
                : new DoubleFields(DoubleRows.sparse(starts, neighbours, couplings), external, offset, 1, turned, ops);
    }

    private static float[] single(double[] values) {
        float[] single = new float[values.length];
        for (int k = 0; k < values.length; k++) {
            single[k] = (float) values[k];
        }
        return single;
    }
}
