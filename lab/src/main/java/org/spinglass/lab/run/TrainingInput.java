// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.Augmentation;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;

/**
 * A training for another process; its samples are shared.
 *
 * @param trainer to make
 * @param fingerprint of the trainer, as it is made here
 * @param network as {@link NetworkYaml} writes it
 * @param input shape of the network's input
 * @param classes to tell apart
 * @param augmentation how samples are deformed; null for not at all
 * @param augmentationSeed fixes that
 * @param epochs in all
 * @param validateEvery epochs from one score of the validation samples to the next
 * @param seed of the training
 * @param given weights to start from; null to draw them
 * @param weights of the epoch to go on from; null to begin
 * @param average of the epoch to go on from; null to begin
 * @param reports of the epochs before
 */
public record TrainingInput(
        TrainerOrder trainer,
        String fingerprint,
        String network,
        Shape input,
        int classes,
        @Nullable Augmentation augmentation,
        long augmentationSeed,
        int epochs,
        int validateEvery,
        long seed,
        @Nullable List<float[]> given,
        @Nullable List<float[]> weights,
        @Nullable List<float[]> average,
        List<EpochReport> reports) {

    Network onData() {
        return NetworkYaml.parse("network", network).on(input, classes);
    }

    @Nullable
    Checkpoint checkpoint(Network of) {
        return weights == null || average == null
                ? null
                : new Checkpoint(weightsOf(of, weights), weightsOf(of, average), reports);
    }

    /** The matrices of weights, and behind them the numbers of their batch normalisations. */
    static @Nullable List<float[]> arraysOf(@Nullable Weights weights) {
        if (weights == null) {
            return null;
        }
        List<float[]> arrays = new ArrayList<>();
        for (int l = 0; l < weights.network().weightLayers(); l++) {
            arrays.add(weights.layer(l));
        }
        for (int n = 0; n < weights.network().norms(); n++) {
            arrays.add(weights.norm(n));
        }
        return arrays;
    }

    /** The weights of what {@link #arraysOf} gave. */
    static Weights weightsOf(Network network, List<float[]> arrays) {
        Weights weights = new Weights(network);
        int layers = network.weightLayers();
        for (int l = 0; l < layers; l++) {
            System.arraycopy(arrays.get(l), 0, weights.layer(l), 0, weights.layer(l).length);
        }
        for (int n = 0; n < network.norms(); n++) {
            System.arraycopy(arrays.get(layers + n), 0, weights.norm(n), 0, weights.norm(n).length);
        }
        return weights;
    }
}
