// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.Samples;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * What is to be trained.
 *
 * @param network the network
 * @param training samples to train on
 * @param validation samples to report accuracy on; may be empty; nothing is chosen by them
 * @param epochs passes over the training samples, at least 1
 * @param validateEvery epochs from one report on the validation samples to the next, at least 1; there always is one after
 *     the last epoch
 * @param seed fixes start weights, batches and every anneal
 * @param given weights to start from, of the same shapes as the network's; null to draw them by the seed
 * @param resumeFrom where an earlier run of the same task stopped, or null to start anew
 * @param workers the threads to use
 */
public record TrainingTask(
        Network network,
        Samples training,
        Samples validation,
        int epochs,
        int validateEvery,
        long seed,
        @Nullable Weights given,
        @Nullable Checkpoint resumeFrom,
        Workers workers) {
    public TrainingTask {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs is " + epochs + "; expected at least 1");
        }
        if (validateEvery < 1) {
            throw new IllegalArgumentException("validateEvery is " + validateEvery + "; expected at least 1");
        }
        if (training.count() < 1) {
            throw new IllegalArgumentException("there are no training samples");
        }
    }

    /** A task that starts from weights drawn by the seed and reports on the validation samples after every epoch. */
    public TrainingTask(
            Network network,
            Samples training,
            Samples validation,
            int epochs,
            long seed,
            @Nullable Checkpoint resumeFrom,
            Workers workers) {
        this(network, training, validation, epochs, 1, seed, null, resumeFrom, workers);
    }

    /** Whether an epoch, counted from 0, is the last. */
    boolean isLast(int epoch) {
        return epoch == epochs - 1;
    }

    /** Whether the validation samples are scored after an epoch, counted from 1. */
    public boolean isValidatedAfter(int epoch) {
        return validation.count() > 0 && (epoch % validateEvery == 0 || epoch == epochs);
    }

    /** The start weights, the same for every trainer: a copy of those given, else drawn by the seed. */
    public Weights startWeights() {
        return given == null ? Weights.start(network, Seeds.of(seed, 0)) : given.copy();
    }
}
