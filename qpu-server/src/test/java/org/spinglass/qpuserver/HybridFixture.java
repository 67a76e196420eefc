// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.internal.sapi.MediaType;
import tools.jackson.databind.JsonNode;

/** A service with a hybrid solver only, and the requests by which D-Wave's client uses one. */
abstract class HybridFixture {
    /**
     * -x y of binary variables called x and y, as dimod 0.12.21 writes it: {@code
     * BinaryQuadraticModel({}, {"xy": -1}, "BINARY").to_file()}.
     */
    static final byte[] XY = Base64.getDecoder()
            .decode("RElNT0RCUU0CALIAAAB7ImR0eXBlIjogImZsb2F0NjQiLCAiaXR5cGUiOiAiaW50MzIiLCAibnR5cGUiOiAiaW50MzIi"
                    + "LCAic2hhcGUiOiBbMiwgMV0sICJ0eXBlIjogIkJpbmFyeVF1YWRyYXRpY01vZGVsIiwgInZhcmlhYmxlcyI6IHRydWUs"
                    + "ICJ2YXJ0eXBlIjogIkJJTkFSWSJ9CiAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgAAAAAAAAAAAAAAAAAAAA"
                    + "AAAAAAABAAAAAAAAAAAAAAABAAAAAAAAAAAA8L8AAAAAAAAAAAAA8L9WQVJTOAAAAFsieCIsICJ5Il0gICAgICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg");

    Workers workers;
    EmulatorServer server;

    @BeforeEach
    void start() throws IOException {
        workers = Workers.of(1);
        server = EmulatorServer.start(
                List.of(),
                List.of(new HybridSolver(HybridSolver.USUAL_NAME, workers, 1)),
                ServerOptions.local("secret"));
    }

    @AfterEach
    void stop() {
        server.close();
        workers.close();
    }

    RawHttp.Response send(String method, String target, String accept, byte[] body, String... headers)
            throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of("X-Auth-Token", "secret", "Accept", accept));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return RawHttp.send(server.endpoint(), method, "/sapi/v2/" + target, all, body);
    }

    RawHttp.Response post(String target, String json) throws IOException {
        return send("POST", target, "*/*", json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    RawHttp.Response put(String id, int number, byte[] part, String md5) throws IOException {
        return send(
                "PUT",
                "bqm/multipart/" + id + "/part/" + number,
                "*/*",
                part,
                "Content-MD5",
                md5,
                "Content-Type",
                "application/octet-stream");
    }

    String begun(long size) throws IOException {
        return post("bqm/multipart", "{\"size\": " + size + "}")
                .json()
                .path("id")
                .asString();
    }

    JsonNode status(String id) throws IOException {
        return send("GET", "bqm/multipart/" + id + "/status", "*/*", new byte[0])
                .json();
    }

    RawHttp.Response combine(String id, String checksum) throws IOException {
        return post("bqm/multipart/" + id + "/combine", "{\"checksum\": \"" + checksum + "\"}");
    }

    static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(md5(bytes));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(md5(bytes));
    }

    /** The checksum of the checksums of parts. */
    static String combined(byte[]... parts) {
        byte[] all = new byte[16 * parts.length];
        for (int k = 0; k < parts.length; k++) {
            System.arraycopy(md5(parts[k]), 0, all, 16 * k, 16);
        }
        return hex(all);
    }

    /** Uploads a file as D-Wave's client does. */
    String uploaded(byte[] file) throws IOException {
        String id = begun(file.length);
        int count = Math.ceilDiv(file.length, Upload.PART);
        byte[][] parts = new byte[count][];
        for (int k = 0; k < count; k++) {
            parts[k] = Arrays.copyOfRange(file, k * Upload.PART, Math.min(file.length, (k + 1) * Upload.PART));
            put(id, k + 1, parts[k], base64(parts[k]));
        }
        combine(id, combined(parts));
        return id;
    }

    /** The response to a problem whose file was uploaded; D-Wave's client names the solver by an object. */
    RawHttp.Response submit(String upload, String params) throws IOException {
        String body = "{\"solver\": {\"name\": \"" + HybridSolver.USUAL_NAME
                + "\"}, \"data\": {\"format\": \"ref\", \"data\": \"" + upload
                + "\"}, \"type\": \"bqm\", \"params\": " + params + "}";
        return send(
                "POST",
                "problems/",
                MediaType.PROBLEMS.versioned(),
                ("[" + body + "]").getBytes(StandardCharsets.UTF_8));
    }

    /** The problem once it has ended. */
    JsonNode ended(String id) throws IOException {
        for (JsonNode state = problem(id); ; state = problem(id)) {
            String status = state.path("status").asString("");
            if (!status.equals("PENDING") && !status.equals("IN_PROGRESS")) {
                return state;
            }
        }
    }

    JsonNode problem(String id) throws IOException {
        return send("GET", "problems/" + id + "/?timeout=10", MediaType.PROBLEM.versioned(), new byte[0])
                .json();
    }
}
