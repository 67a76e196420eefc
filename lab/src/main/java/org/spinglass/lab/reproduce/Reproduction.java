// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.lab.run.PeakMemory;
import org.spinglass.lab.run.RunFolder;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceException;
import org.spinglass.network.NetworkException;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingException;
import org.spinglass.training.TrainingListener;

/**
 * Runs experiments for several seeds and writes what came of them: a record a run, a picture a panel, and
 * {@code results.json}. A run whose record stands in the folder already, made with the very same settings, is not
 * done again, so that a reproduction that was stopped goes on where it was and comes to the same numbers.
 *
 * <p>Several runs are at work at the same time, each on one thread; those of an optional part one after the other, as
 * PyTorch takes one gradient at a time. With the same seed all curves of a panel have the same samples, and those of
 * the same network the same start weights. For one caller.
 */
public final class Reproduction {
    private static final long PROGRESS_NANOS = 50_000_000;

    private final ReproductionRequest request;
    private final Map<String, Experiment> originals;
    private final Map<String, ReproductionData> data = new HashMap<>();
    private final @Nullable Workplace place;
    private final ReproductionObserver observer;
    private final PeakMemory memory = new PeakMemory();
    private final ReproductionQueue queue;
    private final List<CurveWork> curves = new ArrayList<>();
    private long told;

    /**
     * A reproduction that has not begun.
     *
     * @param request what to run
     * @param originals the experiments before changes by the user, by their figures; the published numbers are theirs
     * @param data the sets of the experiments, by their figures
     * @param place where networks are trained, but for those by backpropagation and on quantum annealers; null for here
     */
    public Reproduction(
            ReproductionRequest request,
            Map<String, Experiment> originals,
            Map<String, DataSet> data,
            @Nullable Workplace place,
            ReproductionObserver observer) {
        this.request = request;
        this.place = place;
        this.originals = Map.copyOf(originals);
        Map<DataSet, ReproductionData> ready = new IdentityHashMap<>();
        data.forEach((figure, set) -> this.data.put(figure, ready.computeIfAbsent(set, ReproductionData::new)));
        this.observer = observer;
        this.queue = new ReproductionQueue(request.threads(), observer::isStopRequested);
    }

    /**
     * Looks at the records of runs that were done before.
     *
     * @throws LabException naming file and line of a value that was changed after it was written
     */
    public void requireUnchanged() {
        for (Experiment experiment : request.experiments()) {
            for (Curve curve : experiment.curves()) {
                for (int k = 0; k < request.runsOf(experiment); k++) {
                    SeedRecord.read(ReproductionRun.file(request.out(), experiment, curve, request.seed() + k));
                }
            }
        }
    }

    /**
     * Runs, and writes everything.
     *
     * @return what came of each curve, in order; empty when the observer ended it, and then the runs that are done are
     *     kept
     * @throws LabException when a file cannot be written, or another process works in the folder
     */
    public Optional<List<CurveOutcome>> run() {
        Path out = request.out();
        RunFolder.requireFolder(out);
        try (RunFolder folder = RunFolder.shared(out)) {
            plan(folder.path());
            try {
                work();
            } finally {
                curves.forEach(CurveWork::close);
            }
            if (queue.isStopped()) {
                return Optional.empty();
            }
            List<CurveOutcome> outcomes = curves.stream().map(this::outcome).toList();
            ReproductionFiles.write(folder.path(), request.experiments(), outcomes, observer);
            return Optional.of(outcomes);
        }
    }

    /** Runs that are done, those that were found done included. */
    public int runsDone() {
        return queue.runsDone();
    }

    /** Runs of all curves. */
    public int runs() {
        return queue.runs();
    }

