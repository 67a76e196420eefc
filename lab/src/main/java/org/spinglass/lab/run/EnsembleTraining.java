// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.spinglass.data.Augmentation;
import org.spinglass.data.Samples;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.CheckpointFile;
import org.spinglass.training.Seeds;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/**
 * Trains the networks of an ensemble, one after the other or several at the same time: each on the same samples, with
 * start weights, order and anneals by a seed of its own. For one caller.
 */
final class EnsembleTraining {
    private final RunFolder folder;
    private final RunConfiguration asked;
    private final String fingerprint;
    private final TrainingTask task;
    private final Trainer trainer;
    private final RunObserver observer;

    /**
     * @param task the first network's
     */
    EnsembleTraining(
            RunFolder folder,
            RunConfiguration asked,
            String fingerprint,
            TrainingTask task,
            Trainer trainer,
            RunObserver observer) {
        this.folder = folder;
        this.asked = asked;
        this.fingerprint = fingerprint;
        this.task = task;
        this.trainer = trainer;
        this.observer = observer;
    }

    /** Samples as one of the networks meets them. */
    static Samples seen(Samples samples, RunConfiguration asked, int member) {
        Augmentation augmentation = asked.augmentation();
        return augmentation == null ? samples : samples.augmented(augmentation, seed(asked.seed(), member));
    }

    /** The seed of one of the networks. */
    static long seed(long seed, int member) {
        return member == 1 ? seed : Seeds.of(seed, 5, member);
    }

    /**
     * Trains all of them, so many at the same time, or what is left of them.
     *
     * @param recorder of the first
     * @param together lets the run's observer hear of all
     * @param record what the run's record says, which goes into every checkpoint
     * @return the first, and of the others those that were trained to their last epoch, in order, up to the first that
     *     was not
     */
    List<TrainingResult> trainTogether(int atOnce, EpochRecorder recorder, EnsembleObserver together, String record) {
        List<Future<TrainingResult>> running = new ArrayList<>();
        List<TrainingResult> done = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(atOnce, asked.members()))) {
            for (int member = 1; member <= asked.members(); member++) {
                int number = member;
                running.add(pool.submit(() -> together.guarded(() ->
                        number == 1 ? trainer.train(task, recorder) : train(number, record, together.of(number)))));
            }
            for (Future<TrainingResult> one : running) {
                done.add(resultOf(one));
            }
        }
        int whole = 0;
        while (whole < done.size() && !done.get(whole).isCancelled()) {
            whole++;
        }
        return List.copyOf(done.subList(0, Math.max(1, whole)));
    }

    private static TrainingResult resultOf(Future<TrainingResult> one) {
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return one.get();
                } catch (InterruptedException e) {
                    wasInterrupted = true; // those that train see the observer's no
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case RuntimeException failure -> throw failure;
                        case Error failure -> throw failure;
                        case null, default -> throw new IllegalStateException(e);
                    }
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Trains those after the first, or what is left of them.
     *
     * @param record what the run's record says, which goes into every checkpoint
     * @return those that were trained to their last epoch, in order, up to the first that was not
     */
    List<TrainingResult> train(String record) {
        List<TrainingResult> done = new ArrayList<>();
        for (int member = 2; member <= asked.members() && observer.goesOn(); member++) {
            TrainingResult result = train(member, record, observer);
            if (result.isCancelled()) {
                break;
            }
            done.add(result);
        }
        return done;
    }

    private TrainingResult train(int member, String record, RunObserver observer) {
        Path file = folder.checkpoint(member);
        String own = Fingerprint.ofMember(fingerprint, member);
        Checkpoint start = Files.exists(file) ? CheckpointFile.read(file, own, task.network()) : null;
        observer.memberBegins(member, start == null ? 0 : start.epoch());
        TrainingTask next = new TrainingTask(
                task.network(),
                seen(task.training(), asked, member),
                task.validation(),
                task.epochs(),
                task.validateEvery(),
                seed(asked.seed(), member),
                task.given(),
                start,
                task.workers());
        RecordFile.makeFolder(folder.members());
        return trainer.train(next, new EpochRecorder(folder, fingerprint, record, member, observer));
    }
}
