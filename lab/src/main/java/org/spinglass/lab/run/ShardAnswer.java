// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.LayerVisit;

/**
 * What a process is to do next that makes sums of shards.
 *
 * @param isOver whether the training has ended
 * @param visit whose sums are wanted; null for none now, to ask again soon
 * @param from the first of the shards
 * @param to behind the last
 * @param weights of the layers that have changed since the process had them
 */
public record ShardAnswer(boolean isOver, @Nullable LayerVisit visit, int from, int to, List<LayerWeights> weights) {
    /** Nothing to do for now. */
    static final ShardAnswer WAIT = new ShardAnswer(false, null, 0, 0, List.of());

    /** Nothing to do any more. */
    static final ShardAnswer OVER = new ShardAnswer(true, null, 0, 0, List.of());

    /**
     * The weights of a layer.
     *
     * @param layer number among weight layers
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record LayerWeights(int layer, float[] values) {}
}
