// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.Samples;
import org.spinglass.data.SamplesBytes;
import org.spinglass.lab.work.RecordBytes;
import org.spinglass.lab.work.SharedBytes;
import org.spinglass.lab.work.WorkListener;
import org.spinglass.lab.work.WorkTask;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/**
 * Has networks trained on a workplace, each as one task. The samples are sent once, for all that train on them at the
 * same time. Every epoch comes back with its checkpoint, so that a run that is stopped or loses its workplace goes on
 * from there. Safe for several threads.
 */
final class RemoteTrainer implements Trainer {
    private final RemotePlan plan;
    private final List<Sent> sent = new ArrayList<>();

    /** Samples that executors have, and how many trainings need them. */
    private static final class Sent {
        private final Samples samples;
        private final SharedBytes bytes;
        private int users;

        Sent(Samples samples, SharedBytes bytes) {
            this.samples = samples;
            this.bytes = bytes;
        }
    }

    RemoteTrainer(RemotePlan plan) {
        this.plan = plan;
    }

    @Override
    public String method() {
        return plan.method();
    }

    @Override
    public Map<String, Object> options() {
        return plan.options();
    }

    @Override
    public TrainingResult train(TrainingTask task, TrainingListener listener) {
        Sent training = send(task.training());
        try {
            Sent validation = send(task.validation());
            try {
                Training run = new Training(task, listener);
                WorkTask work = new WorkTask(
                        TrainingWork.class, RecordBytes.of(input(task)), List.of(training.bytes, validation.bytes));
                plan.place().run(List.of(work), run);
                return run.result();
            } finally {
                takeBack(validation);
            }
        } finally {
            takeBack(training);
        }
    }

    private synchronized Sent send(Samples samples) {
        for (Sent known : sent) {
            if (known.samples.isOf(samples)) {
                known.users++;
                return known;
            }
        }
        Sent one = new Sent(samples, plan.place().share(SamplesBytes.of(samples)));
        one.users = 1;
        sent.add(one);
        return one;
    }

    private synchronized void takeBack(Sent one) {
        one.users--;
        if (one.users == 0) {
            sent.remove(one);
            one.bytes.close();
        }
    }

    private TrainingInput input(TrainingTask task) {
        Network network = task.network();
        Samples.Augmented augmented = task.training().augmented();
        Checkpoint start = task.resumeFrom();
        return new TrainingInput(
                plan.order(),
                plan.fingerprint(),
                NetworkYaml.write(network.spec()),
                network.input(),
                network.classes(),
                augmented == null ? null : augmented.augmentation(),
                augmented == null ? 0 : augmented.seed(),
                task.epochs(),
                task.validateEvery(),
                task.seed(),
                TrainingInput.arraysOf(task.given()),
                start == null ? null : TrainingInput.arraysOf(start.weights()),
                start == null ? null : TrainingInput.arraysOf(start.average()),
                start == null ? List.of() : start.epochs());
    }

    /** What is heard of one training. */
    private static final class Training implements WorkListener {
        private final TrainingTask task;
        private final TrainingListener listener;
        private final List<EpochReport> epochs = new ArrayList<>();
        private @Nullable Weights weights;
        private @Nullable TrainingAnswer answer;
        private boolean isEnded;

        Training(TrainingTask task, TrainingListener listener) {
            this.task = task;
            this.listener = listener;
            Checkpoint start = task.resumeFrom();
            if (start != null) {
                epochs.addAll(start.epochs());
            }
        }

        @Override
        public boolean goesOn() {
            return !isEnded && listener.goesOn();
        }

        @Override
        public void told(int number, byte[] message) {
            switch (RecordBytes.read(message, Record.class)) {
                case TrainingListener.Step step -> {
                    if (step.epoch() > epochs.size()) {
                        isEnded |= !listener.stepDone(step);
                    }
                }
                case TrainingNews news -> take(news);
                case Record other -> throw new IllegalStateException("a training told " + other);
            }
        }

        /** Of a training that was begun anew the epochs that are known come again, the same. */
        private void take(TrainingNews news) {
            if (!epochs.isEmpty() && news.report().epoch() <= epochs.getLast().epoch()) {
                return;
            }
            epochs.add(news.report());
            Weights known = TrainingInput.weightsOf(task.network(), news.weights());
            Weights average = TrainingInput.weightsOf(task.network(), news.average());
            weights = average;
            listener.epochDone(news.report(), new Checkpoint(known, average, epochs));
        }

        @Override
        public void done(int number, byte[] result) {
            answer = RecordBytes.read(result, TrainingAnswer.class);
        }

        TrainingResult result() {
            TrainingAnswer told = answer;
            if (told != null) {
                // the times of the epochs are those that were recorded
                List<EpochReport> all = told.epochs().size() == epochs.size() ? epochs : told.epochs();
                return new TrainingResult(
                        TrainingInput.weightsOf(task.network(), told.weights()), all, told.isCancelled());
            }
            Checkpoint start = task.resumeFrom();
            Weights last = weights == null && start != null ? start.average() : weights;
            return new TrainingResult(Objects.requireNonNullElseGet(last, task::startWeights), epochs, true);
        }
    }
}
