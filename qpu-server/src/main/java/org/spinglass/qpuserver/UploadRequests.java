// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests about uploads: {@code POST bqm/multipart} begins one, {@code PUT .../part/N} brings a part, {@code GET .../status}
 * tells which are there, and {@code POST .../combine} ends it. Models of every kind go this way.
 */
final class UploadRequests {
    private static final String JSON = "application/json";

    private final UploadStore uploads;

    UploadRequests(UploadStore uploads) {
        this.uploads = uploads;
    }

    /** Whether a request brings a part, whose bytes are not to be read into memory. */
    static boolean isPart(String method, List<String> path) {
        return method.equals("PUT") && path.contains("multipart") && path.contains("part");
    }

    /**
     * The reply to a request.
     *
     * @param path what follows {@code bqm/multipart}
     */
    Reply reply(HttpRequest request, List<String> path) throws IOException {
        String route = request.method() + "/" + path.size() + (path.size() > 1 ? "/" + path.get(1) : "");
        return switch (route) {
            case "POST/0" -> ok(begin(request));
            case "GET/2/status" -> ok(uploads.require(path.getFirst()).status());
            case "PUT/3/part" -> {
                put(request, path.getFirst(), path.get(2));
                yield ok(JsonMapper.shared().createObjectNode());
            }
            case "POST/2/combine" -> {
                uploads.require(path.getFirst())
                        .combine(request.json().path("checksum").asString(""));
                yield ok(JsonMapper.shared().createObjectNode());
            }
            default ->
                throw new Refusal(404, request.method() + " bqm/multipart/" + String.join("/", path) + " is unknown");
        };
    }

    private static Reply ok(JsonNode body) {
        return new Reply(200, JSON, ResponseBody.of(body), Map.of());
    }

    private ObjectNode begin(HttpRequest request) throws IOException {
        JsonNode size = request.json().path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong()) {
            throw new Refusal(
                    400, "size is " + (size.isMissingNode() ? "missing" : size) + "; expected a number of bytes");
        }
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", uploads.begin(size.longValue()).id());
    }

    private void put(HttpRequest request, String id, String number) throws IOException {
        Upload upload = uploads.require(id);
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new Refusal(
                    415, "Content-Encoding is " + encoding + "; expected none, as parts are taken as they are");
        }
        if (!number.matches("[0-9]{1,9}")) {
            throw new Refusal(400, "part '" + number + "'; expected its number, from 1");
        }
        upload.put(Integer.parseInt(number), request.unread(), request.header("Content-MD5"));
    }
}
