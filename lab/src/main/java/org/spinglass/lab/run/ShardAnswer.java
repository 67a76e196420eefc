// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.BlockRange;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerVisit;

/**
 * What a process is to do next that makes sums of shards: such sums, or anneals of blocks of neurons.
 *
 * @param isOver whether the training has ended
 * @param visit at which something is wanted; null for nothing now, to ask again soon
 * @param from the first of the shards whose sums are wanted
 * @param to behind the last
 * @param weights of the layers that have changed since the process had them
 * @param changes of layers that have changed by no more than this since the process had them
 * @param anneals blocks to anneal, in place of sums to make; null for sums
 */
public record ShardAnswer(
        boolean isOver,
        @Nullable LayerVisit visit,
        int from,
        int to,
        List<LayerWeights> weights,
        List<LayerChange> changes,
        @Nullable Anneals anneals) {
    /** Nothing to do for now. */
    static final ShardAnswer WAIT = new ShardAnswer(false, null, 0, 0, List.of(), List.of(), null);

    /** Nothing to do any more. */
    static final ShardAnswer OVER = new ShardAnswer(true, null, 0, 0, List.of(), List.of(), null);

    /**
     * The weights of a layer.
     *
     * @param layer number among weight layers
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record LayerWeights(int layer, float[] values) {}

    /**
     * Blocks of a layer that are to be annealed.
     *
     * @param layer what they share; null where the process has it from an answer before
     * @param range the blocks
     */
    public record Anneals(@Nullable BlockedLayer layer, BlockRange range) {}
}
