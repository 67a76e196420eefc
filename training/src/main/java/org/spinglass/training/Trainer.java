// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Map;

/**
 * Trains a network by annealing its layers. Implementations are immutable; the same task gives the same weights for any
 * number of threads, and whether or not it was interrupted and resumed on the way.
 */
public interface Trainer extends AutoCloseable {

    /** The name under which results are recorded. */
    String method();

    /** Every setting, for the record: numbers and strings in reading order. */
    Map<String, Object> options();

    /**
     * Trains.
     *
     * @throws IllegalArgumentException when the task's samples do not fit its network, or its checkpoint does not belong
     *     to it
     */
    TrainingResult train(TrainingTask task, TrainingListener listener);

    /** Gives up what the trainer itself has opened; not what was handed to it, such as a sampler. */
    @Override
    default void close() {}
}
