// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.Weights;

/**
 * Where the sums of a training's shards come from: they are made here, or by other processes. Of one training, for one
 * caller.
 */
public interface ShardSums extends AutoCloseable {

    /**
     * The sums of all shards, added up as {@link ShardTree} does; null once the training's listener is for ending it.
     *
     * @param weights as they are now; those of layers that are not named by the visit are as at the visit before
     */
    @Nullable
    LayerSums of(LayerVisit visit, Weights weights);

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
