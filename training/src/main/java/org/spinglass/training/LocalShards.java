// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.network.layer.Weights;

/** All shards of a training in this process, one thread for each at a time. */
final class LocalShards implements ShardSums {
    private final TrainingListener listener;
    private final Workers workers;
    private final Workers alone = Workers.of(1);
    private final List<Shard> shards = new ArrayList<>();

    LocalShards(TrainingTask task, ResponseSettings settings, TrainingListener listener) {
        this.listener = listener;
        this.workers = task.workers();
        Sharding sharding = Sharding.of(task.training().count(), settings);
        for (int k = 0; k < sharding.shards(); k++) {
            shards.add(new Shard(
                    task.network(),
                    settings,
                    sharding,
                    k,
                    sharding.plain(task.training(), k),
                    task.training().augmented(),
                    task.seed(),
                    alone));
        }
    }

    @Override
    public @Nullable LayerSums of(LayerVisit visit, Weights weights) {
        LayerSums[] all = new LayerSums[shards.size()];
        workers.forEach(all.length, k -> all[k] = shards.get(k).sums(visit, weights));
        Map<ShardTree.Node, LayerSums> whole = ShardTree.cover(all.length, 0, all.length, k -> all[k]);
        return listener.goesOn() ? ShardTree.total(all.length, whole) : null;
    }

    @Override
    public @Nullable List<BlockStates> anneal(BlockedLayer layer, BlockRange all, float[] weights, Sampler sampler) {
        List<BlockStates> found = layer.anneal(all, weights, sampler, progress -> listener.goesOn(), workers, alone);
        return listener.goesOn() ? found : null;
    }

    @Override
    public void close() {
        alone.close();
    }
}
