// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.internal.json.JsonFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request.
 *
 * @param method of HTTP
 * @param path its parts, decoded, without empty ones
 * @param query values by name, decoded
 * @param headers as they came
 * @param body as it came; empty where it is still to be read
 * @param unread what is still to be read of it
 * @param client the connection's other end
 */
@SuppressWarnings("ArrayRecordComponent")
record HttpRequest(
        String method,
        List<String> path,
        Map<String, String> query,
        Headers headers,
        byte[] body,
        InputStream unread,
        String client) {
    private static final int LONGEST = 1 << 26;
    private static final String BEARER = "Bearer ";

    static HttpRequest of(HttpExchange exchange) throws IOException {
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        String method = exchange.getRequestMethod();
        InputStream unread = exchange.getRequestBody();
        byte[] body = UploadRequests.isPart(method, path) ? new byte[0] : unread.readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new Refusal(413, "the request has more than " + LONGEST + " bytes");
        }
        return new HttpRequest(
                method,
                path,
                query,
                exchange.getRequestHeaders(),
                body,
                unread,
                exchange.getRemoteAddress().toString());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "'" + text + "' is not percent-encoded text");
        }
    }

    @Nullable
    String header(String name) {
        return headers.getFirst(name);
    }

    /** Whether it brings a token, as D-Wave's own header or as a bearer. */
    boolean hasToken(String token) {
        String authorization = header("Authorization");
        boolean isBearer = authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.equals(authorization.substring(BEARER.length()).strip());
        return isBearer || token.equals(header("X-Auth-Token"));
    }

    /** The body as JSON, compressed or not. */
    JsonNode json() {
        String type = header("Content-Type");
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new Refusal(415, "Content-Type is " + type + "; expected application/json");
        }
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(ContentCoding.decoded(body, header("Content-Encoding"), LONGEST));
        } catch (JacksonException e) {
            throw new Refusal(400, "the request is no JSON: " + JsonFault.of(e));
        }
        if (json == null || json.isMissingNode()) {
            throw new Refusal(400, "the request is empty; expected JSON");
        }
        return json;
    }
}
