// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.Problem;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.ProgressListener;

/** Shows how a search gets on: a bar with the best value so far, where a person watches. Safe for several threads. */
final class SolveDisplay implements ProgressListener, AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Terminal terminal;
    private final StatusLine line;
    private final Interrupts interrupts;
    private final Problem problem;
    private final @Nullable Duration limit;
    private final long began = System.nanoTime();
    private double best = Double.POSITIVE_INFINITY;
    private volatile long drawn;

    SolveDisplay(Terminal terminal, Interrupts interrupts, Problem problem, @Nullable Duration limit) {
        this.terminal = terminal;
        this.line = new StatusLine(terminal);
        this.interrupts = interrupts;
        this.problem = problem;
        this.limit = limit;
        this.drawn = began;
    }

    @Override
    public boolean goesOn(Progress progress) {
        if (terminal.isInteractive()
                && Double.isFinite(progress.bestEnergy())
                && System.nanoTime() - drawn >= REDRAW_NANOS) {
            draw(progress);
        }
        return !interrupts.isRequested();
    }

    private synchronized void draw(Progress progress) {
        long now = System.nanoTime();
        if (now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        best = Math.min(best, progress.bestEnergy());
        double seconds = (now - began) * 1e-9;
        double share =
                limit == null ? (double) progress.sweep() / progress.sweeps() : seconds / (limit.toNanos() * 1e-9);
        String toGo = limit == null ? "" : "  " + StatusLine.time(limit.toNanos() * 1e-9 - seconds) + " to go";
        line.show(
                String.format(Locale.ROOT, "sweep %,d/%,d ", progress.sweep(), progress.sweeps()),
                share,
                String.format(
                        Locale.ROOT,
                        "  %s %s  %.0f s%s",
                        SolveReport.valueName(problem),
                        SolveReport.number(problem.value(best)),
                        seconds,
                        toGo));
    }

    /** Takes the bar away. */
    @Override
    public synchronized void close() {
        line.clear();
    }
}
