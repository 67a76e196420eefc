// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a page can do to runs. */
@Timeout(180)
final class RunActionsTest {
    @TempDir
    private Path runs;

    private final FakeTraining training = new FakeTraining();
    private RunServer server;
    private Client client;

    @BeforeEach
    void start() {
        RunFixture.write(runs.resolve("old"), 1, 8, 0.9);
        server = RunServer.start(ServerOptions.of(runs, 0).with(training));
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aRunIsBegunAndEnds() throws Exception {
        Client.Answer begun = client.post("/runs", "{\"name\":\"x y\",\"epochs\":\" 3 \",\"sweeps\":\"\"}");
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.content().path("url").asString()).isEqualTo("/runs/x%20y");
        assertThat(training.asked).isEqualTo(Map.of("name", "x y", "epochs", "3"));
        JsonNode ended = client.until(
                "/runs/x%20y", page -> page.path("state").asString("-").isEmpty());
        assertThat(ended.at("/runs/0/summary/epochs").intValue()).isEqualTo(3);
        assertThat(client.page("/").path("jobs")).isEmpty();
    }

    @Test
    void whatIsWrongIsToldWithItsField() throws Exception {
        Client.Answer wrong = client.post("/runs", "{\"epochs\":\"many\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.error()).isEqualTo("epochs is 'many'; expected a whole number");
        assertThat(wrong.content().path("field").asString()).isEqualTo("epochs");
        assertThat(client.post("/runs", "{\"name\":\"old\"}").error()).contains("taken");
        assertThat(client.post("/runs", "{\"name\":\"../x\"}").error())
                .contains("taken"); // by no run, but it cannot be had
        assertThat(client.post("/runs", "{\"name\":\".trash\"}").status()).isEqualTo(422);
        assertThat(client.page("/").path("jobs")).isEmpty();
    }

    @Test
    void aTrainingThatFailsSaysWhy() throws Exception {
        client.post("/runs", "{\"name\":\"bad\",\"epochs\":\"0\"}");
        JsonNode list =
                client.until("/", page -> page.at("/jobs/0/state").asString("").equals("failed"));
        assertThat(list.at("/jobs/0/message").asString()).isEqualTo("samples: 9, but there are 8");
        assertThat(client.page("/runs/bad").path("pending").path("name").asString())
                .isEqualTo("bad");
        client.post("/runs", "{\"name\":\"bad\"}"); // the name is free, and what was said is forgotten
        client.until(
                "/", page -> page.path("jobs").isEmpty() && page.path("list").size() == 2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // whose processes are not asked to stop
    void oneRunsAndTheNextWaits() throws Exception {
        client.post("/runs", "{\"name\":\"first\",\"epochs\":\"waits\"}");
        client.until("/runs/first", page -> page.at("/runs/0/metrics/epoch").size() == 2);
        client.post("/runs", "{\"name\":\"second\"}");
        client.post("/runs", "{\"name\":\"third\"}");
        JsonNode list = client.page("/");
        assertThat(list.at("/jobs/0/state").asString()).isEqualTo("runs");
        assertThat(list.at("/jobs/1/state").asString()).isEqualTo("waits");
        assertThat(list.at("/list/0/state").asString()).isEqualTo("runs");
        assertThat(client.post("/runs", "{\"name\":\"second\"}").status()).isEqualTo(422);
        assertThat(client.post("/runs/third/stop", "{}").status()).isEqualTo(202);

        assertThat(client.post("/runs/first/delete", "{}").status()).isEqualTo(409);
        assertThat(client.post("/runs/first/resume", "{}").status()).isEqualTo(409);
        assertThat(client.post("/runs/first/stop", "{}").status()).isEqualTo(202);
        client.until("/", page -> page.path("jobs").isEmpty());
        assertThat(client.page("/runs/first").at("/runs/0/summary/interrupted").booleanValue())
                .isTrue();
        assertThat(runs.resolve("second/summary.json")).exists();
        assertThat(runs.resolve("third")).doesNotExist();

        assertThat(client.post("/runs/first/resume", "{}").status()).isEqualTo(202);
        client.until(
                "/runs/first",
                page -> page.path("state").asString("-").isEmpty()
                        && !page.at("/runs/0/summary/interrupted").asBoolean(true));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aServerThatEndsStopsItsTrainings() throws Exception {
        client.post("/runs", "{\"name\":\"first\",\"epochs\":\"waits\"}");
        client.until("/runs/first", page -> page.at("/runs/0/metrics/epoch").size() == 2);
        client.post("/runs", "{\"name\":\"second\"}");
        server.close();
        assertThat(runs.resolve("first/summary.json")).content().contains("\"interrupted\": true");
        assertThat(runs.resolve("second")).doesNotExist();
    }

    @Test
    void onlySoManyWait() throws Exception {
        client.post("/runs", "{\"name\":\"first\",\"epochs\":\"waits\"}");
        for (int k = 0; k < RunJobs.MOST_WAITING; k++) {
            assertThat(client.post("/runs", "{\"name\":\"n" + k + "\"}").status())
                    .isEqualTo(201);
        }
        Client.Answer refused = client.post("/runs", "{\"name\":\"more\"}");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.error()).contains("50 runs wait already");
    }

    @Test
    void aRunThatIsDoneGoesOnOnlyWithMoreEpochs() throws Exception {
        Client.Answer done = client.post("/runs/old/resume", "{}");
        assertThat(done.status()).isEqualTo(422);
        assertThat(done.error()).isEqualTo("the run is done, with all of its 3 epochs; expected more");
        assertThat(done.content().path("field").asString()).isEqualTo("epochs");
        assertThat(client.post("/runs/old/stop", "{}").status()).isEqualTo(409);
        assertThat(client.post("/runs/none/stop", "{}").status()).isEqualTo(404);
        assertThat(client.post("/runs/none/resume", "{}").status()).isEqualTo(404);
    }

    @Test
    void aRunOfAnotherProcessIsLeftAlone() throws Exception {
        Path lock = runs.resolve("old/.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(client.page("/").at("/list/0/state").asString()).isEqualTo("elsewhere");
        }
        assertThat(client.page("/").at("/list/0/state").asString("")).isEmpty(); // left behind by one that was killed
    }

    @Test
    void tagsAreKeptAndShown() throws Exception {
        Client.Answer put = client.post("/runs/old/tags", "{\"tags\":[\" good \",\"<i>\",\"good\"]}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.content().path("tags").toString()).isEqualTo("[\"good\",\"<i>\"]");
        assertThat(runs.resolve("old/tags.json")).hasContent("{\"tags\":[\"good\",\"<i>\"]}");
        assertThat(client.page("/").at("/list/0/tags/1").asString()).isEqualTo("<i>");
        assertThat(client.page("/runs/old").at("/runs/0/tags/0").asString()).isEqualTo("good");
        assertThat(client.post("/runs/old/tags", "{\"tags\":[]}").status()).isEqualTo(200);
        assertThat(client.page("/").at("/list/0/tags")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tags\":\"good\"}",
                "{\"tags\":[1]}",
                "{\"tags\":[\"\"]}",
                "{\"tags\":[\"a\\nb\"]}",
                "{\"tags\":[[\"a\"]]}",
                "{\"tags\":[\"12345678901234567890123456789012345678901\"]}",
                "{\"tags\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\",\"13\","
                        + "\"14\",\"15\",\"16\",\"17\",\"18\",\"19\",\"20\",\"21\"]}"
            })
    void tagsThatAreNoneAreRefused(String body) throws Exception {
        Client.Answer refused = client.post("/runs/old/tags", body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error()).contains("expected").doesNotContain("\n");
        assertThat(runs.resolve("old/tags.json")).doesNotExist();
    }

    @Test
    void aDeletedRunIsPutBack() throws Exception {
        byte[] before = Files.readAllBytes(runs.resolve("old/metrics.csv"));
        Client.Answer deleted = client.post("/runs/old/delete", "{}");
        assertThat(deleted.status()).isEqualTo(200);
        String id = deleted.content().path("deleted").asString();
        assertThat(runs.resolve("old")).doesNotExist();
        JsonNode list = client.page("/?deleted=" + id);
        assertThat(list.path("list")).isEmpty();
        assertThat(list.path("trash").intValue()).isEqualTo(1);
        assertThat(list.at("/deleted/name").asString()).isEqualTo("old");
        assertThat(client.page("/trash").at("/deletedRuns/0/name").asString()).isEqualTo("old");
        assertThat(client.post("/runs/old/delete", "{}").status()).isEqualTo(404);

        RunFixture.write(runs.resolve("old"), 2, 8, 0.9); // another of the name stands in the way
        assertThat(client.post("/trash/" + id + "/restore", "{}").status()).isEqualTo(409);
        client.post("/runs/old/delete", "{}");
        assertThat(client.post("/trash/" + id + "/restore", "{}").status()).isEqualTo(200);
        assertThat(runs.resolve("old/metrics.csv")).hasBinaryContent(before);
        assertThat(client.page("/").path("trash").intValue()).isEqualTo(1);
        assertThat(client.post("/trash/" + id + "/restore", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"20260101-000000-000", "20269999-000000-000", "x", ".trash"})
    void nothingElseIsPutBack(String id) throws IOException, InterruptedException {
        assertThat(client.post("/trash/" + id + "/restore", "{}").status()).isEqualTo(404);
    }
}
