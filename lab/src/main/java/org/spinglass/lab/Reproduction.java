package org.spinglass.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.spinglass.network.NetworkException;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingException;
import org.spinglass.training.TrainingListener;

/**
 * Runs experiments for several seeds and writes what came of them: a record a run, a picture a panel, {@code results.json}
 * and {@code report.html}. A run whose record stands in the folder already, made with the very same settings, is not
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
    private final ReproductionObserver observer;
    private final PeakMemory memory = new PeakMemory();
    private final TimeToGo time;
    private final List<CurveWork> curves = new ArrayList<>();
    private final List<Job> pending = new ArrayList<>();
    private int jobs;
    private int done;
    private boolean isAloneAtWork;
    private boolean isStopped;
    private long told;

    /**
     * A reproduction that has not begun.
     *
     * @param request what to run
     * @param originals the experiments before changes by the user, by their figures; the published numbers are theirs
     * @param data all sets that the experiments name
     */
    public Reproduction(
            ReproductionRequest request,
            Map<String, Experiment> originals,
            Map<String, DataSet> data,
            ReproductionObserver observer) {
        this.request = request;
        this.originals = Map.copyOf(originals);
        data.forEach((name, set) -> this.data.put(name, new ReproductionData(set)));
        this.observer = observer;
        this.time = new TimeToGo(request.threads());
    }

    /** A curve and its records by seed. */
    private static final class CurveWork {
        private final Experiment experiment;
        private final Curve curve;
        private final @Nullable Trainer trainer;
        private final Map<Long, SeedRecord> records = new java.util.TreeMap<>();
        private @Nullable String failure;

        CurveWork(Experiment experiment, Curve curve) {
            this.experiment = experiment;
            this.curve = curve;
            Trainer found = null;
            try {
                found = experiment.trainerOf(curve);
            } catch (TrainingException | SettingException e) {
                failure = e.getMessage();
            }
            trainer = found;
        }

        boolean isAlone() {
            return !TrainerChoice.isAnnealing(curve.method());
        }
    }

    private record Job(CurveWork work, long seed, TimeToGo.Work time) {
        String name() {
            return "%s %s seed %d".formatted(work.experiment.figure(), work.curve.name(), seed);
        }
    }

    /**
     * Runs, and writes everything.
     *
     * @return what came of each curve, in order; empty when the observer ended it, and then the runs that are done are kept
     * @throws LabException when a file cannot be written, or another process works in the folder
     */
    public Optional<List<CurveOutcome>> run() {
        Path out = request.out();
        RunFolder.requireFolder(out);
        try (RunFolder folder = RunFolder.shared(out)) {
            plan(folder.path());
            work();
            if (isStopped) {
                return Optional.empty();
            }
            List<CurveOutcome> outcomes = curves.stream().map(this::outcome).toList();
            ReproductionFiles.write(folder.path(), request.experiments(), outcomes, observer);
            return Optional.of(outcomes);
        }
    }

    /** Runs that are done, those that were found done included. */
    public synchronized int runsDone() {
        return done;
    }

    /** Runs of all curves. */
    public synchronized int runs() {
        return jobs;
    }

    private synchronized void plan(Path out) {
        for (Experiment experiment : request.experiments()) {
            makeFolder(out.resolve(experiment.figure()));
            for (Curve curve : experiment.curves()) {
                CurveWork work = new CurveWork(experiment, curve);
                curves.add(work);
                if (work.failure != null) {
                    observer.curveFailed(experiment, curve, work.failure);
                    continue;
                }
                for (int k = 0; k < request.runsOf(experiment); k++) {
                    TimeToGo.Work cost = time.add(work, experiment.epochs(), work.isAlone());
                    pending.add(new Job(work, request.seed() + k, cost));
                    jobs++;
                }
            }
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LabException(folder + ": the folder cannot be made: " + WholeFile.reason(e), e);
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
        for (Job job = next(); job != null; job = next()) {
            try {
                run(job);
            } catch (LabException e) {
                stop(); // a record cannot be written: none can
                throw e;
            } finally {
                end(job);
            }
        }
    }

    /** The next job that may run now; waits while there is one that may not; null at the end. */
    private synchronized @Nullable Job next() {
        while (true) {
            isStopped |= observer.isStopRequested();
            if (isStopped || pending.isEmpty()) {
                return null;
            }
            for (int i = 0; i < pending.size(); i++) {
                Job job = pending.get(i);
                if (!job.work.isAlone() || !isAloneAtWork) {
                    pending.remove(i);
                    isAloneAtWork |= job.work.isAlone();
                    return job;
                }
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    private synchronized void end(Job job) {
        if (job.work.isAlone()) {
            isAloneAtWork = false;
        }
        time.end(job.time);
        notifyAll();
    }

    private synchronized void stop() {
        isStopped = true;
        notifyAll();
    }

    private synchronized void fail(Job job, String message) {
        CurveWork work = job.work;
        if (work.failure == null) {
            work.failure = message;
            observer.curveFailed(work.experiment, work.curve, message);
        }
        pending.stream().filter(other -> other.work == work).forEach(other -> time.end(other.time));
        jobs -= 1 + (int) pending.stream().filter(other -> other.work == work).count();
        pending.removeIf(other -> other.work == work);
    }

    private void run(Job job) {
        memory.begin(job);
        boolean isMeasured = false;
        try {
            CurveWork work = job.work;
            ReproductionRun made = ReproductionRun.of(
                    work.experiment,
                    work.curve,
                    Objects.requireNonNull(work.trainer),
                    Objects.requireNonNull(data.get(work.experiment.data()), work.experiment.data()),
                    job.seed,
                    request.out());
            SeedRecord found = made.found();
            if (found != null) {
                add(job, found, false);
                return;
            }
            ReproductionRun.Outcome outcome = made.train(new Listener(job));
            if (outcome == null) {
                stop();
                return;
            }
            isMeasured = true;
            SeedRecord record = made.record(outcome, memory.end(job));
            add(job, record, true);
        } catch (TrainingException | NetworkException | DataException | IllegalArgumentException e) {
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

    private synchronized void add(Job job, SeedRecord record, boolean isNew) {
        job.work.records.put(job.seed, record);
        done++;
        time.end(job.time);
        time.epochsTook(job.time, record.seconds(), record.accuracies().size());
        if (isNew) {
            int epochs = record.accuracies().size();
            observer.runDone(record, progress(job.name(), epochs, epochs));
        }
    }

    private ReproductionObserver.Progress progress(String run, int epoch, int epochs) {
        return new ReproductionObserver.Progress(done, jobs, time.share(), time.seconds(), run, epoch, epochs);
    }

    private CurveOutcome outcome(CurveWork work) {
        Experiment original = originals.getOrDefault(work.experiment.figure(), work.experiment);
        return new CurveOutcome(
                work.experiment, original, work.curve, List.copyOf(work.records.values()), work.failure);
    }

    private final class Listener implements TrainingListener {
        private final Job job;

        Listener(Job job) {
            this.job = job;
        }

        @Override
        public boolean goesOn() {
            return !observer.isStopRequested();
        }

        @Override
        public boolean stepDone(Step step) {
            synchronized (Reproduction.this) {
                time.at(job.time, step.epoch() - 1 + (double) step.step() / step.steps());
                long now = System.nanoTime();
                if (told == 0 || now - told >= PROGRESS_NANOS) {
                    told = now;
                    observer.progress(progress(job.name(), step.epoch(), job.work.experiment.epochs()));
                }
                isStopped |= observer.isStopRequested();
                return !isStopped;
            }
        }

        @Override
        public void epochDone(EpochReport report, Checkpoint checkpoint) {
            synchronized (Reproduction.this) {
                time.epochsTook(job.time, report.seconds(), report.epoch());
            }
        }
    }
}
