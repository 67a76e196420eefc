// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the jobs of one kind. Safe for several threads. */
final class SoakCounts {
    private final String kind;
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicLong atRestarts = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong unopened = new AtomicLong();

    SoakCounts(String kind) {
        this.kind = kind;
    }

    void submitted(int jobs) {
        submitted.addAndGet(jobs);
    }

    void answered(int jobs, int notTheirs) {
        answered.addAndGet(jobs);
        wrong.addAndGet(notTheirs);
        if (notTheirs > 0) {
            System.out.println("wrong answers: " + notTheirs + " of " + jobs + ", " + kind);
        }
    }

    void cancelled(int jobs) {
        cancelled.addAndGet(jobs);
    }

    /** Neither an answer nor an error for too long. */
    void lost(int jobs) {
        lost.addAndGet(jobs);
        System.out.println("lost: " + jobs + ", " + kind);
    }

    /** An error, because the service was stopped or for another reason, which is told. */
    void failed(int jobs, boolean isAtRestart, Throwable error) {
        (isAtRestart ? atRestarts : failed).addAndGet(jobs);
        if (!isAtRestart) {
            System.out.println("failed: " + jobs + ", " + kind + ": " + error);
        }
    }

    /** A client could not open its solver, because the service was stopped or for another reason, which is told. */
    void unopened(boolean isAtRestart, Throwable error) {
        if (!isAtRestart) {
            unopened.incrementAndGet();
            System.out.println("not opened: " + kind + ": " + error);
        }
    }

    /** Jobs of which nothing is known. */
    long open() {
        return submitted.get() - answered.get() - cancelled.get() - atRestarts.get() - failed.get() - lost.get();
    }

    boolean isGood() {
        return wrong.get() == 0 && lost.get() == 0 && failed.get() == 0 && unopened.get() == 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "  %-12s %7d jobs: %d answered, %d given up, %d ended by restarts, %d failed else, %d wrong, %d lost",
                kind,
                submitted.get(),
                answered.get(),
                cancelled.get(),
                atRestarts.get(),
                failed.get(),
                wrong.get(),
                lost.get());
    }
}
