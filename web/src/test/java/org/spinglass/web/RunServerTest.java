// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
final class RunServerTest {
    @TempDir
    private Path temp;

    private Path runs;
    private RunServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        runs = Files.createDirectory(temp.resolve("runs"));
        RunFixture.writeWhole(runs.resolve("a b"), "a");
        RunFixture.write(runs.resolve("second"), 2, 8, 0.9);
        server = RunServer.start(runs, 0);
        port = URI.create(server.address()).getPort();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The whole answer to a request as it is written. */
    private String ask(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return ask(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n" + more + "\r\n");
    }

    /** What an answer says, without the scripts that draw it. */
    private static String said(String answer) {
        return answer.contains("id=\"content\"") ? RunReportTest.content(answer).toString() : answer;
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Test
    void runsAreListed() throws IOException {
        RunFixture.file(runs.resolve("broken"), "config.yaml", "a: [");
        Files.createDirectory(runs.resolve("no-run"));
        JsonNode list = RunReportTest.content(get("/")).get("list");
        assertThat(list).hasSize(3);
        assertThat(list.at("/0/name").asString()).isEqualTo("a b");
        assertThat(list.at("/0/validationAccuracy").doubleValue()).isEqualTo(0.9375);
        assertThat(list.at("/0/hasEnded").booleanValue()).isTrue();
        assertThat(list.at("/1/error").asString()).contains("broken/config.yaml:1: ");
        assertThat(list.at("/2/seed").intValue()).isEqualTo(2);
        Files.delete(runs.resolve("second/summary.json"));
        assertThat(RunReportTest.content(get("/")).at("/list/2/hasEnded").booleanValue())
                .isFalse();
    }

    @Test
    void aRunIsShownAsInItsReport() throws IOException {
        String answer = get("/runs/a%20b");
        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer).contains("; connect-src 'self'", "X-Content-Type-Options: nosniff", "no-store");
        JsonNode content = RunReportTest.content(answer);
        assertThat(content.at("/runs/0"))
                .isEqualTo(RunReportTest.content(RunReport.html(List.of(runs.resolve("a b"))))
                        .at("/runs/0"));
        assertThat(content.get("changes").asString()).isEqualTo("/runs/a%20b/changes");
    }

    @Test
    void chosenRunsAreCompared() throws IOException {
        JsonNode content = RunReportTest.content(get("/compare?run=second&run=a%20b"));
        assertThat(content.at("/runs/0/name").asString()).isEqualTo("second");
        assertThat(content.at("/comparison/groups/0/runs").toString()).isEqualTo("[0,1]");
        assertThat(status(get("/compare?run=second"))).isEqualTo(422);
        assertThat(status(get("/compare?run=second&run=third"))).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/runs/none",
                "/runs/..",
                "/runs/%2e%2e",
                "/runs/..%2fsecret",
                "/runs/%2e%2e%2fsecret",
                "/runs/..%5csecret",
                "/runs/second%00",
                "/runs/linked",
                "/runs/second/config.yaml",
                "/runs/.hidden",
                "/config.yaml",
                "/runs/none/changes",
                "/runs//second",
                "//",
                "/%"
            })
    void nothingElseIsServed(String path) throws IOException {
        RunFixture.write(temp.resolve("secret"), 77, 8, 0.9);
        RunFixture.write(runs.resolve(".hidden"), 77, 8, 0.9);
        Files.createSymbolicLink(runs.resolve("linked"), temp.resolve("secret"));
        String answer = get(path, "Accept: text/event-stream");
        assertThat(status(answer)).isIn(400, 404);
        assertThat(said(answer)).doesNotContain("77").doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(said(get("/"))).contains("second").doesNotContain("linked").doesNotContain("hidden");
    }

