// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What a server makes of the trainings of another, a real process that is killed. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS) // whose processes are not asked to stop
final class KilledServerTest {
    @TempDir
    private Path runs;

    /** A server of the folder that it is given, until it is killed. */
    public static void main(String[] words) throws InterruptedException {
        RunServer server =
                RunServer.start(ServerOptions.of(Path.of(words[0]), 0).with(new FakeTraining()));
        System.out.println(server.address());
        Thread.sleep(600_000);
    }

    private static Process java(String... words) throws IOException {
        Stream<String> flags = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"));
        return new ProcessBuilder(Stream.concat(flags, Stream.of(words)).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A server with a training that has two epochs and waits. */
    private record Other(Process server, ProcessHandle training) implements AutoCloseable {
        static Other start(Path runs) throws Exception {
            Process server = java(KilledServerTest.class.getName(), runs.toString());
            BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
            try (Client client = new Client(said.readLine())) {
                client.post("/runs", "{\"name\":\"long\",\"epochs\":\"waits\"}");
                client.until(
                        "/runs/long", page -> page.at("/runs/0/metrics/epoch").size() == 2);
            }
            return new Other(server, server.children().findFirst().orElseThrow());
        }

        void kill() throws InterruptedException {
            server.destroyForcibly();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(training.isAlive()).isTrue();
        }

        @Override
        public void close() {
            server.destroyForcibly();
            training.destroyForcibly();
        }
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(runs.resolve(".jobs"))) {
            return files.toList();
        }
    }

    private RunServer server() {
        return RunServer.start(ServerOptions.of(runs, 0).with(new FakeTraining()));
    }

    @Test
    void itsTrainingIsStoppedFromTheNextOneAndGoesOn() throws Exception {
        try (Other other = Other.start(runs)) {
            other.kill();
            try (RunServer server = server();
                    Client client = new Client(server.address())) {
                assertThat(client.page("/").at("/list/0/state").asString()).isEqualTo("runs");
                assertThat(client.post("/runs/long/delete", "{}").status()).isEqualTo(409);
                client.post("/runs", "{\"name\":\"next\"}"); // which waits for its turn
                assertThat(client.page("/").at("/jobs/1/state").asString()).isEqualTo("waits");
                assertThat(client.post("/runs/long/stop", "{}").status()).isEqualTo(202);
                client.until("/", page -> page.path("jobs").isEmpty());
                assertThat(other.training().isAlive()).isFalse();
                assertThat(client.page("/runs/long")
                                .at("/runs/0/summary/interrupted")
                                .booleanValue())
                        .isTrue();
                assertThat(runs.resolve("next/summary.json")).exists();
                assertThat(client.post("/runs/long/resume", "{}").status()).isEqualTo(202);
                client.until("/", page -> page.path("jobs").isEmpty());
                assertThat(records()).isEmpty();
            }
        }
    }

    @Test
    void theNextOneStopsItsTrainingWhenItEndsItself() throws Exception {
        try (Other other = Other.start(runs)) {
            other.kill();
            server().close();
            assertThat(other.training().isAlive()).isFalse();
            assertThat(runs.resolve("long/summary.json")).content().contains("\"interrupted\": true");
        }
    }

    @Test
    void theTrainingOfAServerThatRunsIsLeftToIt() throws Exception {
        try (Other other = Other.start(runs);
                RunServer server = server();
                Client client = new Client(server.address())) {
            assertThat(client.page("/").path("jobs")).isEmpty();
            assertThat(client.post("/runs/long/stop", "{}").status()).isEqualTo(409);
            server.close();
            assertThat(other.training().isAlive()).isTrue();
            assertThat(records()).hasSize(2);
        }
    }

    /** The number of a training that has ended is given to another process some time. */
    @Test
    void anotherProcessOfItsNumberIsLeftAlone() throws Exception {
        RunFixture.write(runs.resolve("long"), 1, 8, 0.9);
        Process bystander =
                java(FakeTraining.class.getName(), runs.resolve("other").toString(), "waits");
        try {
            Instant began = bystander.info().startInstant().orElseThrow();
            write("1", "long", bystander.pid(), began.minus(Duration.ofMinutes(1)));
            write("2", "../long", bystander.pid(), began);
            write("3", "long", bystander.pid(), null);
            ProcessHandle self = ProcessHandle.current();
            write("4", "long", self.pid(), self.info().startInstant().orElseThrow());
            try (RunServer server = server();
                    Client client = new Client(server.address())) {
                assertThat(client.page("/").path("jobs")).isEmpty();
                assertThat(client.post("/runs/long/stop", "{}").status()).isEqualTo(409);
            }
            assertThat(bystander.waitFor(1, TimeUnit.SECONDS)).isFalse();
            assertThat(records()).isEmpty();
        } finally {
            bystander.destroyForcibly();
        }
    }

    private void write(String file, String name, long process, @org.jspecify.annotations.Nullable Instant began)
            throws IOException {
        ObjectNode record = Tree.object().put("name", name);
        record.putObject("process").put("id", process).put("started", began == null ? null : began.toString());
        Files.createDirectories(runs.resolve(".jobs"));
        Files.writeString(runs.resolve(".jobs").resolve(file + ".log"), "epoch 1\n");
        Files.writeString(runs.resolve(".jobs").resolve(file + ".json"), record.toString());
    }

    @Test
    void damagedRecordsAreNoHindrance() throws IOException, InterruptedException {
        Files.createDirectory(runs.resolve(".jobs"));
        Files.writeString(runs.resolve(".jobs/1.log"), "");
        Files.writeString(runs.resolve(".jobs/1.json"), "{\"name\":");
        try (RunServer server = server();
                Client client = new Client(server.address())) {
            assertThat(client.page("/").path("jobs")).isEmpty();
            assertThat(client.page("/").path("list")).isEmpty();
        }
    }
}
