// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.quantum.internal.sapi.Deflate;

/** Answers as they come from a real connection: compressed, broken, too long. */
class SapiReplyTest {
    private static final int LONGEST = 5000;
    private static final byte[] TEXT = "[\"some text\"]".repeat(300).getBytes(StandardCharsets.UTF_8);

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private String encoding = "";
    private byte[] body = TEXT;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (!encoding.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private SapiReply ask() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        HttpResponse<byte[]> response =
                client.send(HttpRequest.newBuilder(address).build(), _ -> new LimitedBody(LONGEST));
        return SapiReply.of(response, LONGEST);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private void refused(String message) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::ask)
                .withStackTraceContaining("AnswerException: " + message);
    }

    @ParameterizedTest
    @CsvSource({"''", "identity", "gzip", "GZIP", "deflate"})
    void answersAreReadHoweverTheyAreSent(String how) throws Exception {
        encoding = how;
        body = how.equals("deflate") ? Deflate.compress(TEXT) : how.equalsIgnoreCase("gzip") ? gzip(TEXT) : TEXT;
        assertThat(ask().body()).isEqualTo(TEXT);
    }

    @Test
    void brokenStreamsAreNamed() throws Exception {
        encoding = "gzip";
        byte[] whole = gzip(TEXT);
        body = Arrays.copyOf(whole, whole.length / 2);
        refused("an answer of " + body.length + " bytes is no whole gzip stream: Unexpected end of ZLIB input stream");
        body = TEXT;
        refused("an answer of " + TEXT.length + " bytes is no whole gzip stream: Not in GZIP format");
        encoding = "br";
        refused("an answer is in encoding 'br'; expected gzip or deflate");
    }

    @Test
    void answersAreBoundedBeforeAndAfterTheyAreUncompressed() throws Exception {
        body = new byte[LONGEST];
        assertThat(ask().body()).hasSize(LONGEST);
        encoding = "gzip";
        body = gzip(new byte[LONGEST]);
        assertThat(ask().body()).hasSize(LONGEST);
        body = gzip(new byte[LONGEST + 1]);
        refused("an answer has more than 5000 bytes; expected at most that many");
        encoding = "";
        body = new byte[100_000];
        refused("an answer has more than 5000 bytes; expected at most that many");
    }
}
