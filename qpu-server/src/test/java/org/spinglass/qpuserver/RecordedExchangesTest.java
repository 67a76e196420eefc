// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.internal.sapi.QpAnswer;
import org.spinglass.quantum.internal.sapi.SolverJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What D-Wave's client sent, byte by byte, and what it understood. */
@Timeout(30)
class RecordedExchangesTest {
    private final Map<String, String> ids = new HashMap<>();

    private static JsonNode recorded() throws IOException {
        try (InputStream in = RecordedExchangesTest.class.getResourceAsStream("sapi_exchanges.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in));
        }
    }

    @Test
    void everyRequestOfTheOfficialClientIsAnsweredAsRecorded() throws Exception {
        JsonNode exchanges = recorded().path("exchanges");
        JsonNode solvers = recorded(exchanges.get(0));
        ExactProcessor processor = new ExactProcessor(SolverJson.read(solvers.get(1)));
        ServerOptions options = ServerOptions.local("EMU-0123456789abcdef")
                .withListed(List.of(solvers.get(0).toString()))
                .withDelay(Duration.ofMillis(100));
        try (EmulatorServer server = EmulatorServer.start(List.of(processor), options)) {
            for (int i = 0; i < exchanges.size(); i++) {
                JsonNode exchange = exchanges.get(i);
                if (isFailure(exchanges, i + 1)) {
                    // the recording has it fail later; the client tells its user the same of both
                    JsonNode refused = send(server, exchange).json().get(0);
                    assertThat(refused.path("error_code").intValue()).isEqualTo(400);
                    assertThat(refused.path("error_msg").asString()).contains("num_reads");
                    assertThat(send(server, exchanges.get(++i)).json().isEmpty())
                            .isTrue();
                    continue;
                }
                boolean isCancelledMeanwhile =
                        i + 1 < exchanges.size() && method(exchanges.get(i + 1)).equals("DELETE");
                if (isCancelledMeanwhile) {
                    CompletableFuture<RawHttp.Response> poll =
                            CompletableFuture.supplyAsync(() -> send(server, exchange));
                    RawHttp.Response deleted = send(server, exchanges.get(++i));
                    check(exchange, poll.join());
                    check(exchanges.get(i), deleted);
                } else {
                    check(exchange, send(server, exchange));
                }
            }
            assertThat(exchanges).hasSize(20);
            assertThat(server.requests()).isEqualTo(20);
            assertThat(server.submissions()).isEqualTo(4);
        }
    }

    private static boolean isFailure(JsonNode exchanges, int i) {
        return i < exchanges.size()
                && exchanges.get(i).path("response_body").asString().contains("FAILED");
    }

    private static String method(JsonNode exchange) {
        return exchange.path("method").asString();
    }

    private static JsonNode recorded(JsonNode exchange) {
        return JsonMapper.shared().readTree(exchange.path("response_body").asString());
    }

    private RawHttp.Response send(EmulatorServer server, JsonNode exchange) {
        String query = exchange.path("query").asString();
        String target = exchange.path("path").asString() + (query.isEmpty() ? "" : "?" + query);
        byte[] body =
                Base64.getDecoder().decode(exchange.path("raw_body_base64").asString());
        for (Map.Entry<String, String> id : ids.entrySet()) {
            target = target.replace(id.getKey(), id.getValue());
            if (method(exchange).equals("DELETE")) {
                body = new String(body, StandardCharsets.UTF_8)
                        .replace(id.getKey(), id.getValue())
                        .getBytes(StandardCharsets.UTF_8);
            }
        }
        Map<String, String> headers = new HashMap<>();
        exchange.path("headers")
                .properties()
                .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asString()));
        try {
            return RawHttp.send(server.endpoint(), method(exchange), target, headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(JsonNode exchange, RawHttp.Response response) {
        String what = method(exchange) + " " + exchange.path("path").asString() + " -> " + response;
        assertThat(response.status()).as(what).isEqualTo(exchange.path("status").intValue());
        String type = exchange.path("response_headers").path("Content-Type").asString();
        assertThat(response.header("Content-Type")).as(what).startsWith(type);
        if (type.contains(".sapi.")) {
            assertThat(response.header("Content-Type")).as(what).isEqualTo(type + "; version=3.0.0");
        }
        for (String name : exchange.path("response_headers").propertyNames()) {
            assertThat(response.header(name)).as(what).isNotNull();
        }
        if (exchange.path("response_bytes").intValue()
                > exchange.path("response_body").asString().length()) {
            checkInfo(exchange.path("response_body").asString(), response.json());
            return;
        }
        JsonNode expected = recorded(exchange);
        if (method(exchange).equals("POST")) {
            ids.put(
                    expected.get(0).path("id").asString(),
                    response.json().get(0).path("id").asString());
        }
        assertThat(normal(response.json(), "")).as(what).isEqualTo(normal(expected, ""));
    }

    /** The recording has but the beginning. */
    private void checkInfo(String beginning, JsonNode info) {
        String id = beginning.substring(8, 44);
        assertThat(info.path("id").asString()).isEqualTo(ids.get(id));
        String data = beginning.substring(beginning.indexOf("\"data\": ") + 8, beginning.indexOf(", \"params\""));
        assertThat(info.path("data")).isEqualTo(JsonMapper.shared().readTree(data));
        assertThat(info.path("params").path("initial_state").size()).isEqualTo(5760);
        assertThat(info.path("metadata").path("status").asString()).isEqualTo("COMPLETED");
        assertThat(info.path("answer").path("format").asString()).isEqualTo("qp");
    }

    /** As text by name, without what differs from run to run: names of problems, times, loads, numbers of reads. */
    private Object normal(JsonNode node, String name) {
        if (node.path("format").asString("").equals("qp") && node.has("solutions")) {
            QubitAnswer answer = QpAnswer.read("", node, 0);
            TreeSet<String> rows = new TreeSet<>();
            for (int row = 0; row < answer.rows(); row++) {
                int n = answer.qubits().length;
                byte[] spins = Arrays.copyOfRange(answer.spins(), row * n, (row + 1) * n);
                rows.add(Arrays.toString(spins) + " " + answer.energies()[row]);
            }
            int reads = Arrays.stream(answer.occurrences()).sum();
            return List.of(
                    Arrays.toString(answer.qubits()),
                    rows,
                    reads,
                    node.path("num_variables").intValue());
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(normal(element, name)));
            return list;
        }
        if (node.isObject()) {
            Map<String, Object> fields = new HashMap<>();
            node.properties().forEach(entry -> fields.put(entry.getKey(), normal(entry.getValue(), entry.getKey())));
            return fields;
        }
        return switch (name) {
            case "submitted_on", "solved_on" -> node.asString().replaceAll("[0-9]", "0");
            case "id" -> ids.getOrDefault(node.asString(), node.asString());
            case "endpoint" -> node.asString().replaceAll(":[0-9]+/", ":PORT/");
            case "error_message" -> node.asString().contains("num_reads");
            case "name" -> node.asString().equals("NA") ? "Emulated" : node.asString();
            case "avg_load" -> node.isNumber();
            default -> node.isNumber() ? (Object) node.doubleValue() : node.asString();
        };
    }
}
