// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.spinglass.formats.Problem;
import org.spinglass.ising.model.DenseIsing;

class ProblemLoadTest {
    private static final Problem PROBLEM = Problem.of(DenseIsing.of(new float[] {0, 1, 1, 0}, new float[2], 0));

    private static Problem never() throws InterruptedException {
        new CountDownLatch(1).await();
        return PROBLEM;
    }

    @Test
    void aProblemIsHandedOver() {
        try (Interrupts interrupts = Interrupts.install(terminal())) {
            assertThat(ProblemLoad.await("a.txt", () -> PROBLEM, interrupts, null, null))
                    .isSameAs(PROBLEM);
        }
    }

    @Test
    void whatIsWrongWithTheFileIsToldAsItIs() {
        try (Interrupts interrupts = Interrupts.install(terminal())) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> ProblemLoad.await(
                            "a.txt",
                            () -> {
                                throw new UsageException("line 3");
                            },
                            interrupts,
                            null,
                            null))
                    .withMessage("line 3");
        }
    }

    @Test
    void theTimeIsOverWhileTheFileIsRead() {
        try (Interrupts interrupts = Interrupts.install(terminal())) {
            assertThatExceptionOfType(WorkException.class)
                    .isThrownBy(() -> ProblemLoad.await(
                            "a.txt", ProblemLoadTest::never, interrupts, System.nanoTime(), Duration.ofMillis(1500)))
                    .withMessage("a.txt: still being read when the time limit of 1.5 s was over; nothing was found");
        }
    }

    @Test
    void theUserEndsTheProgramWhileTheFileIsRead() {
        try (Interrupts interrupts = Interrupts.install(terminal())) {
            Thread.currentThread().interrupt();
            assertThat(ProblemLoad.await("a.txt", ProblemLoadTest::never, interrupts, null, null))
                    .isNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Terminal terminal() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return new Terminal(nowhere, nowhere, false, 80, false);
    }
}
