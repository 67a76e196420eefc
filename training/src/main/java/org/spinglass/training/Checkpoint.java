// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import org.spinglass.network.layer.Weights;

/**
 * Where training stands after an epoch: all that is needed to go on as if nothing had happened. Random numbers are
 * functions of the seed and the epoch, so none are kept.
 *
 * @param weights the weights that are annealed; not to be changed
 * @param average their running average; not to be changed
 * @param epochs reports of the epochs done, at least one
 */
public record Checkpoint(Weights weights, Weights average, List<EpochReport> epochs) {
    public Checkpoint {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("a checkpoint stands after an epoch");
        }
    }

    /** Epochs done. */
    public int epoch() {
        return epochs.getLast().epoch();
    }
}
