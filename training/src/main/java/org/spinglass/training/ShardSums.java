// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.network.layer.Weights;

/**
 * Where the sums of a training's shards come from, and where blocks of neurons are annealed: here, or in other
 * processes. Of one training, for one caller.
 */
public interface ShardSums extends AutoCloseable {

    /**
     * The sums of all shards, added up as {@link ShardTree} does; null once the training's listener is for ending it.
     *
     * @param weights as they are now; those of layers before the one that the visit names as changed are as at the visit
     *     before
     */
    @Nullable
    LayerSums of(LayerVisit visit, Weights weights);

    /**
     * What all blocks of a layer come to, in order; null once the training's listener is for ending it.
     *
     * @param layer what the blocks share
     * @param all every block of it
     * @param weights the layer's present weights
     * @param sampler of the training
     */
    @Nullable
    List<BlockStates> anneal(BlockedLayer layer, BlockRange all, float[] weights, Sampler sampler);

    @Override
    void close();

    /** Begins the sums of a training. */
    @FunctionalInterface
    interface Source {
        /**
         * Begins.
         *
         * @param settings of the trainer, with shards
         * @return to be closed
         */
        ShardSums open(TrainingTask task, ResponseSettings settings, TrainingListener listener);
    }
}
