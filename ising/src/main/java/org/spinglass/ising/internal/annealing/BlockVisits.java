// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.EncodedQuadratic;

/** Visits the weights of a block in one read after the other, keeps the block's own fields exact, and notes changes. */
final class BlockVisits {
    private final int top;
    private final WeightMove move;
    private final boolean isSingleSpin;
    private final VectorOps ops;
    private final int stride;
    private final double[] spacings;
    /** Changes of the weights of a block, one row a read. */
    private final float[] changes;

    /**
     * For reads of a model.
     *
     * @param width reads
     * @param most weights of a block at most
     */
    BlockVisits(EncodedQuadratic model, int width, int most, Moves moves, VectorOps ops) {
        this.top = model.topLevel();
        this.move = moves.move();
        this.isSingleSpin = moves.isSingleSpin();
        this.ops = ops;
        this.stride = most;
        this.changes = new float[width * most];
        this.spacings = new double[model.weights()];
        for (int j = 0; j < spacings.length; j++) {
            spacings[j] = model.spacing(j);
        }
    }

    /** The changes of the last visits, one row of the most weights of a block a read. */
    float[] changes() {
        return changes;
    }

    /**
     * Visits the weights of a block once.
     *
     * @param c number of the read
     * @param first the block's first weight
     * @param end behind its last
     * @param fields F of the block's weights, from {@code fieldsAt} on
     * @param couplings J among the block's weights, from {@code couplingsAt} on
     * @param row distance between two rows of these
     * @return accepted moves
     */
    long visit(
            EncodedRead read,
            int c,
            int first,
            int end,
            float[] fields,
            int fieldsAt,
            float[] couplings,
            int couplingsAt,
            int row,
            double beta) {
        long accepted = 0;
        int[] levels = read.levels;
        for (int j = first; j < end; j++) {
            int own = j - first;
            double spacing = spacings[j];
            double slope = spacing * fields[fieldsAt + own];
            double curvature = spacing * spacing * couplings[couplingsAt + own * row + own];
            int old = levels[j];
            int level = move.next(old, top, slope, curvature, beta, read.random);
            int t = level - old;
            float change = 0;
            if (t != 0) {
                accepted += isSingleSpin ? Integer.bitCount(level ^ old) : 1;
                levels[j] = level;
                read.energy += t * (slope + curvature * t);
                change = (float) (t * spacing);
                ops.add(2 * change, couplings, couplingsAt + own * row, fields, fieldsAt, end - first);
            }
            changes[c * stride + own] = change;
        }
        return accepted;
    }
}
