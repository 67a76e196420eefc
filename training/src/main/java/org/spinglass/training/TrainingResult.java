// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import org.spinglass.network.layer.Weights;

/**
 * What training came to.
 *
 * @param weights the trained weights, as of the last finished epoch
 * @param epochs reports of all epochs, those before a resumption included
 * @param isCancelled whether the listener ended it before the last epoch
 */
public record TrainingResult(Weights weights, List<EpochReport> epochs, boolean isCancelled) {
    public TrainingResult {
        epochs = List.copyOf(epochs);
    }
}
