// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;

class FrozenLayersTest {
    private static final Split SPLIT =
            Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), 120, 100, 7);

    /** Three layers with weights and biases, one of which is frozen. */
    private static Network network(int frozen) {
        List<Layer> layers = new ArrayList<>();
        for (WeightLayer layer :
                List.of(new Conv2d(3, 5, 3, 1, true, false), new Linear(12, true), new Linear(10, true))) {
            layers.add(layer.withFrozen(layers.size() / 2 == frozen));
            layers.add(new LeakyRelu(0.01f));
        }
        return Network.of("n", new Shape(1, 32, 32), layers);
    }

    private static Trainer trainer(String method) {
        SimulatedAnnealing sampler = SimulatedAnnealing.singleSpin();
        return switch (method) {
            case "response" -> new ResponseTrainer(sampler, ResponseSettings.forSamples(120));
            case "difference" -> new DifferenceTrainer(sampler, DifferenceSettings.forSamples(120));
            default -> new PseudoinverseTrainer(sampler, PseudoinverseSettings.forNetwork("mlp"));
        };
    }

    /** Start weights have many digits, which an average of equal numbers would lose. */
    @ParameterizedTest
    @CsvSource({"response", "difference", "pseudoinverse"})
    void keepTheirWeightsToTheBit(String method) {
        for (int frozen = 0; frozen < 3; frozen++) {
            Network network = network(frozen);
            Weights given = Weights.xavier(network, 3);
            List<EpochReport> epochs;
            Weights trained;
            try (Workers workers = Workers.of(2)) {
                TrainingTask task =
                        new TrainingTask(network, SPLIT.training(), SPLIT.validation(), 2, 1, 5, given, null, workers);
                TrainingResult result = trainer(method).train(task, new KeptCheckpoints());
                trained = result.weights();
                epochs = result.epochs();
            }
            for (int l = 0; l < 3; l++) {
                if (l == frozen) {
                    assertThat(trained.layer(l)).isEqualTo(given.layer(l));
                    assertThat(epochs.getLast().layers().get(l).energy()).isNaN();
                } else {
                    assertThat(trained.layer(l)).isNotEqualTo(given.layer(l));
                    assertThat(epochs.getLast().layers().get(l).energy()).isNotNaN();
                }
            }
        }
    }
}
