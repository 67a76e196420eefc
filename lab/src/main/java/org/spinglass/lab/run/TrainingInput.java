// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

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

    static @Nullable List<float[]> layersOf(@Nullable Weights weights) {
        return weights == null
                ? null
                : java.util.stream.IntStream.range(0, weights.network().weightLayers())
                        .mapToObj(weights::layer)
                        .toList();
    }

    static Weights weightsOf(Network network, List<float[]> layers) {
        Weights weights = new Weights(network);
        for (int l = 0; l < network.weightLayers(); l++) {
            System.arraycopy(layers.get(l), 0, weights.layer(l), 0, weights.layer(l).length);
        }
        return weights;
    }
}
