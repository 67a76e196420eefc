// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server whose folder has runs, and beside it what nobody may read; asked by the bytes of a connection. */
abstract class OnRawConnection {
    static final String SECRET = "a-word-from-outside";
    static final int PATIENCE = 30_000;

    @TempDir
    Path temp;

    Path runs;
    private RunServer server;
    int port;

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
    final String ask(byte[] request) throws IOException {
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

    final String ask(String request) throws IOException {
        return ask(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    final String get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n");
    }

    static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }

    static void requireNoTrace(String answer, String request) {
        String said =
                answer.contains("id=\"content\"") ? answer.substring(0, answer.indexOf("id=\"content\"")) : answer;
        assertThat(said).as(request).doesNotContain("\tat ", "Exception", "org.eclipse", "io.javalin");
        assertThat(answer).as(request).doesNotContain(SECRET);
    }

    final void requireItAnswers() throws IOException {
        String answer = get("/");
        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer).contains("second");
    }

    final String post(String path, String body, String... headers) throws IOException {
        return ask("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n" + body);
    }

    final String[] ours() {
        return new String[] {"Origin: http://127.0.0.1:" + port, "Content-Type: application/json"};
    }
}
