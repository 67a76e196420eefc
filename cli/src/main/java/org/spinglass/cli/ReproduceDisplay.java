// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.lab.reproduce.Curve;
import org.spinglass.lab.reproduce.Experiment;
import org.spinglass.lab.reproduce.ReproductionObserver;
import org.spinglass.lab.reproduce.SeedRecord;

/** Shows how a reproduction gets on: a bar where a person watches, and a line a run. */
final class ReproduceDisplay implements ReproductionObserver, AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Terminal terminal;
    private final StatusLine line;
    private final Interrupts interrupts;
    private long drawn;

    ReproduceDisplay(Terminal terminal, Interrupts interrupts) {
        this.terminal = terminal;
        this.line = new StatusLine(terminal);
        this.interrupts = interrupts;
    }

    @Override
    public boolean isStopRequested() {
        return interrupts.isRequested();
    }

    @Override
    public synchronized void progress(Progress progress) {
        long now = System.nanoTime();
        if (terminal.isInteractive() && (drawn == 0 || now - drawn >= REDRAW_NANOS)) {
            drawn = now;
            line.show(
                    String.format(
                            Locale.ROOT,
                            "run %d/%d ",
                            Math.min(progress.runsDone() + 1, progress.runs()),
                            progress.runs()),
                    progress.share(),
                    String.format(
                            Locale.ROOT,
                            "  %s to go  %s, epoch %d/%d",
                            StatusLine.time(progress.secondsToGo()),
                            progress.run(),
                            progress.epoch(),
                            progress.epochs()));
        }
    }

    @Override
    public synchronized void runDone(SeedRecord run, Progress progress) {
        print(String.format(
                Locale.ROOT,
                "%s: accuracy %.4f, best %.4f, %.1f s; %d of %d runs, %s to go",
                progress.run(),
                run.last(),
                run.best(),
                run.seconds(),
                progress.runsDone(),
                progress.runs(),
                StatusLine.time(progress.secondsToGo())));
    }

    @Override
    public synchronized void curveFailed(Experiment experiment, Curve curve, String message) {
        line.clear();
        terminal.error("%s %s: %s".formatted(experiment.figure(), curve.name(), message));
    }

    @Override
    public synchronized void warning(String message) {
        line.clear();
        terminal.error(message);
    }

    @Override
    public synchronized void written(Path file) {
        print("wrote " + file);
    }

    private void print(String text) {
        line.clear();
        terminal.err().println(text);
        terminal.err().flush();
    }

    /** Takes the bar away. */
    @Override
    public synchronized void close() {
        line.clear();
    }
}
