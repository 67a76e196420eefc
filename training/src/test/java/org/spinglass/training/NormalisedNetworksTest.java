// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.io.WeightsFile;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/** Networks with batch normalisation and dropout. */
class NormalisedNetworksTest {
    private static final Split SPLIT =
            Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), 300, 300, 7);
    private static final Network NETWORK = Network.of(
            "n",
            new Shape(1, 32, 32),
            List.of(
                    new Conv2d(6, 5, 3, 0, false, false),
                    new BatchNorm(),
                    LeakyRelu.relu(),
                    new Conv2d(8, 3, 2, 0, false, false),
                    new BatchNorm(),
                    LeakyRelu.relu(),
                    new Dropout(0.1f),
                    new Linear(24, false),
                    new BatchNorm(),
                    LeakyRelu.relu(),
                    new Linear(10, true)));

    private static Trainer trainer(String method) {
        SimulatedAnnealing sampler = SimulatedAnnealing.singleSpin();
        ResponseSettings settings = ResponseSettings.forSamples(300);
        return switch (method) {
            case "response" -> new ResponseTrainer(sampler, settings);
            case "together" -> new ResponseTrainer(sampler, settings.withTogether(2));
            case "all-outputs" ->
                new ResponseTrainer(
                        sampler,
                        ChangedSettings.of(
                                settings, Map.of("batch", 50, "convolutionSamples", 20, "sketches", 0, "refresh", 1)));
            case "difference" -> new DifferenceTrainer(sampler, DifferenceSettings.forSamples(300));
            default -> new PseudoinverseTrainer(sampler, PseudoinverseSettings.forNetwork("linear"));
        };
    }

    private static TrainingResult train(
            String method, int epochs, int threads, @Nullable Checkpoint from, List<Checkpoint> kept) {
        try (Workers workers = Workers.of(threads)) {
            TrainingTask task =
                    new TrainingTask(NETWORK, SPLIT.training(), SPLIT.validation(), epochs, 5, from, workers);
            return trainer(method).train(task, new KeptCheckpoints(kept));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"response", "together", "all-outputs", "difference"})
    void learnAndAreResumedToTheSameBitsFromAFile(String method, @TempDir Path folder) {
        List<Checkpoint> kept = new ArrayList<>();
        TrainingResult whole = train(method, 5, 1, null, kept);
        Path file = folder.resolve("checkpoint");
        CheckpointFile.write(file, "run", List.of(), kept.get(1));
        Checkpoint read = CheckpointFile.read(file, "run", NETWORK);
        TrainingResult resumed = train(method, 5, 2, read, new ArrayList<>());
        assertThat(resumed.epochs().getLast().validationAccuracy())
                .isEqualTo(whole.epochs().getLast().validationAccuracy())
                .isGreaterThan(0.6);
        WeightsFile.write(folder.resolve("w.safetensors"), whole.weights());
        Weights written = WeightsFile.read(folder.resolve("w.safetensors"));
        for (Weights same : List.of(resumed.weights(), written)) {
            for (int l = 0; l < NETWORK.weightLayers(); l++) {
                assertThat(same.layer(l)).isEqualTo(whole.weights().layer(l));
            }
            for (int n = 0; n < NETWORK.norms(); n++) {
                assertThat(same.norm(n)).isEqualTo(whole.weights().norm(n));
            }
        }
        // what an epoch reports of held-out samples is what the weights say that are kept, nothing dropped
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(NETWORK, 100, workers);
            Score score =
                    Score.of(pass, SPLIT.validation()::copy, SPLIT.validation().labels(), written);
            assertThat(score.accuracy()).isEqualTo(whole.epochs().getLast().validationAccuracy());
        }
    }

    /** The means and variances that are kept are those of the training samples, for the weights that are kept. */
    @Test
    void keepWhatTheTrainingSamplesHave() {
        Weights trained = train("response", 2, 2, null, new ArrayList<>()).weights();
        Weights measured = trained.copy();
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(NETWORK, 300, workers);
            pass.measure(SPLIT.training()::copy, 0, 300, measured);
        }
        for (int n = 0; n < NETWORK.norms(); n++) {
            int channels = NETWORK.normChannels(n);
            for (int c = 0; c < channels; c++) {
                double deviation = Math.sqrt(measured.norm(n)[3 * channels + c]);
                assertThat(trained.norm(n)[c]).isEqualTo(1);
                assertThat(trained.norm(n)[channels + c]).isZero();
                assertThat((double) trained.norm(n)[2 * channels + c])
                        .isCloseTo(measured.norm(n)[2 * channels + c], within(0.1 * deviation));
                assertThat(Math.sqrt(trained.norm(n)[3 * channels + c])).isCloseTo(deviation, within(0.1 * deviation));
            }
        }
    }

    @Test
    void thePapersMethodRefusesThemByName() {
        assertThatThrownBy(() -> train("pseudoinverse", 1, 1, null, new ArrayList<>()))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network n: layer 2 (batchnorm): targets cannot go back through scales that every"
                                + " batch changes");
    }
}
