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
    private static final List<String> NAMES = List.of("HUP", "INT");

    private Signals() {}

    /**
     * Skips a test where a signal is ignored by whoever started it, as interrupts are in the background of a script and
     * {@code HUP} is by {@code nohup}: it is by all processes that the test starts, too. Signals other than {@code HUP}
     * and {@code INT} are taken to be heard.
     */
    static void assumeIsHeard(String signal) throws IOException {
        int bit = NAMES.indexOf(signal);
        if (bit >= 0 && Files.isReadable(STATUS)) {
            List<String> lines = Files.readAllLines(STATUS);
            long ignored = lines.stream()
                    .filter(line -> line.startsWith(IGNORED))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring(IGNORED.length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
            assumeFalse((ignored >> bit & 1) != 0, signal + " is ignored here");
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
