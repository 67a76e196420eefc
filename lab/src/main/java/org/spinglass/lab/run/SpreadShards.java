// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.Samples;
import org.spinglass.data.SamplesBytes;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.work.RecordBytes;
import org.spinglass.lab.work.SharedBytes;
import org.spinglass.lab.work.WorkListener;
import org.spinglass.lab.work.WorkTask;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceException;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.BlockRange;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerSums;
import org.spinglass.training.LayerVisit;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ShardSums;
import org.spinglass.training.Sharding;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingTask;

/**
 * The shards of a training on a workplace. There is one task for each shard, but those that run ask for work as long as
 * the training goes on, and share all of it among them; so no task is begun for a layer or a step. The samples of a
 * shard are sent once to every process that works on it.
 */
final class SpreadShards implements ShardSums {
    private static final long LOOKS_MILLIS = 50;

    private final TrainingListener listener;
    private final ShardedPlan plan;
    private final TrainingTask task;
    private final ShardDesk desk;
    private final List<SharedBytes> sent = new ArrayList<>();
    private final Thread working;
    private volatile @Nullable Throwable failure;
    private volatile boolean isOver;
    private int steps;
    private long firstStep;
    private long lastStep;

    /**
     * Begins.
     *
     * @param plan where, with what, and who hears at the end what it took
     */
    SpreadShards(ShardedPlan plan, TrainingTask task, ResponseSettings settings, TrainingListener listener) {
        Workplace place = plan.place();
        this.listener = listener;
        this.plan = plan;
        this.task = task;
        Sharding sharding = Sharding.of(task.training().count(), settings);
        this.desk =
                new ShardDesk(sharding.shards(), place.slots(), task.network().weightLayers(), System::nanoTime);
        try {
            for (int k = 0; k < sharding.shards(); k++) {
                sent.add(place.share(SamplesBytes.of(sharding.plain(task.training(), k))));
            }
        } catch (RuntimeException | Error e) {
            takeBack();
            throw e;
        }
        byte[] input = RecordBytes.of(input(task, settings));
        List<WorkTask> tasks = new ArrayList<>();
        for (int k = 0; k < sharding.shards(); k++) {
            tasks.add(new WorkTask(ShardWork.class, input, sent));
        }
        this.working = Thread.ofPlatform().daemon().name("spinglass-shards").start(() -> work(place, tasks));
    }

    private ShardInput input(TrainingTask task, ResponseSettings settings) {
        Network network = task.network();
        Samples.Augmented augmented = task.training().augmented();
        return new ShardInput(
                settings,
                plan.order(),
                plan.fingerprint(),
                NetworkYaml.write(network.spec()),
                network.input(),
                network.classes(),
                task.training().count(),
                augmented == null ? null : augmented.augmentation(),
                augmented == null ? 0 : augmented.seed(),
                task.seed());
    }

    private void work(Workplace place, List<WorkTask> tasks) {
        try {
            place.run(tasks, new Answering());
            if (!isOver) {
                failure =
                        new WorkplaceException("the work on " + place.description() + " ended before the training did");
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** Answers tasks. */
    private final class Answering implements WorkListener {
        @Override
        public boolean goesOn() {
            return !isOver;
        }

        @Override
        public byte[] asked(int task, byte[] question) {
            byte[] answer = RecordBytes.of(desk.answer(task, RecordBytes.read(question, ShardQuestion.class)));
            desk.costs().moved(answer.length, question.length);
            return answer;
        }

        @Override
        public void done(int task, byte[] result) {}
    }

    @Override
    public @Nullable LayerSums of(LayerVisit visit, Weights weights) {
        long now = System.nanoTime();
        if (visit.changed() < 0) {
            steps += firstStep == 0 ? 0 : 1;
            firstStep = firstStep == 0 ? now : firstStep;
            lastStep = now;
        }
        desk.publish(visit, weights);
        return awaited(() -> desk.await(LOOKS_MILLIS));
    }

    @Override
    public @Nullable List<BlockStates> anneal(BlockedLayer layer, BlockRange all, float[] weights, Sampler sampler) {
        if (plan.plan().subproblems().sampler() == null) { // an annealer that only this process has opened
            try (Workers alone = Workers.of(1)) {
                List<BlockStates> found =
                        layer.anneal(all, weights, sampler, progress -> listener.goesOn(), task.workers(), alone);
                return listener.goesOn() ? found : null;
            }
        }
        desk.publish(layer, all);
        return awaited(() -> desk.awaitBlocks(LOOKS_MILLIS));
    }

    /** Looks for something that others make. */
    @FunctionalInterface
    private interface Look<T> {
        @Nullable
        T now() throws InterruptedException;
    }

    /** What is made, once it is there; null when the training is to end before. */
    private <T> @Nullable T awaited(Look<T> look) {
        while (listener.goesOn()) {
            throwFailure();
            try {
                T made = look.now();
                if (made != null) {
                    return made;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    private void throwFailure() {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        isOver = true;
        desk.close();
        boolean wasInterrupted = false;
        while (working.isAlive()) {
            try {
                working.join();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        takeBack();
        desk.costs().steps(steps, lastStep - firstStep);
        plan.told().accept(desk.costs());
    }

    private void takeBack() {
        sent.forEach(SharedBytes::close);
    }
}