    private void plan(Path out) {
        for (Experiment experiment : request.experiments()) {
            makeFolder(out.resolve(experiment.figure()));
            for (Curve curve : experiment.curves()) {
                CurveWork work = new CurveWork(experiment, curve, place);
                curves.add(work);
                String failure = work.failure();
                if (failure != null) {
                    observer.curveFailed(experiment, curve, failure);
                    continue;
                }
                for (int k = 0; k < request.runsOf(experiment); k++) {
                    queue.add(work, request.seed() + k);
                }
            }
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LabException(folder + ": the folder cannot be made: " + RecordFile.reason(e), e);
        }
    }

    private void work() {
        try (ExecutorService pool = Executors.newFixedThreadPool(request.threads())) {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < request.threads(); t++) {
                workers.add(pool.submit(this::workOff));
            }
            for (Future<?> worker : workers) {
                finish(worker);
            }
        }
    }

    private static void finish(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a reproduction", e);
        }
    }

    private void workOff() {
        for (ReproductionJob job = queue.next(); job != null; job = queue.next()) {
            try {
                run(job);
            } catch (LabException | WorkplaceException e) {
                queue.stop(); // a record cannot be written, or the workplace is gone: then none can
                throw e;
            } finally {
                queue.end(job);
            }
        }
    }

    private synchronized void fail(ReproductionJob job, String message) {
        CurveWork work = job.work();
        if (work.failure() == null) {
            work.fail(message);
            observer.curveFailed(work.experiment(), work.curve(), message);
        }
        queue.drop(job);
    }

    private void run(ReproductionJob job) {
        memory.begin(job);
        boolean isMeasured = false;
        try {
            CurveWork work = job.work();
            String figure = work.experiment().figure();
            ReproductionRun made = ReproductionRun.of(
                    work.experiment(),
                    work.curve(),
                    work.plan(),
                    Objects.requireNonNull(data.get(figure), figure),
                    job.seed(),
                    request.out());
            SeedRecord found = made.found();
            if (found != null) {
                add(job, found, false);
                return;
            }
            ReproductionRun.Outcome outcome = made.train(work.trainer(), new Listener(job));
            if (outcome == null) {
                queue.stop();
                return;
            }
            isMeasured = true;
            SeedRecord record = made.record(outcome, memory.end(job));
            add(job, record, true);
        } catch (TrainingException
                | NetworkException
                | DataException
                | ProcessorException
                | IllegalArgumentException e) {
            fail(job, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (OutOfMemoryError e) {
            fail(job, "not enough memory; fewer --threads need less, SPINGLASS_OPTS=-Xmx... allows more");
        } catch (LinkageError e) {
            fail(job, "a part of the program cannot be loaded: " + e);
        } finally {
            if (!isMeasured) {
                memory.end(job);
            }
        }
    }

    private synchronized void add(ReproductionJob job, SeedRecord record, boolean isNew) {
        job.work().add(job.seed(), record);
        queue.done(job, record);
        if (isNew) {
            int epochs = record.accuracies().size();
            observer.runDone(record, queue.progress(job.name(), epochs, epochs));
        }
    }

    private CurveOutcome outcome(CurveWork work) {
        return work.outcome(originals.getOrDefault(work.experiment().figure(), work.experiment()));
    }

    private final class Listener implements TrainingListener {
        private final ReproductionJob job;

        Listener(ReproductionJob job) {
            this.job = job;
        }

        @Override
        public boolean goesOn() {
            return !observer.isStopRequested();
        }

        @Override
        public boolean stepDone(Step step) {
            queue.at(job, step.epoch() - 1 + (double) step.step() / step.steps());
            synchronized (Reproduction.this) {
                long now = System.nanoTime();
                if (told == 0 || now - told >= PROGRESS_NANOS) {
                    told = now;
                    int epochs = job.work().experiment().epochs();
                    observer.progress(queue.progress(job.name(), step.epoch(), epochs));
                }
            }
            if (observer.isStopRequested()) {
                queue.stop();
            }
            return !queue.isStopped();
        }

        @Override
        public void epochDone(EpochReport report, Checkpoint checkpoint) {
            queue.epochsTook(job, report.seconds(), report.epoch());
        }
    }
}
