// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.sampling.Sampler;

/**
 * A wide layer whose neurons are side by side, from inputs and projections of all shards' samples: its blocks are
 * annealed wherever {@link ShardSums} has them annealed, and are no subproblems here. Memory: {@code 4 Q (N + M)} bytes,
 * and the states of all neurons; neither J nor h.
 */
final class BlockedProblem extends ResponseProblem {
    private static final float[] NONE = {};

    private final ShardSums place;
    private final LayerBlocks blocks;
    private final int columns;
    private final double meanSquare;
    private final int stride;
    private final float[] inputs;
    private final float[] sampleWeights;
    private final float[] projected;

    /**
     * From the columns of all shards, three arrays each: inputs, c and projections of their samples.
     *
     * @param place has blocks annealed
     * @param matrix the layer's weights, to start from and to write to
     */
    BlockedProblem(ShardSums place, LayerBlocks blocks, LayerSums sums, int columns, Scale scale, float[] matrix) {
        super(scale, matrix, sums.samples(), 1, NONE, columns);
        this.place = place;
        this.blocks = blocks;
        this.columns = columns;
        this.meanSquare = sums.squares() / samples;
        this.stride = NeuronResponses.stride(samples);
        this.inputs = new float[columns * stride];
        this.sampleWeights = new float[stride];
        this.projected = new float[blocks.neurons() * stride];
        int first = 0;
        for (int p = 0; p < sums.columns().size(); p += 3) {
            float[] own = sums.columns().get(p + 1);
            for (int a = 0; a < own.length; a++) {
                sampleWeights[first + a] = own[a] / samples;
            }
            spread(sums.columns().get(p), own.length, inputs, first);
            spread(sums.columns().get(p + 2), own.length, projected, first);
            first += own.length;
        }
        setMeanDiagonal(diagonalSum() / columns);
        relaxed(sampleWeights);
    }

    /** Writes rows of so many samples into longer ones. */
    private void spread(float[] rows, int count, float[] into, int at) {
        for (int j = 0; j * count < rows.length; j++) {
            System.arraycopy(rows, j * count, into, j * stride + at, count);
        }
    }

    private double diagonalSum() {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            for (int a = 0; a < samples; a++) {
                double input = inputs[j * stride + a];
                sum += sampleWeights[a] * input * input;
            }
        }
        return sum;
    }

    @Override
    double meanSquare() {
        return meanSquare;
    }

    /**
     * Has all blocks annealed; their states in order, null when the training is to end.
     *
     * @param states packed spins of all neurons, from the part of the visit before; empty in its first part
     */
    @Nullable
    List<BlockStates> anneal(AnnealOrder order, Sampler sampler, List<long[]> states) {
        BlockedLayer layer = new BlockedLayer(order, moves(), blocks, columns, samples, stride, inputs, sampleWeights);
        float[] around = order.from() == 0 ? NONE : start();
        return place.anneal(layer, new BlockRange(0, blocks.count(), projected, around, states), weights, sampler);
    }

    /** Writes the states of a block into the layer's weights. */
    void accept(BlockStates found) {
        moves().move(found.words(), blocks.first(found.block()), columns, weights, start());
    }
}
