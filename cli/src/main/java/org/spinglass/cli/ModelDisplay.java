// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.AnswerListener;
import org.spinglass.modelling.ModelProgress;

/** Shows how the search of a model gets on, where a person watches, and ends it when it is asked to stop. */
final class ModelDisplay implements AnswerListener, AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Terminal terminal;
    private final StatusLine line;
    private final Interrupts interrupts;
    private final @Nullable Duration limit;
    private long drawn = System.nanoTime();

    ModelDisplay(Terminal terminal, Interrupts interrupts, @Nullable Duration limit) {
        this.terminal = terminal;
        this.line = new StatusLine(terminal);
        this.interrupts = interrupts;
        this.limit = limit;
    }

    @Override
    public boolean goesOn(Answer answer) {
        return !interrupts.isRequested();
    }

    @Override
    public synchronized boolean goesOn(ModelProgress progress) {
        long now = System.nanoTime();
        if (terminal.isInteractive() && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            draw(progress);
        }
        return !interrupts.isRequested();
    }

    private void draw(ModelProgress progress) {
        double seconds = progress.elapsed().toNanos() * 1e-9;
        double all = limit == null ? 0 : limit.toNanos() * 1e-9;
        double share = limit == null ? (double) Math.max(0, progress.round() - 1) / progress.rounds() : seconds / all;
        String best = progress.cost().isPresent()
                ? "best " + ModelReport.number(progress.cost().getAsDouble())
                : "no answer yet";
        line.show(
                String.format(Locale.ROOT, "round %d/%d ", progress.round(), progress.rounds()),
                share,
                String.format(
                        Locale.ROOT,
                        "  %s  %.0f s%s",
                        best,
                        seconds,
                        limit == null ? "" : "  " + StatusLine.time(all - seconds) + " to go"));
    }

    /** Takes the bar away. */
    @Override
    public synchronized void close() {
        line.clear();
    }
}
