// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.jspecify.annotations.Nullable;
import org.spinglass.data.Augmentation;
import org.spinglass.data.Samples;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.ResponseSettings;

/**
 * What a process needs to know that makes sums of shards; their samples are shared, a shard each.
 *
 * @param settings of the trainer
 * @param trainer the same, of which the sampler is made that anneals blocks of neurons
 * @param fingerprint of the trainer, as it is made where the training is begun
 * @param network as {@link NetworkYaml} writes it
 * @param input shape of the network's input
 * @param classes to tell apart
 * @param samples to train on, in all
 * @param augmentation how samples are deformed; null for not at all
 * @param augmentationSeed fixes that
 * @param seed of the training
 */
public record ShardInput(
        ResponseSettings settings,
        TrainerOrder trainer,
        String fingerprint,
        String network,
        Shape input,
        int classes,
        int samples,
        @Nullable Augmentation augmentation,
        long augmentationSeed,
        long seed) {

    Network onData() {
        return NetworkYaml.parse("network", network).on(input, classes);
    }

    Samples.@Nullable Augmented augmented() {
        return augmentation == null ? null : new Samples.Augmented(augmentation, augmentationSeed);
    }
}
