// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** What a page that is not ours, or a program that is no browser, may post. */
@Timeout(300)
final class HostilePostsTest extends OnRawConnection {

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

    @Test
    void aPictureThatIsABombDoesNoHarm() throws IOException {
        Network network = Networks.named("linear", new Shape(1, 8, 8), 2, Networks.Options.DEFAULT);
        ModelCard card = new ModelCard(
                new ModelCard.Images(1, 8, 8), List.of("a", "b"), new ModelCard.Origin("x", "response", "1"), null);
        new Model(Weights.xavier(network, 1), card).write(runs.resolve("first"));
        String huge = classify(PictureBomb.png(60_000, 60_000, 60_000, 7501));
        assertThat(status(huge)).isEqualTo(422);
        assertThat(huge).contains("60000 x 60000 pixels; expected at most 100,000,000");
        String more = classify(PictureBomb.png(8, 8, 100_000, 2000)); // than its head says
        assertThat(status(more)).isEqualTo(200);
        String less = classify(PictureBomb.png(8000, 8000, 1, 10));
        assertThat(status(less)).isIn(200, 422);
        String nothing = classify(PictureBomb.png(0, 0, 1, 1));
        assertThat(status(nothing)).isEqualTo(422);
        requireItAnswers();
    }

    private String classify(byte[] picture) throws IOException {
        return post(
                "/runs/first/classify",
                new String(picture, StandardCharsets.ISO_8859_1),
                "Origin: http://127.0.0.1:" + port);
    }
}
