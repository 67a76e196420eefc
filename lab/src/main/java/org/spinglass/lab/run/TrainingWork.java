// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Objects;
import org.spinglass.compute.Workers;
import org.spinglass.data.Augmentation;
import org.spinglass.data.Samples;
import org.spinglass.data.SamplesBytes;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.work.RecordBytes;
import org.spinglass.lab.work.RemoteWork;
import org.spinglass.lab.work.TaskContact;
import org.spinglass.network.layer.Network;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/**
 * Trains one network on the samples that are shared: those to train on and those to validate on. Tells of every epoch.
 */
public final class TrainingWork implements RemoteWork {
    /** Made by whoever is given such a task. */
    public TrainingWork() {}

    private static final long OFTEN = 200_000_000;

    @Override
    public byte[] run(byte[] input, TaskContact contact) {
        TrainingInput asked = RecordBytes.read(input, TrainingInput.class);
        Samples training = contact.shared(0, SamplesBytes::read);
        Samples validation = contact.shared(1, SamplesBytes::read);
        Augmentation augmentation = asked.augmentation();
        Network network = asked.onData();
        TrainerPlan plan = asked.trainer().plan(network.spec());
        if (!plan.fingerprint().equals(asked.fingerprint())) {
            throw new LabException(
                    "the trainer of an executor is " + plan.fingerprint() + ", expected " + asked.fingerprint());
        }
        try (Workers workers = Workers.of(contact.threads());
                OpenTrainer trainer = plan.open(contact.threads())) {
            TrainingTask task = new TrainingTask(
                    network,
                    augmentation == null ? training : training.augmented(augmentation, asked.augmentationSeed()),
                    validation,
                    asked.epochs(),
                    asked.validateEvery(),
                    asked.seed(),
                    asked.given() == null ? null : TrainingInput.weightsOf(network, asked.given()),
                    asked.checkpoint(network),
                    workers);
            TrainingResult result = trainer.trainer().train(task, new Telling(contact));
            return RecordBytes.of(new TrainingAnswer(
                    Objects.requireNonNull(TrainingInput.arraysOf(result.weights())),
                    result.epochs(),
                    result.isCancelled()));
        }
    }

    private static final class Telling implements TrainingListener {
        private final TaskContact contact;
        private long told = System.nanoTime();

        Telling(TaskContact contact) {
            this.contact = contact;
        }

        @Override
        public boolean stepDone(Step step) {
            long now = System.nanoTime();
            if (now - told >= OFTEN) {
                told = now;
                contact.tell(RecordBytes.of(step));
            }
            return contact.goesOn();
        }

        @Override
        public boolean goesOn() {
            return contact.goesOn();
        }

        @Override
        public void epochDone(EpochReport report, Checkpoint checkpoint) {
            contact.tell(RecordBytes.of(new TrainingNews(
                    report,
                    Objects.requireNonNull(TrainingInput.arraysOf(checkpoint.weights())),
                    Objects.requireNonNull(TrainingInput.arraysOf(checkpoint.average())))));
        }
    }
}
