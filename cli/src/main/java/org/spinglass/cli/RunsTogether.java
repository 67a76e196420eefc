// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunObserver;
import org.spinglass.lab.run.RunOutcome;
import org.spinglass.lab.run.Summary;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/** Trains runs of several seeds at the same time, on a cluster, and shows how they get on. */
final class RunsTogether implements AutoCloseable {
    private final Terminal terminal;
    private final StatusLine line;
    private final Interrupts interrupts;
    private final int runs;
    private final int epochs;
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private int epochsDone;

    RunsTogether(Terminal terminal, Interrupts interrupts, int runs, int epochs) {
        this.terminal = terminal;
        this.line = new StatusLine(terminal);
        this.interrupts = interrupts;
        this.runs = runs;
        this.epochs = epochs;
    }

    /** A run with what it left behind. */
    record Run(Path folder, Summary summary) {}

    /**
     * Trains them, and returns those that came to an epoch at least, in the order of their seeds.
     *
     * @param atOnce so many at the same time
     * @param first seed
     * @param begin begins the run of a seed
     */
    List<Run> train(int atOnce, long first, LongFunction<TrainingRun> begin) throws Exception {
        say(String.format(Locale.ROOT, "training %d runs, %d at the same time", runs, Math.min(runs, atOnce)));
        List<Future<@Nullable Run>> all = new ArrayList<>();
        List<Run> done = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(runs, atOnce))) {
            for (int k = 0; k < runs; k++) {
                long seed = first + k;
                Callable<@Nullable Run> one = () -> train(seed, begin);
                all.add(pool.submit(one));
            }
            for (Future<@Nullable Run> one : all) {
                Run run = await(one);
                if (run != null) {
                    done.add(run);
                }
            }
        }
        return done;
    }

    private static @Nullable Run await(Future<@Nullable Run> one) throws Exception {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case Exception failure -> failure;
                case Error failure -> throw failure;
                case null, default -> e;
            };
        }
    }

    private @Nullable Run train(long seed, LongFunction<TrainingRun> begin) throws Exception {
        if (!goesOn()) {
            return null;
        }
        try (TrainingRun run = TrainingStart.checked(() -> begin.apply(seed))) {
            Optional<RunOutcome> outcome = run.train(new Observer(seed));
            return outcome.map(one -> new Run(run.path(), one.summary())).orElse(null);
        } catch (Exception | Error e) {
            isEnded.set(true);
            throw e;
        }
    }

    private boolean goesOn() {
        return !isEnded.get() && !interrupts.isRequested();
    }

    /** What is said when runs were stopped. */
    String stopped(List<Run> left) {
        List<String> folders = left.stream()
                .filter(run -> run.summary().isInterrupted())
                .map(run -> ShellWord.of(run.folder()))
                .toList();
        long whole = left.size() - folders.size();
        String next = folders.isEmpty()
                ? ""
                : "; ./spinglass train --resume goes on with " + String.join(", ", folders) + ", each by itself";
        return String.format(Locale.ROOT, "stopped after %d of %d runs", whole, runs) + next;
    }

    private synchronized void say(String text) {
        line.clear();
        terminal.err().println(text);
        terminal.err().flush();
    }

    private synchronized void epochDone(long seed, EpochReport report) {
        epochsDone++;
        String accuracy = ProgressDisplay.accuracyOf(report);
        if (!terminal.isInteractive()) {
            say(String.format(
                    Locale.ROOT,
                    "seed %d, epoch %d/%d: loss %.4f, %s, %.1f s",
                    seed,
                    report.epoch(),
                    epochs,
                    report.trainLoss(),
                    accuracy,
                    report.seconds()));
            return;
        }
        long all = (long) runs * epochs;
        line.show(
                String.format(Locale.ROOT, "%d runs, epoch %d/%d ", runs, epochsDone, all),
                Math.min(1, (double) epochsDone / all),
                String.format(Locale.ROOT, "  seed %d at epoch %d, %s", seed, report.epoch(), accuracy));
    }

    /** Takes the bar away. */
    @Override
    public synchronized void close() {
        line.clear();
    }

    private final class Observer implements RunObserver {
        private final long seed;

        Observer(long seed) {
            this.seed = seed;
        }

        @Override
        public boolean stepDone(TrainingListener.Step step) {
            return goesOn();
        }

        @Override
        public boolean goesOn() {
            return RunsTogether.this.goesOn();
        }

        @Override
        public void epochDone(EpochReport report) {
            RunsTogether.this.epochDone(seed, report);
        }

        @Override
        public void warning(String message) {
            say("spinglass: " + message);
        }
    }
}
