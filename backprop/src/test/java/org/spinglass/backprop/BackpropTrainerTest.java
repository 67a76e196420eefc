// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.Seeds;
import org.spinglass.training.TrainingException;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

@NeedsTorch
class BackpropTrainerTest {
    private static final Split SPLIT =
            Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), 205, 200, 7);
    private static final Network LENET = Networks.named(
            "lenet", new Shape(1, 32, 32), 10, new Networks.Options(true, Networks.Options.DEFAULT.crop()));
    private static final BackpropSettings BATCHED = BackpropSettings.paper().withBatch(20);

    /** Keeps what it is told, and ends training after a number of steps. */
    private static final class Recorder implements TrainingListener {
        final List<Step> steps = new ArrayList<>();
        final List<Checkpoint> checkpoints = new ArrayList<>();
        private final int last;

        Recorder(int last) {
            this.last = last;
        }

        @Override
        public boolean stepDone(Step step) {
            steps.add(step);
            return steps.size() < last;
        }

        @Override
        public void epochDone(EpochReport report, Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
        }
    }

    private static TrainingResult train(
            BackpropSettings settings, Network network, int epochs, @Nullable Checkpoint from, Recorder recorder) {
        try (Workers workers = Workers.of(2)) {
            TrainingTask task =
                    new TrainingTask(network, SPLIT.training(), SPLIT.validation(), epochs, 1, from, workers);
            return new BackpropTrainer(settings).train(task, recorder);
        }
    }

    private static TrainingResult train(BackpropSettings settings, int epochs) {
        return train(settings, LENET, epochs, null, new Recorder(Integer.MAX_VALUE));
    }

    private static Network normalised() {
        return Network.of(
                "n",
                new Shape(1, 32, 32),
                List.of(
                        new Conv2d(4, 5, 3, 0, false, false),
                        new BatchNorm(),
                        LeakyRelu.relu(),
                        new Dropout(0.2f),
                        new Linear(20, false),
                        new BatchNorm(),
                        LeakyRelu.relu(),
                        new Linear(10, true)));
    }

    /** The last batch of 205 in batches of 12 has one sample. */
    @Test
    void aNetworkWithBatchNormalisationAndDropoutLearns() {
        BackpropSettings settings = BackpropSettings.tuned().withBatch(12);
        TrainingResult result = train(settings, normalised(), 15, null, new Recorder(Integer.MAX_VALUE));
        assertThat(result.epochs().getLast().trainAccuracy()).isGreaterThan(0.9);
        assertThat(result.epochs().getLast().validationAccuracy()).isGreaterThan(0.55);
        for (int n = 0; n < 2; n++) {
            for (float number : result.weights().norm(n)) {
                assertThat(number).isFinite();
            }
            assertThat(result.weights().norm(n)).isNotEqualTo(new Weights(normalised()).norm(n));
        }
        TrainingResult again = train(settings, normalised(), 15, null, new Recorder(Integer.MAX_VALUE));
        assertThat(again.weights().layer(0)).isEqualTo(result.weights().layer(0));
        assertThat(again.weights().norm(1)).isEqualTo(result.weights().norm(1));
    }

    @Test
    void featuresAreNotNormalisedOverSingleSamples() {
        assertThatThrownBy(() -> train(
                        BackpropSettings.paper().withBatch(1), normalised(), 1, null, new Recorder(Integer.MAX_VALUE)))
                .isInstanceOf(TrainingException.class)
                .hasMessage("network n: layer 6 (batchnorm) has one value of each channel in a batch of one sample;"
                        + " expected a batch of at least 2");
    }

    @Test
    void trainingThatDivergesEndsWithWhatItsRateIs() {
        BackpropSettings settings = BATCHED.withLearningRate(1);
        List<Layer> layers = new ArrayList<>(Collections.nCopies(16, new Linear(100, false)));
        layers.add(new Linear(10, false));
        Network deep = Network.of("deep", new Shape(1, 32, 32), layers);
        assertThatThrownBy(() -> train(settings, deep, 5, null, new Recorder(Integer.MAX_VALUE)))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching("the loss is (NaN|Infinity) in step \\d+ of epoch \\d+: backpropagation diverges;"
                        + " expected a learningRate below 1.0");
    }

    private static Weights start() {
        return Weights.xavier(LENET, Seeds.of(1, 0));
    }

    private static Score score(Weights weights) {
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(LENET, 100, workers);
            return Score.of(pass, SPLIT.training()::copy, SPLIT.training().labels(), weights);
        }
    }

    /** Root mean square difference over all weights. */
    private static double distance(Weights a, Weights b) {
        double sum = 0;
        for (int l = 0; l < LENET.weightLayers(); l++) {
            for (int i = 0; i < a.layer(l).length; i++) {
                sum += Math.pow(a.layer(l)[i] - b.layer(l)[i], 2);
            }
        }
        return Math.sqrt(sum / LENET.parameters());
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void learnsAFewDigits(Loss loss) {
        TrainingResult result = train(BATCHED.withLoss(loss), 8);
        assertThat(result.isCancelled()).isFalse();
        assertThat(result.epochs()).hasSize(8);
        EpochReport first = result.epochs().getFirst();
        EpochReport last = result.epochs().getLast();
        assertThat(last.trainAccuracy()).isGreaterThan(0.85).isGreaterThan(first.trainAccuracy());
        assertThat(last.validationAccuracy()).isGreaterThan(0.6);
        assertThat(last.layers())
                .hasSize(5)
                .allSatisfy(layer -> assertThat(layer.energy()).isNaN());
        assertThat(last.trainLoss()).isEqualTo(score(result.weights()).loss());
    }

    @Test
    void aSeedFixesTheWeights() {
        TrainingResult one = train(BATCHED, 2);
        TrainingResult two = train(BATCHED, 2);
        for (int l = 0; l < LENET.weightLayers(); l++) {
            assertThat(two.weights().layer(l)).isEqualTo(one.weights().layer(l));
        }
    }

    /** The first loss that is told is that of the start weights; one batch of all samples makes it the whole loss. */
    @Test
    void beginsWithTheStartWeightsOfAllTrainers() {
        Recorder recorder = new Recorder(1);
        TrainingResult result = train(BATCHED.withBatch(SPLIT.training().count()), LENET, 1, null, recorder);
        assertThat(recorder.steps).hasSize(1);
        assertThat(recorder.steps.getFirst().loss()).isCloseTo(score(start()).loss(), within(1e-5));
        assertThat(distance(result.weights(), start())).isZero();
    }

    /** AdamW moves weights by at most about the learning rate a step, so a tenth of the rate shows in the way made. */
    @Test
    void theRateFallsAfterTheEpochAndNotBefore() {
        Schedule.Steps schedule = new Schedule.Steps(List.of(2));
        Recorder falling = new Recorder(Integer.MAX_VALUE);
        Recorder constant = new Recorder(Integer.MAX_VALUE);
        train(BATCHED.withSchedule(schedule), LENET, 3, null, falling);
        train(BATCHED.withSchedule(new Schedule.Constant()), LENET, 3, null, constant);
        Weights atTwo = falling.checkpoints.get(1).weights();
        assertThat(distance(atTwo, constant.checkpoints.get(1).weights())).isZero();
        double way = distance(atTwo, falling.checkpoints.get(2).weights());
        double longWay = distance(atTwo, constant.checkpoints.get(2).weights());
        assertThat(way / longWay).isBetween(0.07, 0.16);
    }

    @Test
    void everySampleIsTakenOnceAnEpoch() {
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        train(BATCHED, LENET, 1, null, recorder);
        assertThat(recorder.steps).hasSize(11); // ten of 20 samples, one of 5
        assertThat(recorder.steps.getLast().step()).isEqualTo(11);
        assertThat(recorder.steps).allSatisfy(step -> assertThat(step.steps()).isEqualTo(11));
    }

    @Test
    void cancellationGivesTheLastFinishedEpoch() {
        Recorder recorder = new Recorder(14);
        TrainingResult result = train(BATCHED, LENET, 3, null, recorder);
        assertThat(result.isCancelled()).isTrue();
        assertThat(result.epochs()).hasSize(1);
        assertThat(recorder.steps).hasSize(14);
        assertThat(distance(result.weights(), recorder.checkpoints.getFirst().weights()))
                .isZero();
        assertThat(distance(result.weights(), train(BATCHED, 1).weights())).isZero();
    }

    @Test
    void aListenerThatThrowsLeavesPyTorchFree() {
        TrainingListener broken = new TrainingListener() {
            @Override
            public boolean stepDone(Step step) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void epochDone(EpochReport report, Checkpoint checkpoint) {}
        };
        try (Workers workers = Workers.of(1)) {
            TrainingTask task = new TrainingTask(LENET, SPLIT.training(), SPLIT.validation(), 1, 1, null, workers);
            assertThatThrownBy(() -> new BackpropTrainer(BATCHED).train(task, broken))
                    .hasMessage("broken");
        }
        assertThat(train(BATCHED, 1).epochs()).hasSize(1);
    }

    @Test
    void refusesToResume() {
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        train(BATCHED, LENET, 1, null, recorder);
        assertThatThrownBy(() -> train(BATCHED, LENET, 2, recorder.checkpoints.getFirst(), new Recorder(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("cannot be resumed");
    }

    @Test
    void refusesSamplesThatDoNotFit() {
        Network other = Networks.named("linear", new Shape(3, 32, 32), 10, Networks.Options.DEFAULT);
        assertThatThrownBy(() -> train(BATCHED, other, 1, null, new Recorder(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not fit");
    }

    @Test
    void recordsEverySetting() {
        assertThat(new BackpropTrainer(BackpropSettings.paper()).options())
                .containsEntry("batch", 10)
                .containsEntry("loss", "mse")
                .containsEntry("learningRate", 1e-3)
                .containsEntry("schedule", "10,15")
                .containsEntry("weightDecay", 0.01)
                .containsEntry("threads", 1);
    }

    @Test
    void frozenLayersKeepTheirWeightsToTheBit() {
        Network network = Network.of(
                "n",
                new Shape(1, 32, 32),
                List.of(
                        new Conv2d(3, 5, 3, 1, true, false),
                        new LeakyRelu(0.01f),
                        new Linear(12, true, true),
                        new LeakyRelu(0.01f),
                        new Linear(10, true)));
        Weights start = Weights.xavier(network, Seeds.of(1, 0));
        Weights trained = train(BATCHED, network, 2, null, new Recorder(Integer.MAX_VALUE))
                .weights();
        assertThat(trained.layer(1)).isEqualTo(start.layer(1));
        assertThat(trained.layer(0)).isNotEqualTo(start.layer(0));
        assertThat(trained.layer(2)).isNotEqualTo(start.layer(2));
    }
}
