// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** What a program that is no browser may send. More random requests: {@code -Dspinglass.requests=10000}. */
@Timeout(300)
final class HostileRequestsTest {
    private static final int REQUESTS = Integer.getInteger("spinglass.requests", 2000);
    private static final String SECRET = "a-word-from-outside";
    private static final int PATIENCE = 30_000;

    @TempDir
    private Path temp;

    private Path runs;
    private RunServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        runs = Files.createDirectory(temp.resolve("runs"));
        RunFixture.write(runs.resolve("first"), 1, 8, 0.9);
        RunFixture.write(runs.resolve("second"), 2, 8, 0.9);
        RunFixture.write(temp.resolve("secret"), 3, 8, 0.9);
        RunFixture.file(temp.resolve("secret"), "network.yaml", SECRET);
        RunFixture.file(runs, "notes.txt", SECRET);
        Files.createSymbolicLink(runs.resolve("linked"), temp.resolve("secret"));
        RunFixture.write(runs.resolve("borrowed"), 4, 8, 0.9);
        Files.delete(runs.resolve("borrowed/network.yaml"));
        Files.createSymbolicLink(runs.resolve("borrowed/network.yaml"), temp.resolve("secret/network.yaml"));
        server = RunServer.start(ServerOptions.of(runs, 0).with(new FakeTraining()));
        port = URI.create(server.address()).getPort();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What is answered to these bytes, of which nothing more comes: an endless answer's beginning, or all of it. */
    private String ask(byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[1 << 16];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    answer.write(buffer, 0, count);
                    String head = answer.toString(StandardCharsets.ISO_8859_1);
                    if (head.contains("\r\n\r\n") && head.contains("text/event-stream")) {
                        break;
                    }
                }
            } catch (SocketException reset) {
                // a server may hang up on what it refuses before it was all sent
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private String ask(String request) throws IOException {
        return ask(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n");
    }

    private static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }

    private static void requireNoTrace(String answer, String request) {
        String said =
                answer.contains("id=\"content\"") ? answer.substring(0, answer.indexOf("id=\"content\"")) : answer;
        assertThat(said).as(request).doesNotContain("\tat ", "Exception", "org.eclipse", "io.javalin");
        assertThat(answer).as(request).doesNotContain(SECRET);
    }

    private void requireItAnswers() throws IOException {
        String answer = get("/");
        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer).contains("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs/../secret",
                "/runs/%2e%2e/secret",
                "/runs/..%2fsecret",
                "/runs/..%2Fsecret",
                "/runs/%2e%2e%2fsecret",
                "/runs/%252e%252e%252fsecret",
                "/runs/..%5csecret",
                "/runs/..;/secret",
                "/runs/first/../../secret",
                "/runs/first%2f..%2f..%2fsecret",
                "/runs/./../secret",
                "/../secret",
                "/runs/linked",
                "/runs/linked/changes",
                "/runs/%2fetc",
                "/runs//etc/passwd",
                "/runs/%c0%ae%c0%ae%c0%afsecret",
                "/runs/notes.txt",
                "/compare?run=first&run=../secret",
                "/compare?run=first&run=..%2fsecret",
                "/compare?run=first&run=linked",
                "/compare?run=first&run=%2e",
                "/compare?run=first&run="
            })
    void nothingLeadsOutOfTheFolder(String path) throws IOException {
        for (String full : new String[] {
            path, path.replace("secret", temp.resolve("secret").toString())
        }) {
            String answer = get(full);
            assertThat(status(answer)).as(full).isIn(400, 404);
            requireNoTrace(answer, full);
        }
        requireItAnswers();
    }

    @Test
    void aFileOfARunThatLeadsOutIsNotRead() throws IOException {
        String answer = get("/runs/borrowed");
        assertThat(status(answer)).isEqualTo(422);
        assertThat(answer).contains("leads out of the run").doesNotContain(SECRET);
    }

    @Test
    void hostsAndOriginsOfOthersAreRefusedOnEveryPage() throws IOException {
        for (String path : List.of("/", "/runs/first", "/compare?run=first&run=second", "/changes", "/none")) {
            for (String host : List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example:" + port, "")) {
                String answer =
                        ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: text/event-stream\r\n\r\n");
                assertThat(status(answer)).as(path + " of " + host).isIn(400, 421);
                assertThat(answer).doesNotContain("id=\"content\"");
            }
            for (String origin : List.of("http://evil.example", "http://127.0.0.1", "null", "file://", "http://[")) {
                String answer = ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: " + origin
                        + "\r\nConnection: close\r\n\r\n");
                assertThat(status(answer)).as(path + " from " + origin).isEqualTo(403);
                assertThat(answer).doesNotContain("id=\"content\"");
            }
        }
        String absolute = "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
        assertThat(status(ask(absolute))).isIn(400, 421);
        requireItAnswers();
    }

    @Test
    void bodiesAreRefusedWithoutBeingRead() throws IOException {
        String head = " / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n";
        String mega = "x".repeat(1 << 20);
        String claimed = ask("GET" + head + "Content-Length: 1000000000000\r\n\r\nabc");
        assertThat(status(claimed)).isEqualTo(413);
        String chunked = ask("GET" + head + "Transfer-Encoding: chunked\r\n\r\n100000\r\n" + mega + "\r\n0\r\n\r\n");
        assertThat(chunked.isEmpty() || status(chunked) == 413).isTrue();
        String posted = ask("POST" + head + "Content-Length: " + mega.length() + "\r\n\r\n" + mega);
        assertThat(posted.isEmpty() || status(posted) == 405).isTrue();
        String smuggled = ask("GET" + head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        assertThat(status(smuggled)).isIn(400, 413);
        assertThat(status(ask("GET" + head + "Content-Length: -1\r\n\r\n"))).isEqualTo(400);
        assertThat(status(get("/?" + "a".repeat(20_000)))).isIn(414, 431);
        requireItAnswers();
    }

    @Test
    void aThousandIdleConnectionsMakeRoom() throws IOException {
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int k = 0; k < 1000; k++) {
                SocketChannel channel = SocketChannel.open();
                idle.add(channel);
                channel.configureBlocking(false); // who is not let in at once waits there, and not here
                channel.connect(new InetSocketAddress("127.0.0.1", port));
                if (k % 2 == 0 && channel.finishConnect()) {
                    channel.write(StandardCharsets.ISO_8859_1.encode("GET / HTTP/1.1\r\nHos"));
                }
            }
            requireItAnswersInTime(); // while they are still there
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
        requireItAnswers();
    }

    /** As a browser does: what is closed before it was answered is asked again. */
    private void requireItAnswersInTime() throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String answer = "";
        while (answer.isEmpty() && System.nanoTime() < until) {
            answer = get("/");
        }
        assertThat(status(answer)).isEqualTo(200);
    }

    @Test
    void aBadEscapeBehindASemicolonIsRefused() throws IOException {
        assertThat(status(get("/runs/;a=b..%zz"))).isEqualTo(400);
        assertThat(status(get("/runs/first;a=%"))).isEqualTo(400);
    }

    private String post(String path, String body, String... headers) throws IOException {
        return ask("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n" + body);
    }

    private String[] ours() {
        return new String[] {"Origin: http://127.0.0.1:" + port, "Content-Type: application/json"};
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs",
                "/runs/first/stop",
                "/runs/first/resume",
                "/runs/first/tags",
                "/runs/first/delete",
                "/trash/20260101-000000-000/restore"
            })
    void whatChangesSomethingComesOfOurOwnPagesAsJson(String path) throws IOException {
        String origin = ours()[0];
        String json = ours()[1];
        assertThat(status(post(path, "{}", json))).isEqualTo(403);
        assertThat(status(post(path, "{}", "Origin: http://evil.example", json)))
                .isEqualTo(403);
        assertThat(status(post(path, "{}", "Origin: null", json))).isEqualTo(403);
        assertThat(status(post(path, "{}", origin))).isEqualTo(415);
        assertThat(status(post(path, "{}", origin, "Content-Type: text/plain"))).isEqualTo(415);
        assertThat(status(post(path, "a=b", origin, "Content-Type: application/x-www-form-urlencoded")))
                .isEqualTo(415);
        assertThat(status(post(path, "", ours()))).isEqualTo(411);
        assertThat(status(ask("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n"
                        + String.join("\r\n", ours()) + "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")))
                .isEqualTo(411);
        String large = post(path, " ".repeat(Guard.LONGEST_TEXT) + "{}", ours());
        assertThat(status(large)).isEqualTo(413);
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            assertThat(status(ask(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\nConnection: close\r\nContent-Length: 2\r\n" + String.join("\r\n", ours())
                            + "\r\n\r\n{}")))
                    .isEqualTo(405);
        }
        assertThat(runs.resolve("first/config.yaml")).exists();
        assertThat(get("/")).contains("\"jobs\":[]");
        requireItAnswers();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "1e999999999",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"name\":[\"x\"]}",
                "{\"name\":{}}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"\\ud800\"}",
                "\u00ff\u00fe{",
                "{\"__proto__\":{\"x\":1}}"
            })
    void malformedJsonIsRefusedInOneLine(String body) throws IOException {
        for (String text : List.of(body, "[".repeat(30_000), "{\"a\":".repeat(5000))) {
            for (String path : List.of("/runs", "/runs/first/tags", "/runs/first/resume")) {
                String answer = post(path, text, ours());
                assertThat(status(answer)).as(path + " " + text).isIn(400, 422);
                requireNoTrace(answer, text);
                assertThat(answer.substring(answer.indexOf("\r\n\r\n")))
                        .contains("\"error\":")
                        .doesNotContain("Jackson");
            }
        }
        assertThat(runs.resolve("first/tags.json")).doesNotExist();
        requireItAnswers();
    }

    /** A PNG whose rows are a great many zeros, which take next to nothing. */
    private static byte[] bomb(int width, int height, int rows, int rowBytes) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {1, 0, 0, 0, 0})
                        .array());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            byte[] row = new byte[rowBytes];
            for (int k = 0; k < rows; k++) {
                deflater.write(row);
            }
        }
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        byte[] typed = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(typed);
        file.write(ByteBuffer.allocate(4).putInt(content.length).array());
        file.write(typed);
        file.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    @Test
    void aPictureThatIsABombDoesNoHarm() throws IOException {
        Network network = Networks.named("linear", new Shape(1, 8, 8), 2, Networks.Options.DEFAULT);
        ModelCard card = new ModelCard(
                new ModelCard.Images(1, 8, 8), List.of("a", "b"), new ModelCard.Origin("x", "response", "1"), null);
        new Model(Weights.xavier(network, 1), card).write(runs.resolve("first"));
        String huge = classify(bomb(60_000, 60_000, 60_000, 7501));
        assertThat(status(huge)).isEqualTo(422);
        assertThat(huge).contains("60000 x 60000 pixels; expected at most 100,000,000");
        String more = classify(bomb(8, 8, 100_000, 2000)); // than its head says
        assertThat(status(more)).isEqualTo(200);
        String less = classify(bomb(8000, 8000, 1, 10));
        assertThat(status(less)).isIn(200, 422);
        String nothing = classify(bomb(0, 0, 1, 1));
        assertThat(status(nothing)).isEqualTo(422);
        requireItAnswers();
    }

    private String classify(byte[] picture) throws IOException {
        return post(
                "/runs/first/classify",
                new String(picture, StandardCharsets.ISO_8859_1),
                "Origin: http://127.0.0.1:" + port);
    }

    @Test
    void aFolderThatIsTakenAwayEndsWhatFollowsItAndIsTold() throws IOException {
        String ask = "GET /changes HTTP/1.1\r\nAccept: text/event-stream\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: close\r\n\r\n"; // else the connection waits for another request
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isPositive();
            Files.move(runs, temp.resolve("elsewhere"));
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty(); // it ends
            Files.move(temp.resolve("elsewhere"), runs);
        }
        requireItAnswers();
    }

    @Test
    void randomRequestsAreAnsweredOrRefused(TestReporter reporter) throws IOException {
        SplittableRandom random = new SplittableRandom(20_261_128);
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (int k = 0; k < REQUESTS; k++) {
            byte[] request = RandomRequests.next(random, port);
            String shown = k + ": " + new String(request, StandardCharsets.ISO_8859_1);
            String answer = ask(request);
            requireNoTrace(answer, shown);
            int status = answer.isEmpty() ? 0 : status(answer);
            statuses.merge(status, 1, Integer::sum);
            // 501 and 505 say that a coding or a version of the protocol is not spoken
            assertThat(status == 0 || status == 501 || status == 505 || status >= 200 && status < 500)
                    .as("%s for %s", status, shown)
                    .isTrue();
        }
        requireItAnswers();
        reporter.publishEntry(REQUESTS + " requests, answers by status (0: hung up)", statuses.toString());
        assertThat(statuses.keySet()).contains(200, 400, 403, 404, 405, 413, 421, 422);
        assertThat(statuses.getOrDefault(0, 0)).isLessThan(REQUESTS / 10);
    }
}