    @Test
    void onlyItsOwnPagesAreAnswered() throws IOException {
        String ask = "GET / HTTP/1.1\r\nConnection: close\r\nHost: ";
        assertThat(status(ask(ask + "localhost:" + port + "\r\n\r\n"))).isEqualTo(200);
        assertThat(status(ask(ask + "[::1]:" + port + "\r\n\r\n"))).isEqualTo(200);
        assertThat(ask(ask + "spinglass.example:" + port + "\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("second");
        assertThat(status(ask(ask + "127.0.0.1:1\r\n\r\n"))).isEqualTo(421);
        assertThat(status(get("/", "Origin: http://127.0.0.1:" + port))).isEqualTo(200);
        assertThat(get("/", "Origin: http://evil.example"))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContain("second");
        assertThat(status(get("/", "Origin: null"))).isEqualTo(403);
        assertThat(status(get("/", "Origin: https://127.0.0.1:" + port))).isEqualTo(403);
    }

    @Test
    void nothingIsTaken() throws IOException {
        String rest = " / HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:" + port + "\r\n";
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
            assertThat(status(ask(method + rest + "Content-Length: 0\r\n\r\n")))
                    .as(method)
                    .isEqualTo(405);
        }
        assertThat(status(ask("GET" + rest + "Content-Length: 3\r\n\r\nabc"))).isEqualTo(413);
        assertThat(status(get("/", "X-Long: " + "a".repeat(10_000)))).isEqualTo(431);
    }

    @ParameterizedTest
    @CsvSource({"GET", "nonsense", "GET / HTTP/9.9", "GET http://[ HTTP/1.1"})
    void nonsenseIsAnsweredWithoutATrace(String line) throws IOException {
        String answer = ask(line + "\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n");
        assertThat(status(answer)).isBetween(400, 505);
        assertThat(said(answer))
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContainIgnoringCase("jetty");
    }

    @Test
    void aRunThatCannotBeReadSaysWhy() throws IOException {
        RunFixture.file(runs.resolve("second"), "metrics.csv", "epoch\nx\n");
        String answer = get("/runs/second");
        assertThat(status(answer)).isEqualTo(422);
        assertThat(RunReportTest.content(answer).get("error").asString())
                .endsWith("metrics.csv:2: epoch is 'x'; expected a number or nothing");
    }

    @Test
    void aRunIsFollowed() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream()
                    .write(("GET /runs/second/changes HTTP/1.1\r\nAccept: text/event-stream\r\nHost: 127.0.0.1:" + port
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(next(lines).at("/metrics/epoch")).hasSize(3);
            String more = RunFixture.METRICS + "4,5.1,0.2,0.99,0.95,0.05,0.04,0.001,0.4\n";
            Path aside = Files.writeString(runs.resolve("second/metrics.csv.part"), more);
            Files.move(aside, runs.resolve("second/metrics.csv"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(next(lines).at("/metrics/validationAccuracy/3").doubleValue())
                    .isEqualTo(0.95);
            server.close(); // lets go of pages that follow
            assertThat(lines.lines().filter(line -> line.startsWith("data"))).isEmpty();
        }
    }

    @Test
    void oneTooManyIsLetGo() throws IOException {
        String ask = "GET /changes HTTP/1.1\r\nAccept: text/event-stream\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int k = 0; k < RunServer.MOST_FOLLOWERS; k++) {
                sockets.add(new Socket("127.0.0.1", port));
                sockets.getLast().getOutputStream().write(ask.getBytes(StandardCharsets.UTF_8));
                assertThat(next(new BufferedReader(new InputStreamReader(
                                        sockets.getLast().getInputStream(), StandardCharsets.UTF_8)))
                                .path("list"))
                        .hasSize(2);
            }
            assertThat(status(ask(ask.replace("Host", "Connection: close\r\nHost"))))
                    .isEqualTo(503);
            assertThat(status(get("/"))).isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        String first;
        int change = 10;
        do { // a page that is gone is found out when something is to be told
            RunFixture.write(runs.resolve("second"), change++, 8, 0.9);
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(ask.getBytes(StandardCharsets.UTF_8));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                first = Objects.requireNonNullElse(lines.readLine(), "nothing");
            }
        } while (first.contains(" 503 "));
        assertThat(first).isEqualTo("HTTP/1.1 200 OK");
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); ; line = lines.readLine()) {
            assertThat(line).as("the stream goes on").isNotNull();
            if (line.startsWith("data: ")) {
                return JsonMapper.shared().readTree(line.substring(6));
            }
        }
    }

    @Test
    void whatCannotBeServedIsNamed() {
        assertThatThrownBy(() -> RunServer.start(runs, port))
                .isInstanceOf(WebException.class)
                .hasMessage("port " + port + " cannot be had; expected one that is free");
        assertThatThrownBy(() -> RunServer.start(temp.resolve("none"), 0))
                .isInstanceOf(WebException.class)
                .hasMessage(temp.resolve("none") + ": no such folder; expected a folder of runs");
    }
}
