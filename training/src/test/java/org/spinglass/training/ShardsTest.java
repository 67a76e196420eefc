// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.data.Augmentation;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.ResponseSettings.Neurons;

/** What shards come to is what a whole batch comes to, and the same however they are dealt out. */
class ShardsTest {
    private static final Split SPLIT =
            Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), 203, 100, 7);
    private static final Network NETWORK = Networks.named("lenet", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
    private static final ResponseTrainer TRAINER =
            new ResponseTrainer(SimulatedAnnealing.singleSpin(), settings(5, 2, 0));

    private static ResponseSettings settings(int shards, int sketches, int refresh) {
        return settings(shards, sketches, refresh, Neurons.SIDE_BY_SIDE);
    }

    private static ResponseSettings settings(int shards, int sketches, int refresh, Neurons neurons) {
        ResponseSettings usual = SmallProblems.sharded(50, refresh, neurons, shards);
        return ChangedSettings.of(usual, Map.of("sketches", sketches, "window", 2));
    }

    private static TrainingTask task(int epochs, @Nullable Checkpoint from, Samples training, Workers workers) {
        return new TrainingTask(NETWORK, training, SPLIT.validation(), epochs, 3, from, workers);
    }

    /** Keeps the last loss too. */
    private static class Kept extends KeptCheckpoints {
        private double loss;

        @Override
        public boolean stepDone(Step step) {
            loss = step.loss();
            return true;
        }
    }

    private static TrainingResult train(ResponseSettings settings, int epochs, int threads, Samples training) {
        try (Workers workers = Workers.of(threads)) {
            return new ResponseTrainer(TRAINER.sampler(), settings)
                    .train(task(epochs, null, training, workers), new Kept());
        }
    }

    private static void requireSame(Weights one, Weights other) {
        for (int l = 0; l < NETWORK.weightLayers(); l++) {
            assertThat(one.layer(l)).isEqualTo(other.layer(l));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, 2, 0, IN_TURN",
        "5, 2, 0, SIDE_BY_SIDE",
        "5, 0, 0, SIDE_BY_SIDE",
        "7, 2, 1, SIDE_BY_SIDE",
        "7, 0, 1, IN_TURN"
    })
    void theNumberOfThreadsDoesNotMatter(int shards, int sketches, int refresh, Neurons neurons) {
        ResponseSettings settings = settings(shards, sketches, refresh, neurons);
        TrainingResult one = train(settings, 1, 1, SPLIT.training());
        requireSame(train(settings, 1, 3, SPLIT.training()).weights(), one.weights());
        requireDiffer(train(settings(shards + 1, sketches, refresh, neurons), 1, 1, SPLIT.training()), one);
    }

    private static void requireDiffer(TrainingResult one, TrainingResult other) {
        assertThat(one.weights().layer(0)).isNotEqualTo(other.weights().layer(0));
    }

    @Test
    void shardsLearn() {
        TrainingResult result = train(settings(5, 2, 0), 4, 2, SPLIT.training());
        assertThat(result.epochs().getLast().validationAccuracy()).isGreaterThan(0.6);
        assertThat(result.epochs().getLast().trainAccuracy())
                .isGreaterThan(result.epochs().getFirst().trainAccuracy());
    }

    @Test
    void aTrainingGoesOnWhereItWas() {
        try (Workers workers = Workers.of(2)) {
            Kept kept = new Kept();
            Weights through = TRAINER.train(task(2, null, SPLIT.training(), workers), kept)
                    .weights();
            Checkpoint first = kept.checkpoints.getFirst();
            requireSame(
                    TRAINER.train(task(2, first, SPLIT.training(), workers), new Kept())
                            .weights(),
                    through);
        }
    }

    @Test
    void deformedSamplesAreOtherOnes() {
        Samples deformed = SPLIT.training().augmented(Augmentation.SIGNS, 5);
        TrainingResult one = train(settings(5, 2, 0), 1, 1, deformed);
        requireSame(train(settings(5, 2, 0), 1, 2, deformed).weights(), one.weights());
        requireDiffer(train(settings(5, 2, 0), 1, 1, SPLIT.training()), one);
    }

    /** A training that is told to end, while sums are made, ends with the epochs that it has. */
    @Test
    void aTrainingThatIsToEndKeepsItsEpochs() {
        ResponseTrainer ending =
                new ResponseTrainer(TRAINER.sampler(), TRAINER.settings(), (task, settings, listener) -> {
                    LocalShards all = new LocalShards(task, settings, listener);
                    return new ShardSums() {
                        @Override
                        public @Nullable LayerSums of(LayerVisit visit, Weights weights) {
                            return visit.epoch() == 1 && visit.layer() == 2 ? null : all.of(visit, weights);
                        }

                        @Override
                        public @Nullable List<BlockStates> anneal(
                                BlockedLayer layer, BlockRange blocks, float[] weights, Sampler sampler) {
                            return all.anneal(layer, blocks, weights, sampler);
                        }

                        @Override
                        public void close() {
                            all.close();
                        }
                    };
                });
        try (Workers workers = Workers.of(1)) {
            Kept listener = new Kept() {
                @Override
                public boolean goesOn() {
                    return checkpoints.isEmpty() || !Double.isNaN(super.loss) && checkpoints.size() < 1;
                }
            };
            TrainingResult result = ending.train(task(3, null, SPLIT.training(), workers), listener);
            assertThat(result.isCancelled()).isTrue();
            assertThat(result.epochs()).hasSize(1);
            requireSame(result.weights(), listener.checkpoints.getFirst().average());
        }
    }

    private static LayerSums number(int k) {
        float value = (float) Math.pow(1.7, k);
        return new LayerSums(
                new LayerSums.Seen(1, k, 2 * k, k % 2),
                1,
                1.0 / (k + 1),
                new float[] {value},
                new float[] {1 / value},
                1,
                List.of(new float[] {k}));
    }

    /** However shards are dealt out to others, begun anew or given twice, their sum has the same bits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 21})
    void sumsHaveTheShapeOfATree(int shards) {
        LayerSums whole =
                Objects.requireNonNull(ShardTree.total(shards, ShardTree.cover(shards, 0, shards, ShardsTest::number)));
        assertThat(ShardTree.cover(shards, 0, shards, ShardsTest::number)).hasSize(1);
        for (int cut = 0; cut <= shards; cut++) {
            for (int other = cut; other <= shards; other++) {
                Map<ShardTree.Node, LayerSums> known =
                        new HashMap<>(ShardTree.cover(shards, other, shards, ShardsTest::number));
                known.putAll(ShardTree.cover(shards, 0, cut, ShardsTest::number));
                if (cut < other) {
                    assertThat(ShardTree.total(shards, known)).isNull();
                }
                known.putAll(ShardTree.cover(shards, Math.max(0, cut - 1), other, ShardsTest::number));
                LayerSums total = Objects.requireNonNull(ShardTree.total(shards, known));
                assertThat(total.fields()).isEqualTo(whole.fields());
                assertThat(total.matrix()).isEqualTo(whole.matrix());
                assertThat(total.squares()).isEqualTo(whole.squares());
                assertThat(total.seen()).isEqualTo(whole.seen());
                assertThat(total.columns()).usingRecursiveComparison().isEqualTo(whole.columns());
            }
        }
    }

    /** The subproblem of the sums is that of all samples at once, but for the last digits. */
    @ParameterizedTest
    @CsvSource({"0, IN_TURN", "3, IN_TURN", "4, IN_TURN", "3, SIDE_BY_SIDE", "4, SIDE_BY_SIDE"})
    void sumsAreThoseOfTheWholeBatch(int layer, Neurons neurons) {
        ResponseSettings settings = settings(4, 0, 0, neurons).withBatch(203, 203);
        Sharding sharding = Sharding.of(203, settings);
        assertThat(sharding).isEqualTo(new Sharding(203, 4, 1));
        try (Workers alone = Workers.of(1)) {
            Weights weights = Weights.start(NETWORK, 11);
            LayerVisit visit = new LayerVisit(1, 0, 0, layer, 0, -1);
            LayerSums total = Objects.requireNonNull(ShardTree.total(
                    4,
                    ShardTree.cover(
                            4,
                            0,
                            4,
                            k -> new Shard(
                                            NETWORK,
                                            settings,
                                            sharding,
                                            k,
                                            sharding.plain(SPLIT.training(), k),
                                            null,
                                            3,
                                            alone)
                                    .sums(visit, weights))));
            ResponseProblem.Scale scale = new ResponseProblem.Scale(4, 0.1f, 0.1f, 0.3f, 0.01f, 0, 0);
            EncodedQuadratic summed = ((ResponseProblem.Here) ShardedTraining.problem(
                            NETWORK,
                            layer,
                            settings,
                            total,
                            scale,
                            weights.layer(layer).clone(),
                            new LocalShards(task(1, null, SPLIT.training(), alone), settings, new Kept()),
                            new LayerMemory()))
                    .subproblem(0);

            ForwardPass pass = new ForwardPass(NETWORK, 203, alone);
            pass.run(SPLIT.training()::copy, 0, 203, weights);
            EncodedQuadratic whole = ResponseProblem.of(
                            new ResponseProblem.Source(
                                    NETWORK,
                                    layer,
                                    pass,
                                    new Responses(NETWORK, alone),
                                    203,
                                    SPLIT.training().labels(),
                                    weights,
                                    weights.layer(layer).clone(),
                                    alone),
                            settings,
                            scale,
                            new LayerMemory(),
                            0)
                    .subproblem(0);
            requireClose(summed.coupling(), whole.coupling());
            assertThat(summed.instances()).isEqualTo(whole.instances());
            assertThat(summed.constant(0)).isCloseTo(whole.constant(0), within(1e-5 * whole.constant(0)));
            requireClose(fields(summed), fields(whole));
        }
    }

    private static float[] fields(EncodedQuadratic subproblem) {
        float[] all = new float[subproblem.instances() * subproblem.weights()];
        for (int i = 0; i < all.length; i++) {
            all[i] = subproblem.field(i / subproblem.weights(), i % subproblem.weights());
        }
        return all;
    }

    private static void requireClose(Coupling one, Coupling other) {
        requireClose(one.matrix(0), other.matrix(0));
    }

    /** Within some units in the last place of the largest. */
    static void requireClose(float[] one, float[] other) {
        assertThat(one).hasSameSizeAs(other);
        float largest = 0;
        for (float value : other) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < one.length; i++) {
            assertThat(one[i]).isCloseTo(other[i], within(2e-5f * largest));
        }
    }

    /** Every sample is in one shard, and once in an epoch. */
    @Test
    void everySampleIsInOneShard() {
        Sharding sharding = Sharding.of(203, settings(7, 2, 0));
        Set<Integer> images = new HashSet<>();
        int count = 0;
        for (int k = 0; k < 7; k++) {
            Samples part = sharding.plain(SPLIT.training(), k);
            assertThat(part.count()).isBetween(29, 29 + 1);
            for (int a = 0; a < part.count(); a++) {
                float[] out = new float[1024];
                float[] own = new float[1024];
                part.copy(a, out, 0);
                SPLIT.training().copy(count, own, 0);
                assertThat(out).isEqualTo(own);
                assertThat(part.label(a)).isEqualTo(SPLIT.training().label(count));
                images.add(count);
                count++;
            }
        }
        assertThat(count).isEqualTo(203);
    }

    @Test
    void whatHasNoSumsIsRefused() {
        Network normalised = Network.of(
                "n",
                new Shape(1, 32, 32),
                List.of(new Conv2d(6, 5, 3, 0, false, false), new BatchNorm(), new Linear(10, false)));
        assertThatThrownBy(() -> Sharding.requireFits(normalised, settings(5, 2, 0)))
                .isInstanceOf(TrainingException.class)
                .hasMessage("shards is '5'; expected 0 for network n, whose batch normalisations are of a whole"
                        + " batch");
        assertThatThrownBy(() -> Sharding.requireFits(NETWORK, settings(51, 2, 0)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("shards is '51'; expected at most 50");
    }
}
