// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.ProcessorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uploads files as D-Wave's client does: the size is told, parts of {@value #PART} bytes are sent, a few at a time, each with
 * its MD5, the service's list of parts is compared with what was sent, and the checksum of all checksums ends it. Safe for
 * several threads.
 */
final class ModelUpload {
    /** Bytes of every part but the last. */
    static final int PART = 5 << 20;

    private static final String PATH = "bqm/multipart";
    private static final int AT_ONCE = 4;
    private static final int TRIES = 3;

    private final SapiConnection connection;
    private final HttpRetries retries;

    ModelUpload(SapiConnection connection, HttpRetries retries) {
        this.connection = connection;
        this.retries = retries;
    }

    /**
     * Uploads a file.
     *
     * @return the name that the service gave to it
     * @throws SapiException when the service refuses, cannot be reached, or does not have what was sent
     * @throws java.util.concurrent.CancellationException when it shall not go on
     */
    String send(Path file, BooleanSupplier goesOn) {
        try {
            long size = Files.size(file);
            String id = begin(size, goesOn);
            String path = PATH + "/" + SapiRequest.encoded(id);
            int parts = Math.toIntExact(Math.ceilDiv(size, (long) PART));
            Map<Integer, String> there = new TreeMap<>();
            for (int look = 0; there.size() < parts; look++) {
                if (look == TRIES) {
                    throw new SapiException(
                            SapiException.NO_STATUS,
                            "the service has " + there.size() + " of " + parts
                                    + " parts of an upload after they were sent " + TRIES + " times");
                }
                Map<Integer, String> sent = send(file, parts, path, there, goesOn);
                there = present(path, goesOn);
                there.entrySet().removeIf(part -> !part.getValue().equals(sent.get(part.getKey())));
            }
            combine(path, combined(there), goesOn);
            return id;
        } catch (IOException e) {
            throw new ProcessorException(file + ": a model cannot be uploaded: " + e.getMessage(), e);
        }
    }

    private String begin(long size, BooleanSupplier goesOn) {
        byte[] body = JsonMapper.shared()
                .writeValueAsBytes(JsonMapper.shared().createObjectNode().put("size", size));
        JsonNode id = post(PATH, body, goesOn).path("id");
        if (!id.isString()) {
            throw new SapiException(SapiException.NO_STATUS, "the service's answer to an upload has no id");
        }
        return id.stringValue();
    }

    /** Sends something that may be sent again: a second beginning is an upload that is never used, a second end none. */
    private JsonNode post(String path, byte[] body, BooleanSupplier goesOn) {
        SapiRequest request = SapiRequest.sending("POST", path, SapiRequest.ANY, body, null)
                .with(Map.of("Content-Type", "application/json"));
        SapiReply reply = connection.reply(request, goesOn);
        if (!reply.isSuccess()) {
            throw connection.refusal(reply.status(), reply.text());
        }
        return reply.plainJson();
    }

    /** Sends the parts that are not there, and returns the checksums of all. */
    private Map<Integer, String> send(
            Path file, int parts, String path, Map<Integer, String> there, BooleanSupplier goesOn) throws IOException {
        Map<Integer, String> sent = new TreeMap<>(there);
        Semaphore places = new Semaphore(AT_ONCE);
        try (InputStream in = Files.newInputStream(file);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sends = new ArrayList<>();
            try {
                for (int number = 1; number <= parts; number++) {
                    places.acquire();
                    byte[] part = in.readNBytes(PART);
                    byte[] digest = md5(part);
                    sent.put(number, HexFormat.of().formatHex(digest));
                    if (there.containsKey(number)) {
                        places.release();
                        continue;
                    }
                    SapiRequest request = SapiRequest.sending(
                                    "PUT", path + "/part/" + number, SapiRequest.ANY, part, null)
                            .with(Map.of(
                                    "Content-MD5",
                                    Base64.getEncoder().encodeToString(digest),
                                    "Content-Type",
                                    "application/octet-stream"));
                    sends.add(threads.submit(() -> put(request, places, goesOn)));
                }
                for (Future<?> send : sends) {
                    Waiting.result(send, Duration.ofDays(1), goesOn);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                Waiting.pause(Duration.ofNanos(1), goesOn);
            } finally {
                sends.forEach(send -> send.cancel(true));
            }
        }
        return sent;
    }

    private void put(SapiRequest request, Semaphore places, BooleanSupplier goesOn) {
        try {
            SapiReply reply = connection.reply(request, goesOn);
            if (!reply.isSuccess()) {
                throw connection.refusal(reply.status(), reply.text());
            }
        } finally {
            places.release();
        }
    }

    /** The checksums of the parts that the service has. */
    private Map<Integer, String> present(String path, BooleanSupplier goesOn) {
        SapiReply reply = connection.reply(SapiRequest.get(path + "/status", SapiRequest.ANY), goesOn);
        if (!reply.isSuccess()) {
            throw connection.refusal(reply.status(), reply.text());
        }
        Map<Integer, String> parts = new TreeMap<>();
        for (JsonNode part : reply.plainJson().path("parts")) {
            parts.put(
                    part.path("part_number").asInt(0),
                    part.path("checksum").asString("").replace("\"", ""));
        }
        return parts;
    }

    private void combine(String path, String checksum, BooleanSupplier goesOn) {
        byte[] body = JsonMapper.shared()
                .writeValueAsBytes(JsonMapper.shared().createObjectNode().put("checksum", checksum));
        post(path + "/combine", body, goesOn);
    }

    /** The MD5 of the MD5s of all parts, in their order. */
    static String combined(Map<Integer, String> checksums) {
        String all = String.join("", new TreeMap<>(checksums).values());
        return HexFormat.of().formatHex(md5(HexFormat.of().parseHex(all)));
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has MD5", e);
        }
    }
}
