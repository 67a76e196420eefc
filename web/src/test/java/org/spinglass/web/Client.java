// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server as its own pages do. */
final class Client implements AutoCloseable {
    private static final long PATIENCE = 60_000_000_000L;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    /** Of a server without a token. */
    Client(RunServer server) {
        this(server.address());
    }

    /** Of a server without a token, at the address that it has told. */
    Client(String told) {
        address = told.substring(0, told.length() - 1);
    }

    /** An answer in JSON. */
    record Answer(int status, JsonNode content) {
        String error() {
            return content.path("error").asString("");
        }
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Origin", address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
    }

    /** What a page shows. */
    JsonNode page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
        return RunReportTest.content(answer.body());
    }

    /** Looks at a page until it is as it should be. */
    JsonNode until(String path, Predicate<JsonNode> isSo) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        JsonNode now = page(path);
        while (!isSo.test(now)) {
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
            Thread.onSpinWait();
            now = page(path);
        }
        return now;
    }

    @Override
    public void close() {
        client.close();
    }
}
