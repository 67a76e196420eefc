// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are told to stop. */
@DisabledOnOs(OS.WINDOWS)
final class SignalTest {
    @TempDir
    private Path temp;

    private record Ended(int code, String err, List<String> out) {}

    /** Starts a long training, sends a signal when standard error says {@code moment}, and waits for the end. */
    private Ended signalled(String signal, String moment, Path out) throws Exception {
        Path stdout = temp.resolve("stdout");
        Process process = OwnProcess.of(
                        "train",
                        "--network",
                        "small-cnn",
                        "--samples",
                        "100",
                        "--validation",
                        "20",
                        "--epochs",
                        "1000000",
                        "--out",
                        out.toString())
                .redirectOutput(stdout.toFile())
                .start();
        Signals.endAtLast(process);
        StringBuilder err = new StringBuilder();
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            boolean isSent = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                err.append(line).append('\n');
                if (!isSent && line.startsWith(moment)) {
                    isSent = true;
                    Signals.send(signal, process.pid());
                }
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), err.toString(), Files.readAllLines(stdout));
    }

    @Test
    void anInterruptEndsWithAllFilesAndSaysHowToGoOn() throws Exception {
        Signals.assumeIsHeard("INT");
        Path out = temp.resolve("run");
        Ended ended = signalled("INT", "epoch 3/", out);
        assertThat(ended.code()).isEqualTo(130);
        assertThat(ended.err()).contains("train --resume " + out).doesNotContain("\tat ");
        assertThat(ended.out()).last().isEqualTo(out.toString());
        String summary = Files.readString(out.resolve("summary.json"));
        assertThat(summary).contains("\"interrupted\" : true");
        int epochs = Files.readAllLines(out.resolve("metrics.csv")).size() - 1;
        assertThat(epochs).isGreaterThanOrEqualTo(3);
        assertThat(summary).contains("\"epochs\" : " + epochs + ",");
        assertThat(out.resolve("weights.safetensors")).isNotEmptyFile();
        assertThat(out.resolve("training.png")).isNotEmptyFile();
        assertThat(out.resolve(".lock")).doesNotExist();
    }

    @Test
    void aRequestToTerminateIsTakenLikewise() throws Exception {
        Path out = temp.resolve("run");
        Ended ended = signalled("TERM", "epoch 2/", out);
        assertThat(ended.code()).isEqualTo(143);
        assertThat(out.resolve("summary.json")).isNotEmptyFile();
    }
}
