// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServeCommandTest {
    @TempDir
    private Path temp;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRealProcessServesUntilItIsInterrupted() throws Exception {
        Signals.assumeIsHeard("INT");
        Cli.Result trained =
                Cli.train("--epochs", "1", "--out", temp.resolve("first").toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        Process process = start("0", ProcessBuilder.Redirect.DISCARD);
        Signals.endAtLast(process);
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            String address = reader.readLine();
            assertThat(address).startsWith("http://127.0.0.1:");
            assertThat(reader.readLine()).isEqualTo("Ctrl-C ends it.");
            assertThat(get(client, address)).contains("\"name\":\"first\"");
            assertThat(get(client, address + "runs/first")).contains("./spinglass train --network small-cnn");
            Signals.send("INT", process.pid());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(reader.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A terminal's Ctrl-C reaches the server and its trainings alike. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aServerThatIsInterruptedLeavesARunThatGoesOn() throws Exception {
        Signals.assumeIsHeard("INT");
        Process process = start("0", ProcessBuilder.Redirect.DISCARD);
        Signals.endAtLast(process);
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            String address = reader.readLine();
            HttpRequest begin = HttpRequest.newBuilder(URI.create(address + "runs"))
                    .header("Origin", address.substring(0, address.length() - 1))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("""
                            {"name": "long", "network": "small-cnn", "samples": "100", "validation": "0",
                             "epochs": "100000", "threads": "1"}
                            """))
                    .build();
            HttpResponse<String> begun = client.send(begin, HttpResponse.BodyHandlers.ofString());
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
            Path run = temp.resolve("long");
            while (!Files.exists(run.resolve("metrics.csv"))) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            List<ProcessHandle> trainings = process.children().toList();
            assertThat(trainings).hasSize(1);
            Signals.send("INT", trainings.getFirst().pid());
            Signals.send("INT", process.pid());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(trainings.getFirst().isAlive()).isFalse();
            assertThat(run.resolve("summary.json")).content().contains("\"interrupted\" : true");
            assertThat(run.resolve("checkpoint")).exists();
            assertThat(run.resolve(".lock")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--jobs 0|--jobs is '0'; expected a whole number from 1 to 64",
                "--data nowhere/to/be/found|--data is 'nowhere/to/be/found'; expected a published set, or files that are there",
                "--data digts|--data is 'digts'; did you mean digits?",
                "--host 192.0.2.7|host '192.0.2.7' is none of this machine; expected 127.0.0.1, 0.0.0.0 or one of its",
                "--runs none|none: no such folder; expected a folder of runs"
            })
    void wrongOptionsAreNamed(String options, String message) {
        List<String> words = new ArrayList<>(List.of("serve", "--port", "0"));
        if (!options.startsWith("--runs")) {
            words.addAll(List.of("--runs", temp.toString()));
        }
        words.addAll(List.of(options.split(" ")));
        Cli.Result result = Cli.run(words.toArray(String[]::new));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).startsWith("spinglass: " + message);
    }

    private Process start(String port, ProcessBuilder.Redirect errors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.spinglass.cli.Main",
                        "serve",
                        "--runs",
                        temp.toString(),
                        "--port",
                        port)
                .redirectError(errors)
                .start();
    }

    private static String get(HttpClient client, String address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void aPortInUseIsNamedOnce() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Process process = start(port, ProcessBuilder.Redirect.PIPE);
            Signals.endAtLast(process);
            assertThat(process.errorReader(StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> !line.startsWith("WARNING: ")) // of the JVM, which the launcher's flags silence
                    .containsExactly("spinglass: port " + port + " cannot be had; expected one that is free");
            assertThat(process.inputReader(StandardCharsets.UTF_8).lines()).isEmpty();
            assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
        }
    }
}
