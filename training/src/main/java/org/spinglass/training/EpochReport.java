// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;

/**
 * What an epoch came to.
 *
 * @param epoch from 1
 * @param seconds spent in steps since training began, over all sessions of a resumed run; scoring is not counted
 * @param trainLoss mean squared error to the one-hot targets on the training samples; trainers by minibatches tell that
 *     of each batch before its step, by the weights of that moment
 * @param trainAccuracy on the training samples, 0 to 1, of the same passes as the loss
 * @param validationAccuracy on the validation samples, 0 to 1; NaN where they were not scored, or there are none
 * @param layers one a weight layer
 */
public record EpochReport(
        int epoch,
        double seconds,
        double trainLoss,
        double trainAccuracy,
        double validationAccuracy,
        List<Layer> layers) {
    public EpochReport {
        layers = List.copyOf(layers);
    }

    /**
     * What annealing a layer came to, as means over the subproblems of the epoch's last step; the same for all layers that
     * are annealed as one.
     *
     * @param energy of the best states, in the units of the loss
     * @param bound lower bound of the energy; NaN where there is none
     * @param gap energy less bound; NaN where there is none
     * @param acceptance accepted moves over tried ones in the whole epoch, 0 to 1
     */
    public record Layer(double energy, double bound, double gap, double acceptance) {}
}
