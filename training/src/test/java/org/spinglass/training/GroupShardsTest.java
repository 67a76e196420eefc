// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/** Layers that are annealed as one, from the sums of shards. */
class GroupShardsTest {
    private static final Split SPLIT =
            Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), 300, 300, 7);
    private static final Network NETWORK = Networks.named("lenet", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
    private static final ResponseSettings SETTINGS =
            SmallProblems.sharded(3).withBatch(60, 40).withWindow(2).withTogether(2);

    private static LayerSums sums(ResponseSettings settings, int layer, int shard, Workers alone) {
        Sharding sharding = Sharding.of(300, settings);
        return new Shard(NETWORK, settings, sharding, shard, sharding.plain(SPLIT.training(), shard), null, 3, alone)
                .sums(new LayerVisit(1, 0, 0, layer, 0, -1), Weights.start(NETWORK, 11));
    }

    /** h of every layer is what it is by itself; the columns of the first, whose combinations are the same, too. */
    @Test
    void sumsOfAGroupAreThoseOfItsLayers() {
        try (Workers alone = Workers.of(1)) {
            for (int shard = 0; shard < 3; shard++) {
                LayerSums group = sums(SETTINGS, 0, shard, alone);
                LayerSums first = sums(SETTINGS.withTogether(1), 0, shard, alone);
                LayerSums second = sums(SETTINGS.withTogether(1), 1, shard, alone);
                int n = first.fields().length;
                int all = n + second.fields().length;
                assertThat(Arrays.copyOf(group.fields(), n)).isEqualTo(first.fields());
                assertThat(Arrays.copyOfRange(group.fields(), n, all)).isEqualTo(second.fields());
                assertThat(group.modelled()).isEqualTo(first.modelled()).isPositive();
                float[] columns = group.columns().getFirst();
                float[] own = first.columns().getFirst();
                assertThat(columns).hasSize(own.length / n * all);
                for (int column = 0; column < own.length / n; column++) {
                    assertThat(Arrays.copyOfRange(columns, column * all, column * all + n))
                            .isEqualTo(Arrays.copyOfRange(own, column * n, (column + 1) * n));
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameWeights() {
        TrainingResult one = train(1, SETTINGS);
        TrainingResult two = train(2, SETTINGS);
        TrainingResult apart = train(1, SETTINGS.withTogether(1));
        for (int l = 0; l < NETWORK.weightLayers(); l++) {
            assertThat(two.weights().layer(l)).isEqualTo(one.weights().layer(l));
            assertThat(apart.weights().layer(l)).isNotEqualTo(one.weights().layer(l));
        }
        assertThat(one.epochs().getLast().validationAccuracy()).isGreaterThan(0.8);
        List<EpochReport.Layer> layers = one.epochs().getLast().layers();
        assertThat(layers.get(0)).isEqualTo(layers.get(1)).isNotEqualTo(layers.get(2));
    }

    private static TrainingResult train(int threads, ResponseSettings settings) {
        try (Workers workers = Workers.of(threads)) {
            return new ResponseTrainer(SimulatedAnnealing.singleSpin(), settings)
                    .train(
                            new TrainingTask(NETWORK, SPLIT.training(), SPLIT.validation(), 3, 3, null, workers),
                            new KeptCheckpoints());
        }
    }
}
