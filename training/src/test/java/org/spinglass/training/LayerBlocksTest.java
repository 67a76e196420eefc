// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.ResponseSettings.Neurons;

/** Wide layers are annealed in blocks, which come to the same whoever anneals them, and to what the whole layer is. */
class LayerBlocksTest {
    private static final int WIDTH = 300;
    private static final Split SPLIT =
            Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), 45, 20, 7);
    private static final Network WIDE = network(WIDTH);

    private static Network network(int width) {
        return Network.of(
                "wide",
                new Shape(1, 32, 32),
                List.of(new Flatten(), new Linear(width, true), new LeakyRelu(0.1f), new Linear(10, false)));
    }

    private static ResponseSettings settings(int refresh) {
        return settings(refresh, 5, Neurons.SIDE_BY_SIDE);
    }

    private static ResponseSettings settings(int refresh, int shards, Neurons neurons) {
        return SmallProblems.sharded(45, refresh, neurons, shards);
    }

    private static TrainingTask task(Workers workers) {
        return new TrainingTask(WIDE, SPLIT.training(), SPLIT.validation(), 1, 3, null, workers);
    }

    private static TrainingResult train(int refresh, int threads, ShardSums.Source source) {
        try (Workers workers = Workers.of(threads)) {
            return new ResponseTrainer(SimulatedAnnealing.singleSpin(), settings(refresh), source)
                    .train(task(workers), new KeptCheckpoints());
        }
    }

    /** Anneals blocks in pieces of so many from the last to the first, on one thread, and some of them twice. */
    private static class Pieces implements ShardSums {
        private final LocalShards sums;
        private final int most;
        private final Set<Integer> layers;

        Pieces(TrainingTask task, ResponseSettings settings, TrainingListener listener, int most, Set<Integer> layers) {
            this.sums = new LocalShards(task, settings, listener);
            this.most = most;
            this.layers = layers;
        }

        @Override
        public @Nullable LayerSums of(LayerVisit visit, Weights weights) {
            return sums.of(visit, weights);
        }

        @Override
        public List<BlockStates> anneal(BlockedLayer layer, BlockRange all, float[] weights, Sampler sampler) {
            layers.add(layer.order().layer());
            @Nullable BlockStates[] found = new BlockStates[all.to()];
            try (Workers alone = Workers.of(1)) {
                for (int from = all.to() - 1; from >= 0; from -= most - 1) {
                    BlockRange part = all.part(layer, from, Math.min(all.to(), from + most));
                    for (BlockStates one : layer.anneal(part, weights, sampler, progress -> true, alone, alone)) {
                        found[one.block()] = one;
                    }
                }
            }
            return Arrays.stream(found).map(Objects::requireNonNull).toList();
        }

        @Override
        public void close() {
            sums.close();
        }
    }

    private static void requireSame(TrainingResult one, TrainingResult other) {
        for (int l = 0; l < WIDE.weightLayers(); l++) {
            assertThat(one.weights().layer(l)).isEqualTo(other.weights().layer(l));
        }
        List<EpochReport.Layer> layers = one.epochs().getLast().layers();
        assertThat(layers).isEqualTo(other.epochs().getLast().layers());
        assertThat(layers.getFirst().energy()).isPositive();
        assertThat(layers.getFirst().bound())
                .isPositive()
                .isLessThanOrEqualTo(layers.getFirst().energy());
    }

    /** Once a visit, and anew within one, where blocks go on from the states that they had. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whoAnnealsABlockDoesNotMatter(int refresh) {
        Set<Integer> layers = new HashSet<>();
        TrainingResult one = train(refresh, 1, LocalShards::new);
        requireSame(train(refresh, 3, LocalShards::new), one);
        requireSame(
                train(refresh, 1, (task, settings, listener) -> new Pieces(task, settings, listener, 4, layers)), one);
        assertThat(layers).containsExactly(0);
        assertThat(one.weights().layer(0)).isNotEqualTo(Weights.start(WIDE, 3).layer(0));
    }

    /** The subproblems of the blocks are those of the whole batch, but for the last digits. */
    @Test
    void blocksAreThoseOfTheWholeBatch() {
        ResponseSettings settings = settings(0, 4, Neurons.SIDE_BY_SIDE).withBatch(45, 45);
        Sharding sharding = Sharding.of(45, settings);
        ResponseProblem.Scale scale = new ResponseProblem.Scale(4, 0.1f, 0.1f, 0.3f, 0.01f, 0, 0);
        Weights weights = Weights.start(WIDE, 11);
        List<BlockedLayer> layers = new ArrayList<>();
        List<BlockRange> ranges = new ArrayList<>();
        try (Workers alone = Workers.of(1)) {
            ShardSums place = new Pieces(task(alone), settings, new KeptCheckpoints(), 3, new HashSet<>()) {
                @Override
                public List<BlockStates> anneal(BlockedLayer layer, BlockRange all, float[] own, Sampler sampler) {
                    layers.add(layer);
                    ranges.add(all);
                    return List.of();
                }
            };
            LayerVisit visit = new LayerVisit(1, 0, 0, 0, 0, -1);
            LayerSums total = Objects.requireNonNull(place.of(visit, weights));
            assertThat(total.matrix()).isEmpty();
            assertThat(total.fields()).isEmpty();
            BlockedProblem problem = (BlockedProblem) ShardedTraining.problem(
                    WIDE, 0, settings, total, scale, weights.layer(0), place, new LayerMemory());
            problem.anneal(
                    new AnnealOrder(3, 0, 0, 0, 0, 2, 2, 0, 0, false), SimulatedAnnealing.singleSpin(), List.of());

            ForwardPass pass = new ForwardPass(WIDE, 45, alone);
            pass.run(SPLIT.training()::copy, 0, 45, weights);
            EncodedQuadratic whole = ResponseProblem.of(
                            new ResponseProblem.Source(
                                    WIDE,
                                    0,
                                    pass,
                                    new Responses(WIDE, alone),
                                    45,
                                    SPLIT.training().labels(),
                                    weights,
                                    weights.layer(0).clone(),
                                    alone),
                            settings,
                            scale,
                            new LayerMemory(),
                            0)
                    .subproblem(0);
            BlockedLayer layer = layers.getFirst();
            assertThat(layer.blocks().count()).isEqualTo(10);
            int neurons = 0;
            for (int block = 0; block < layer.blocks().count(); block++) {
                EncodedQuadratic part = layer.subproblem(block, ranges.getFirst(), weights.layer(0));
                for (int i = 0; i < part.instances(); i++) {
                    requireClose(part, i, whole, neurons);
                    neurons++;
                }
            }
            assertThat(neurons).isEqualTo(WIDTH);
            assertThat(sharding.shards()).isEqualTo(4);
            ShardsTest.requireClose(
                    layer.subproblem(2, ranges.getFirst(), weights.layer(0))
                            .coupling()
                            .matrix(0),
                    whole.coupling().matrix(0));
            place.close();
        }
    }

    private static void requireClose(EncodedQuadratic one, int instance, EncodedQuadratic other, int number) {
        float[] own = new float[one.weights()];
        float[] expected = new float[one.weights()];
        for (int j = 0; j < own.length; j++) {
            own[j] = one.field(instance, j);
            expected[j] = other.field(number, j);
        }
        ShardsTest.requireClose(own, expected);
        assertThat(one.constant(instance)).isCloseTo(other.constant(number), within(1e-5 * other.constant(number)));
        assertThat(one.range(0)).isEqualTo(other.range(0));
    }

    /** Small layers, neurons in turn and samples without shards are taken as before. */
    @Test
    void onlyWideLayersAreCut() {
        LayerBlocks blocks = LayerBlocks.of(WIDE, 0, settings(0)).orElseThrow();
        assertThat(blocks.neurons()).isEqualTo(WIDTH);
        assertThat(blocks.blockSeconds()).isLessThan(blocks.storedSeconds());
        assertThat(blocks.first(9)).isEqualTo(288);
        assertThat(blocks.first(10)).isEqualTo(WIDTH);
        assertThat(LayerBlocks.of(WIDE, 1, settings(0))).isEmpty();
        assertThat(LayerBlocks.of(WIDE, 0, settings(0, 0, Neurons.SIDE_BY_SIDE)))
                .isEmpty();
        assertThat(LayerBlocks.of(WIDE, 0, settings(0, 5, Neurons.IN_TURN))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"lenet, 100", "lenet, 500", "lenet, 2000", "small-vgg, 500", "mlp, 500"})
    void builtInNetworksAreTakenAsBefore(String name, int batch) {
        Network network = Networks.named(name, new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
        for (int l = 0; l < network.weightLayers(); l++) {
            Optional<LayerBlocks> blocks =
                    LayerBlocks.of(network, l, settings(0).withBatch(batch, 50));
            assertThat(blocks).isEmpty();
        }
    }

    /** A layer whose J would be larger than a gigabyte is cut in any case. */
    @Test
    void aLayerWhoseMatrixCannotBeStoredIsCut() {
        Network wide = Network.of("w", new Shape(1, 130, 130), List.of(new Flatten(), new Linear(1, false)));
        assertThat(LayerBlocks.of(wide, 0, settings(0).withBatch(1, 1))).isPresent();
    }
}
