// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Signals to other processes. */
final class Signals {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    private static final int PATIENCE = 120;
    private static final long INTERRUPT = 1L << 1;

    private Signals() {}

    /**
     * Skips a test where interrupts are ignored by whoever started it, as in the background of a script: they are by all
     * processes that it starts, too.
     */
    static void assumeInterruptsAreHeard() throws IOException {
        if (Files.isReadable(STATUS)) {
            List<String> lines = Files.readAllLines(STATUS);
            long ignored = lines.stream()
                    .filter(line -> line.startsWith(IGNORED))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring(IGNORED.length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
            assumeFalse((ignored & INTERRUPT) != 0, "interrupts are ignored here");
        }
    }

    /** Ends a process that a test waits for in vain, so that the test fails and does not wait for ever. */
    static void endAtLast(Process process) {
        CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    static void send(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
