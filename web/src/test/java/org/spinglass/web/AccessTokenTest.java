// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that other machines reach answers only who knows its token. */
@Timeout(120)
final class AccessTokenTest {
    @TempDir
    private Path runs;

    private RunServer server;
    private int port;
    private String token;

    @BeforeEach
    void start() {
        RunFixture.write(runs.resolve("first"), 1, 8, 0.9);
        server = RunServer.start(new ServerOptions(runs, "0.0.0.0", 0, false, 1, new FakeTraining()));
        URI address = URI.create(server.address());
        port = address.getPort();
        assertThat(address.getQuery()).matches("token=[A-Za-z0-9_-]{32}");
        token = address.getQuery().substring("token=".length());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String line, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = line + " HTTP/1.1\r\nHost: box.example:" + port + "\r\nConnection: close\r\n"
                    + String.join(
                            "", Arrays.stream(headers).map(one -> one + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String cookie(String value) {
        return "Cookie: spinglass-" + port + "=" + value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /runs/first",
                "GET /runs/first/changes",
                "GET /changes",
                "GET /compare?run=first&run=first",
                "GET /new",
                "GET /form",
                "GET /trash",
                "GET /none",
                "HEAD /",
                "POST /runs",
                "POST /runs/first/stop",
                "POST /runs/first/classify",
                "POST /trash/20260101-000000-000/restore",
                "DELETE /runs/first"
            })
    void nothingIsAnsweredWithoutIt(String line) throws IOException {
        String own = "Origin: http://box.example:" + port;
        for (String[] headers : new String[][] {
            {},
            {own, "Content-Type: application/json", "Content-Length: 0"},
            {cookie("")},
            {cookie(token.substring(1))},
            {cookie(token + "x")},
            {cookie(token.toUpperCase(Locale.ROOT))},
            {"Cookie: spinglass=" + token},
            {"Authorization: Bearer " + token}
        }) {
            String answer = ask(line, headers);
            assertThat(answer)
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContain("Set-Cookie")
                    .doesNotContain(token);
            assertThat(answer).doesNotContain("first\"");
        }
        assertThat(ask(line + (line.contains("?") ? "&" : "?") + "token=" + "x".repeat(32)))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void theAddressBringsItOnce() throws IOException {
        String welcome = ask("GET /?token=" + token);
        assertThat(welcome).startsWith("HTTP/1.1 200 ").contains("Referrer-Policy: no-referrer");
        Matcher cookie = Pattern.compile("(?i)Set-Cookie: (.*)\r\n").matcher(welcome);
        assertThat(cookie.find()).isTrue();
        assertThat(cookie.group(1))
                .isEqualTo("spinglass-" + port + "=" + token + "; Path=/; HttpOnly; SameSite=Strict");
        assertThat(welcome.substring(welcome.indexOf("\r\n\r\n")))
                .doesNotContain(token)
                .doesNotContain("first");
        assertThat(ask("GET /runs/first?token=" + token)).startsWith("HTTP/1.1 401 ");
        assertThat(ask("POST /?token=" + token, "Content-Length: 0")).startsWith("HTTP/1.1 401 ");

        assertThat(ask("GET /", cookie(token))).startsWith("HTTP/1.1 200 ").contains("\"name\":\"first\"");
        assertThat(ask("GET /", cookie(token), "Origin: http://evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(ask("GET /", cookie(token), "Origin: http://box.example")).startsWith("HTTP/1.1 403 ");
        assertThat(ask("GET /", cookie(token), "Origin: https://box.example:" + port))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aBrowserKeepsIt() {
        try (Browser browser = Browser.open()) {
            Page page = browser.page(1280, server.address());
            page.locator("h1:text('Runs')").waitFor();
            assertThat(page.url()).doesNotContain("token");
            assertThat(page.evaluate("() => document.cookie")).isEqualTo("");
            page.locator("a:text('first')").click();
            page.locator("#tag").fill("good");
            page.locator(".tagging button[type=submit]").click();
            page.locator(".tags li:has-text('good')").waitFor();
            assertThat(browser.complaints).isEmpty();
        }
    }

    @Test
    void everyServerHasAnother() {
        try (RunServer second = RunServer.start(new ServerOptions(runs, "127.0.0.1", 0, true, 1, null));
                RunServer open = RunServer.start(ServerOptions.of(runs, 0))) {
            assertThat(second.address())
                    .startsWith("http://127.0.0.1:")
                    .contains("/?token=")
                    .doesNotContain(token);
            assertThat(open.address()).endsWith("/");
        }
    }

    @Test
    void whereItCannotListenIsNamed() {
        assertThatThrownBy(() -> RunServer.start(new ServerOptions(runs, "192.0.2.7", 0, false, 1, null)))
                .isInstanceOf(WebException.class)
                .hasMessage("host '192.0.2.7' is none of this machine; expected 127.0.0.1, 0.0.0.0 or one of its"
                        + " addresses");
    }
}
