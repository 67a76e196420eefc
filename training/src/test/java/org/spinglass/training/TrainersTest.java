package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.ising.SimulatedAnnealing;
import org.spinglass.network.ActivationInverse;
import org.spinglass.network.Crop;
import org.spinglass.network.ForwardPass;
import org.spinglass.network.InverseMode;
import org.spinglass.network.Network;
import org.spinglass.network.Networks;
import org.spinglass.network.Score;
import org.spinglass.network.Shape;

/** The paper's trainer and the one that sends errors back. */
class TrainersTest {
    private static final Split SPLIT =
            Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), 200, 300, 7);

    private static Trainer trainer(String method, String network) {
        SimulatedAnnealing sampler = SimulatedAnnealing.singleSpin();
        return method.equals("difference")
                ? new DifferenceTrainer(sampler, DifferenceSettings.forSamples(200))
                : new PseudoinverseTrainer(sampler, PseudoinverseSettings.forNetwork(network));
    }

    private static Network network(String name) {
        return Networks.named(name, new Shape(1, 32, 32), 10, new Networks.Options(false, Crop.AUTHOR));
    }

    private static TrainingResult train(
            Trainer trainer,
            String network,
            int epochs,
            int threads,
            @Nullable Checkpoint from,
            List<Checkpoint> kept) {
        try (Workers workers = Workers.of(threads)) {
            TrainingTask task =
                    new TrainingTask(network(network), SPLIT.training(), SPLIT.validation(), epochs, 5, from, workers);
            return trainer.train(task, new TrainingListener() {
                @Override
                public boolean stepDone(Step step) {
                    return true;
                }

                @Override
                public void epochDone(EpochReport report, Checkpoint checkpoint) {
                    kept.add(checkpoint);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"difference", "pseudoinverse"})
    void oneAndTwoThreadsResumedOrNotGiveTheSameWeights(String method) {
        Trainer trainer = trainer(method, "small-cnn");
        List<Checkpoint> kept = new ArrayList<>();
        TrainingResult whole = train(trainer, "small-cnn", 3, 1, null, kept);
        TrainingResult resumed = train(trainer, "small-cnn", 3, 2, kept.getFirst(), new ArrayList<>());
        for (int l = 0; l < whole.weights().network().weightLayers(); l++) {
            assertThat(resumed.weights().layer(l)).isEqualTo(whole.weights().layer(l));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ActivationInverse.class,
            names = {"NONE", "PATTERN"})
    void anActivatedNetworkResumedGivesTheSameWeightsAndScores(ActivationInverse activation) {
        PseudoinverseSettings settings = PseudoinverseSettings.forNetwork("lenet");
        Trainer trainer = new PseudoinverseTrainer(
                SimulatedAnnealing.singleSpin(), settings.withInverse(InverseMode.FOURIER, activation));
        List<Checkpoint> kept = new ArrayList<>();
        TrainingResult whole = train(trainer, "lenet", 2, 1, null, kept);
        TrainingResult resumed = train(trainer, "lenet", 2, 2, kept.getFirst(), new ArrayList<>());
        for (int l = 0; l < whole.weights().network().weightLayers(); l++) {
            assertThat(resumed.weights().layer(l)).isEqualTo(whole.weights().layer(l));
        }
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(network("lenet"), 100, workers);
            Score score =
                    Score.of(pass, SPLIT.training().values(), SPLIT.training().labels(), whole.weights());
            assertThat(whole.epochs().getLast().trainLoss()).isEqualTo(score.loss());
            assertThat(whole.epochs().getLast().trainAccuracy()).isEqualTo(score.accuracy());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "linear, 0.5",
        "mlp, 0.5",
        "spectral-conv, 0.4",
        "linear-activated, 0.5",
        "small-cnn, 0.3",
        "maxpool-mlp, 0.15"
    })
    void thePapersTrainerLearnsThePapersNetworks(String network, double accuracy) {
        TrainingResult result = train(trainer("pseudoinverse", network), network, 6, 2, null, new ArrayList<>());
        assertThat(result.epochs().getLast().validationAccuracy()).isGreaterThan(accuracy);
        for (EpochReport.Layer layer : result.epochs().getLast().layers()) {
            assertThat(layer.bound()).isLessThanOrEqualTo(layer.energy());
        }
    }

    @Test
    void errorsSentBackLowerTheLossInEveryEpoch() {
        TrainingResult result = train(trainer("difference", "lenet"), "lenet", 4, 2, null, new ArrayList<>());
        List<EpochReport> epochs = result.epochs();
        for (int e = 1; e < epochs.size(); e++) {
            assertThat(epochs.get(e).trainLoss()).isLessThan(epochs.get(e - 1).trainLoss());
        }
        assertThat(epochs.getLast().validationAccuracy()).isGreaterThan(0.6);
    }

    @Test
    void thePapersSettingsAreThoseOfItsTable() {
        PseudoinverseSettings lenet = PseudoinverseSettings.forNetwork("lenet");
        assertThat(lenet.range(0, 20)).isEqualTo(0.15);
        assertThat(lenet.range(19, 20)).isEqualTo(1e-4);
        assertThat(lenet.beta(0, 20))
                .isCloseTo(5e4 * 255 / 0.15, org.assertj.core.data.Percentage.withPercentage(1e-9));
        assertThat(lenet.amplification()).containsExactly(1f, 100f, 100f, 1f, 1f);
        assertThat(PseudoinverseSettings.forNetwork("cnn-activated"))
                .isEqualTo(PseudoinverseSettings.forNetwork("cnn"));
        assertThat(trainer("pseudoinverse", "lenet").options())
                .containsEntry("inverse", "FOURIER")
                .containsEntry("sweeps", 2)
                .hasSize(11);
        assertThat(lenet.withInverse(InverseMode.EXACT, ActivationInverse.SIGN).activation())
                .isEqualTo(ActivationInverse.SIGN);
        assertThatThrownBy(() -> PseudoinverseSettings.forNetwork("mine"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("mine")
                .hasMessageContaining("lenet");
    }
}
