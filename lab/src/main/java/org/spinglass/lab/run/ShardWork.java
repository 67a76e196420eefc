// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.SamplesBytes;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.work.RecordBytes;
import org.spinglass.lab.work.RemoteWork;
import org.spinglass.lab.work.TaskContact;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerSums;
import org.spinglass.training.LayerVisit;
import org.spinglass.training.Shard;
import org.spinglass.training.ShardTree;
import org.spinglass.training.Sharding;

/**
 * Makes the sums of the shards and anneals the blocks of neurons that it is asked for, visit by visit, as long as the
 * training goes on. Shards are made
 * ready when they are first asked for, and kept as long as they are.
 */
public final class ShardWork implements RemoteWork {
    /** The longest time between two questions while there is nothing to do. */
    private static final long MOST_WAIT_NANOS = 4_000_000;

    private static final long LEAST_WAIT_NANOS = 250_000;

    /** Made by whoever is given such a task. */
    public ShardWork() {}

    @Override
    public byte[] run(byte[] input, TaskContact contact) {
        try (Workers workers = Workers.of(contact.threads());
                Workers alone = Workers.of(1)) {
            new Run(RecordBytes.read(input, ShardInput.class), contact, workers, alone).run();
        }
        return new byte[0];
    }

    private static final class Run {
        private final ShardInput asked;
        private final TaskContact contact;
        private final Workers workers;
        private final Workers alone;
        private final Network network;
        private final Sharding sharding;
        private final Weights weights;
        private final Map<Integer, Shard> shards = new HashMap<>();
        private final long own = UUID.randomUUID().getMostSignificantBits();
        private int has;
        private @Nullable Sampler sampler;
        /** What the blocks share that are annealed, and the visit that they are of. */
        private @Nullable BlockedLayer layer;

        private int shared;

        Run(ShardInput asked, TaskContact contact, Workers workers, Workers alone) {
            this.asked = asked;
            this.contact = contact;
            this.workers = workers;
            this.alone = alone;
            this.network = asked.onData();
            this.sharding = Sharding.of(asked.samples(), asked.settings());
            this.weights = new Weights(network);
        }

        void run() {
            ShardQuestion next = ShardQuestion.empty(own, 0, 0);
            long wait = LEAST_WAIT_NANOS;
            while (contact.goesOn()) {
                byte[] bytes = contact.ask(RecordBytes.of(next));
                if (bytes == null) {
                    return;
                }
                ShardAnswer answer = RecordBytes.read(bytes, ShardAnswer.class);
                LayerVisit visit = answer.visit();
                if (answer.isOver()) {
                    return;
                }
                if (visit == null) {
                    LockSupport.parkNanos(wait);
                    wait = Math.min(MOST_WAIT_NANOS, 2 * wait);
                    next = ShardQuestion.empty(own, has, shared);
                } else {
                    wait = LEAST_WAIT_NANOS;
                    update(visit, answer);
                    next = answer.anneals() == null ? sums(visit, answer) : blocks(visit, answer.anneals());
                }
            }
        }

        /** Brings the weights to a visit. */
        private void update(LayerVisit visit, ShardAnswer answer) {
            for (ShardAnswer.LayerWeights whole : answer.weights()) {
                System.arraycopy(whole.values(), 0, weights.layer(whole.layer()), 0, whole.values().length);
            }
            for (LayerChange change : answer.changes()) {
                change.apply(weights.layer(change.layer()));
            }
            has = visit.number();
        }

        private ShardQuestion blocks(LayerVisit visit, ShardAnswer.Anneals wanted) {
            long began = System.nanoTime();
            BlockedLayer of = wanted.layer() == null ? Objects.requireNonNull(layer) : wanted.layer();
            layer = of;
            shared = visit.number();
            Sampler by = sampler == null ? sampler() : sampler;
            sampler = by;
            List<BlockStates> found = of.anneal(
                    wanted.range(), weights.layer(visit.layer()), by, progress -> contact.goesOn(), workers, alone);
            return ShardQuestion.ofBlocks(own, shared, found, System.nanoTime() - began);
        }

        private Sampler sampler() {
            TrainerPlan plan = asked.trainer().plan(network.spec());
            if (!plan.fingerprint().equals(asked.fingerprint()) || !(plan instanceof AnnealingPlan annealing)) {
                throw new LabException(
                        "the trainer of an executor is " + plan.fingerprint() + ", expected " + asked.fingerprint());
            }
            return Objects.requireNonNull(annealing.subproblems().sampler());
        }

        private ShardQuestion sums(LayerVisit visit, ShardAnswer answer) {
            long began = System.nanoTime();
            int from = answer.from();
            int count = answer.to() - from;
            if (visit.changed() < 0) {
                shards.keySet().removeIf(shard -> shard < from || shard >= from + count);
            }
            List<Shard> mine = new ArrayList<>();
            for (int k = from; k < from + count; k++) {
                mine.add(shards.computeIfAbsent(k, this::shard));
            }
            LayerSums[] made = new LayerSums[count];
            workers.forEach(count, k -> made[k] = mine.get(k).sums(visit, weights));
            List<ShardQuestion.Subtree> subtrees = new ArrayList<>();
            ShardTree.cover(sharding.shards(), from, from + count, k -> Objects.requireNonNull(made[k - from]))
                    .forEach((node, sums) -> subtrees.add(new ShardQuestion.Subtree(node.from(), node.to(), sums)));
            long forward = mine.stream().mapToLong(Shard::forwardNanos).sum();
            return ShardQuestion.ofSums(own, has, subtrees, shared, System.nanoTime() - began, forward);
        }

        private Shard shard(int number) {
            return new Shard(
                    network,
                    asked.settings(),
                    sharding,
                    number,
                    contact.shared(number, SamplesBytes::read),
                    asked.augmented(),
                    asked.seed(),
                    alone);
        }
    }
}
