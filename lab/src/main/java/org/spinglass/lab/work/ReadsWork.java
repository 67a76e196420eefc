// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.concurrent.atomic.AtomicLong;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.ModelBytes;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.SampleSet;

/** Draws reads of a model, which is what is shared. */
public final class ReadsWork implements RemoteWork {
    /** Made by whoever is given such a task. */
    public ReadsWork() {}

    private static final long OFTEN = 100_000_000;

    @Override
    public byte[] run(byte[] input, TaskContact contact) {
        ReadsTask task = RecordBytes.read(input, ReadsTask.class);
        PlainIsing model = contact.shared(0, ModelBytes::read);
        AtomicLong told = new AtomicLong(System.nanoTime());
        try (Workers workers = Workers.of(contact.threads())) {
            SampleSet found = task.sampler()
                    .sample(
                            model,
                            task.request(model.spins()).withWorkers(workers).withProgress(progress -> {
                                tell(progress, told, contact);
                                return contact.goesOn();
                            }));
            return RecordBytes.of(ReadsResult.of(model.spins(), found));
        }
    }

    private static void tell(Progress progress, AtomicLong told, TaskContact contact) {
        long before = told.get();
        long now = System.nanoTime();
        if (now - before >= OFTEN && Double.isFinite(progress.bestEnergy()) && told.compareAndSet(before, now)) {
            contact.tell(RecordBytes.of(progress));
        }
    }
}
