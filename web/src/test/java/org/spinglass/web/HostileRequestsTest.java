// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that is no browser may send. More random requests: {@code -Dspinglass.requests=10000}. */
@Timeout(300)
final class HostileRequestsTest extends OnRawConnection {
    private static final int REQUESTS = Integer.getInteger("spinglass.requests", 2000);

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
