// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.data.Samples;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * The means and variances that a network's batch normalisations have when it is evaluated: means of those of batches,
 * measured anew for weights that are averages of many steps, as of these no running mean over the steps says anything.
 */
final class BatchStatistics {
    /** Samples that are measured at most. */
    private static final int MOST = 10_000;

    private BatchStatistics() {}

    /**
     * Measures them over training samples as they are, and writes them to the weights; costs a forward pass. Nothing is
     * done for a network without batch normalisation.
     *
     * @param pass work space, whose capacity is the size of a batch
     */
    static void measure(Weights weights, ForwardPass pass, Samples samples) {
        Network network = weights.network();
        if (network.norms() == 0) {
            return;
        }
        int count = Math.min(MOST, samples.count());
        int batches = Math.ceilDiv(count, pass.capacity());
        double[][] sums = new double[network.norms()][];
        for (int n = 0; n < sums.length; n++) {
            sums[n] = new double[weights.norm(n).length];
        }
        for (int batch = 0; batch < batches; batch++) {
            int first = (int) ((long) count * batch / batches);
            int size = (int) ((long) count * (batch + 1) / batches) - first;
            pass.measure(samples::copy, first, size, weights);
            for (int n = 0; n < sums.length; n++) {
                float[] numbers = weights.norm(n);
                for (int i = numbers.length / 2; i < numbers.length; i++) {
                    sums[n][i] += (double) numbers[i] * size / count;
                }
            }
        }
        for (int n = 0; n < sums.length; n++) {
            float[] numbers = weights.norm(n);
            for (int i = numbers.length / 2; i < numbers.length; i++) {
                numbers[i] = (float) sums[n][i];
            }
        }
    }
}
