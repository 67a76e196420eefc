// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingTask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Annealings state by state, and the subproblems of a training. */
final class AnnealRecordingTest {
    private static AnnealRecording recording(BetaSchedule schedule, int sweeps) {
        return new AnnealRecording(schedule, sweeps, InitialState.random(), 7, Duration.ofMinutes(1));
    }

    private static Spins spins(JsonNode frame, int size) {
        byte[] bytes = Base64.getDecoder().decode(frame.asString());
        byte[] values = new byte[size];
        for (int i = 0; i < size; i++) {
            values[i] = (byte) ((bytes[i >> 3] >> (i & 7) & 1) == 1 ? 1 : -1);
        }
        return Spins.of(values);
    }

    @Test
    void statesHaveTheirEnergiesAndEndNearTheGround() {
        PlainIsing model = Subproblems.torus(4, 6, 5).model();
        ObjectNode made = recording(BetaSchedule.automatic(), 960).of(model).json();
        int frames = made.get("frames").size();
        assertThat(frames).isEqualTo(AnnealRecording.MOST_FRAMES + 1);
        assertThat(made.at("/sweep/0").asInt()).isZero();
        assertThat(made.get("sweep").get(frames - 1).asInt()).isEqualTo(960);
        assertThat(made.get("ended").asBoolean()).isTrue();
        for (int f = 0; f < frames; f++) {
            assertThat(made.get("energy").get(f).asDouble())
                    .isEqualTo(model.energy(0, spins(made.get("frames").get(f), 24)));
        }
        double ground =
                new ExactSearch().sample(model, SamplingRequest.of(1, 0)).best().energy();
        assertThat(made.get("energy").get(frames - 1).asDouble()).isBetween(ground, ground + 8);
        assertThat(made.at("/energy/0").asDouble()).isGreaterThan(ground + 8);
        assertThat(recording(BetaSchedule.automatic(), 960).of(model).json()).isEqualTo(made);
    }

    @Test
    void withoutHeatEnergyNeverRises() {
        PlainIsing model = Subproblems.torus(12, 12, 5).model();
        double[] cold = new double[40];
        Arrays.fill(cold, Double.POSITIVE_INFINITY);
        ObjectNode made = recording(BetaSchedule.custom(cold), 40).of(model).json();
        assertThat(made.get("frames").size()).isEqualTo(41);
        for (int f = 1; f < 41; f++) {
            assertThat(made.get("energy").get(f).asDouble())
                    .isLessThanOrEqualTo(made.get("energy").get(f - 1).asDouble());
        }
        assertThat(made.at("/beta/0").asDouble()).as("infinity has no number").isZero();
    }

    /** Hot sweeps end at another energy than cold ones: the temperatures are those of the whole schedule. */
    @Test
    void temperaturesAreThoseOfTheWholeSchedule() {
        PlainIsing model = Subproblems.torus(12, 12, 5).model();
        ObjectNode made =
                recording(BetaSchedule.geometric(0.01, 5), 100).of(model).json();
        assertThat(made.at("/beta/1").asDouble()).isEqualTo(0.01);
        assertThat(made.at("/beta/100").asDouble()).isEqualTo(5);
        assertThat(mean(made, 1, 20)).isGreaterThan(mean(made, 81, 100) + 100);
    }

    private static double mean(ObjectNode made, int first, int last) {
        double sum = 0;
        for (int f = first; f <= last; f++) {
            sum += made.get("energy").get(f).asDouble();
        }
        return sum / (last - first + 1);
    }

    @Test
    void aTrainingIsTheSameWhileOneOfItsSubproblemsIsWatched() {
        List<String> seen = new ArrayList<>();
        Sampler watched = SubproblemInTraining.of(
                10 + 4, (subproblem, schedule, request) -> seen.add(subproblem.weights() + " " + request.sweeps()));
        assertThat(trained(watched)).isEqualTo(trained(SimulatedAnnealing.heatBath()));
        assertThat(seen)
                .containsExactly("1024 " + ResponseSettings.forSamples(100).sweeps());
    }

    private static List<Float> trained(Sampler sampler) {
        Split digits = Split.draw(
                DataStore.standard().load(DataStore.DEFAULT_NAME, null, DownloadListener.silent()), 100, 0, 1);
        Network network = Networks.named("linear", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
        try (Workers workers = Workers.of(1)) {
            Weights weights = new ResponseTrainer(sampler, ResponseSettings.forSamples(100))
                    .train(
                            new TrainingTask(network, digits.training(), digits.validation(), 1, 1, null, workers),
                            new Listener())
                    .weights();
            List<Float> values = new ArrayList<>();
            for (float weight : weights.layer(0)) {
                values.add(weight);
            }
            return values;
        }
    }

    private static final class Listener implements TrainingListener {
        @Override
        public boolean stepDone(Step step) {
            return true;
        }

        @Override
        public void epochDone(EpochReport report, Checkpoint checkpoint) {
            // nothing to keep
        }
    }

    private static SubproblemChoice choice(String network, int layer, int neuron, boolean isRandom) {
        return new SubproblemChoice(network, "", layer, neuron, 1, 4, 30, isRandom, 3);
    }

    @Test
    void aNeuronsSubproblemFallsTowardsItsBound() {
        ObjectNode made = SubproblemWatch.record(choice("mlp", 3, 10, true), null);
        assertThat(made.get("title").asString()).isEqualTo("Layer 3, neuron 10");
        assertThat(made.get("weights").asInt()).isEqualTo(64);
        assertThat(made.get("size").asInt()).isEqualTo(256);
        double bound = made.get("bound").asDouble();
        JsonNode energy = made.get("energy");
        double first = energy.get(0).asDouble();
        double last = energy.get(energy.size() - 1).asDouble();
        assertThat(last - bound).isBetween(0.0, 0.2 * (first - bound));
        ObjectNode convolution = SubproblemWatch.record(choice("small-cnn", 1, 1, false), null);
        assertThat(convolution.get("title").asString()).isEqualTo("Layer 1, all its weights");
        assertThat(convolution.get("weights").asInt()).isEqualTo(36);
        assertThat(convolution.at("/sweep/0").asInt()).isEqualTo(1);
    }

    @Test
    void whatANetworkDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> SubproblemWatch.record(choice("mlp", 4, 1, true), null))
                .isInstanceOf(WebException.class)
                .hasMessage("layer is 4; expected a whole number from 1 to 3");
        assertThatThrownBy(() -> SubproblemWatch.record(choice("mlp", 3, 11, true), null))
                .hasMessage("neuron is 11; expected a whole number from 1 to 10");
        assertThatThrownBy(() -> SubproblemWatch.record(choice("nlp", 3, 11, true), null))
                .isInstanceOf(WebException.class)
                .hasMessageContaining("unknown network 'nlp'");
    }
}
