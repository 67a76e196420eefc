// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunObserver;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/**
 * Shows how training gets on: a bar where a person watches, else a line an epoch, and one at least every ten seconds
 * where epochs take longer.
 */
final class ProgressDisplay implements RunObserver {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final StatusLine line;
    private final LongSupplier clock;
    private final Interrupts interrupts;
    private final int epochs;
    private final int members;
    private int member = 1;
    /** Epochs, of all networks, that were done before this session. */
    private int doneBefore;

    private int epochsTogether;

    private final long began;
    private long drawn;
    private @Nullable EpochReport last;

    ProgressDisplay(Terminal terminal, Interrupts interrupts, int epochsDone, int epochs, int members) {
        this(terminal, interrupts, epochsDone, epochs, members, System::nanoTime);
    }

    /** By a clock that tells nanoseconds. */
    ProgressDisplay(
            Terminal terminal, Interrupts interrupts, int epochsDone, int epochs, int members, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.began = clock.getAsLong();
        this.drawn = terminal.isInteractive() ? began - REDRAW_NANOS : began;
        this.line = new StatusLine(terminal);
        this.interrupts = interrupts;
        this.doneBefore = epochsDone;
        this.epochs = epochs;
        this.members = members;
    }

    @Override
    public void memberBegins(int number, int epochsDone) {
        member = number;
        last = null;
        if (number > 1) {
            doneBefore += epochsDone;
        }
        if (!terminal.isInteractive()) {
            terminal.err().println(String.format(Locale.ROOT, "network %d of %d", number, members));
            terminal.err().flush();
        }
    }

    @Override
    public boolean stepDone(TrainingListener.Step step) {
        long now = clock.getAsLong();
        if (now - drawn >= (terminal.isInteractive() ? REDRAW_NANOS : LINE_NANOS)) {
            drawn = now;
            if (terminal.isInteractive()) {
                draw(step, now);
            } else {
                say(step, now);
            }
        }
        return goesOn();
    }

    @Override
    public boolean goesOn() {
        return !interrupts.isRequested();
    }

    private void say(TrainingListener.Step step, long now) {
        terminal.err()
                .println(String.format(
                        Locale.ROOT,
                        "epoch %d/%d, step %,d of %,d: loss %.4f, %s to go",
                        step.epoch(),
                        epochs,
                        step.step(),
                        step.steps(),
                        step.loss(),
                        StatusLine.time(secondsToGo(step, now))));
        terminal.err().flush();
    }

    private double all() {
        return (double) epochs * members;
    }

    /** Epochs of all networks until then, the last one in part. */
    private double passed(TrainingListener.Step step) {
        return (member - 1.0) * epochs + step.epoch() - 1 + (double) step.step() / step.steps();
    }

    private double secondsToGo(TrainingListener.Step step, long now) {
        return (now - began) * 1e-9 / (passed(step) - doneBefore) * (all() - passed(step));
    }

    private void draw(TrainingListener.Step step, long now) {
        EpochReport report = last;
        String accuracy = report == null ? "" : "  " + accuracyOf(report);
        line.show(
                (members == 1 ? "" : String.format(Locale.ROOT, "network %d/%d, ", member, members))
                        + String.format(Locale.ROOT, "epoch %d/%d ", step.epoch(), epochs),
                passed(step) / all(),
                String.format(
                        Locale.ROOT,
                        "  loss %.4f%s  %s to go",
                        step.loss(),
                        accuracy,
                        StatusLine.time(secondsToGo(step, now))));
    }

    /** Which accuracy an epoch came to, on validation samples where they were scored. */
    static String accuracyOf(EpochReport report) {
        return Double.isNaN(report.validationAccuracy())
                ? String.format(Locale.ROOT, "training %.4f", report.trainAccuracy())
                : String.format(Locale.ROOT, "validation %.4f", report.validationAccuracy());
    }

    @Override
    public void epochDone(EpochReport report) {
        last = report;
        if (!terminal.isInteractive()) {
            drawn = clock.getAsLong();
            String validation = Double.isNaN(report.validationAccuracy())
                    ? ""
                    : String.format(Locale.ROOT, ", validation %.4f", report.validationAccuracy());
            terminal.err()
                    .println(String.format(
                            Locale.ROOT,
                            "epoch %d/%d: loss %.4f, accuracy %.4f%s, %.1f s",
                            report.epoch(),
                            epochs,
                            report.trainLoss(),
                            report.trainAccuracy(),
                            validation,
                            report.seconds()));
            terminal.err().flush();
        }
    }

    /** Of networks that are trained at the same time there is no step to show. */
    @Override
    public void memberEpochDone(int number, EpochReport report) {
        epochsTogether++;
        if (!terminal.isInteractive()) {
            terminal.err().print("network " + number + " of " + members + ", ");
            epochDone(report);
            return;
        }
        long all = (long) epochs * members;
        line.show(
                String.format(Locale.ROOT, "%d networks, epoch %d/%d ", members, epochsTogether, all),
                (double) epochsTogether / all,
                "  " + accuracyOf(report));
    }

    @Override
    public void warning(String message) {
        line.clear();
        terminal.error(message);
    }

    /** Takes the bar away. */
    void end() {
        line.clear();
    }
}
