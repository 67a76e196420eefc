// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.spinglass.training.TrainingListener;

final class ProgressDisplayTest {
    private final StringWriter err = new StringWriter();
    private final AtomicLong now = new AtomicLong(5);

    private ProgressDisplay display(boolean isInteractive, Interrupts interrupts) {
        PrintWriter writer = new PrintWriter(err, true);
        Terminal terminal = new Terminal(writer, writer, isInteractive, 80, false);
        return new ProgressDisplay(terminal, interrupts, 0, 2, 1, now::get);
    }

    /** A step every four seconds: who reads a log is told after twelve, and after twelve more. */
    @Test
    void longEpochsAreToldOnTheWay() {
        Terminal silent = new Terminal(new PrintWriter(err), new PrintWriter(err), false, 80, false);
        try (Interrupts interrupts = Interrupts.install(silent)) {
            ProgressDisplay display = display(false, interrupts);
            for (int step = 1; step <= 7; step++) {
                now.addAndGet(TimeUnit.SECONDS.toNanos(4));
                display.stepDone(new TrainingListener.Step(1, step, 10, 0.25));
            }
        }
        assertThat(err.toString().lines())
                .containsExactly(
                        "epoch 1/2, step 3 of 10: loss 0.2500, 1:08 min to go",
                        "epoch 1/2, step 6 of 10: loss 0.2500, 56 s to go");
    }

    @Test
    void aPersonSeesABarAtOnce() {
        Terminal silent = new Terminal(new PrintWriter(err), new PrintWriter(err), false, 80, false);
        try (Interrupts interrupts = Interrupts.install(silent)) {
            display(true, interrupts).stepDone(new TrainingListener.Step(1, 1, 10, 0.25));
        }
        assertThat(err.toString()).startsWith("\repoch 1/2 =").contains("loss 0.2500");
    }
}
