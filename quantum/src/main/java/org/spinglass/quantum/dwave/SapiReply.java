// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.spinglass.quantum.internal.json.JsonFault;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.SapiError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of the service, read to its end.
 *
 * @param status of HTTP
 * @param headers of it
 * @param body not compressed any more
 */
@SuppressWarnings("ArrayRecordComponent")
record SapiReply(int status, HttpHeaders headers, byte[] body) {
    private static final int LONGEST_TEXT = 300;

    /**
     * The answer of a response.
     *
     * @param most bytes that it may have when it is not compressed any more
     * @throws AnswerException when its compression is broken or unknown, or it has more bytes
     */
    static SapiReply of(HttpResponse<byte[]> response, int most) throws AnswerException {
        String encoding =
                response.headers().firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        return new SapiReply(response.statusCode(), response.headers(), plain(response.body(), encoding, most));
    }

    private static byte[] plain(byte[] body, String encoding, int most) throws AnswerException {
        if (encoding.isEmpty() || encoding.equals("identity") || body.length == 0) {
            return body;
        }
        byte[] plain;
        try (InputStream packed = new ByteArrayInputStream(body);
                InputStream unpacked = switch (encoding) {
                    case "gzip", "x-gzip" -> new GZIPInputStream(packed);
                    case "deflate" -> new InflaterInputStream(packed);
                    default ->
                        throw new AnswerException(
                                "an answer is in encoding '" + encoding + "'; expected gzip or deflate", true);
                }) {
            plain = unpacked.readNBytes(most);
            if (unpacked.read() >= 0) {
                throw AnswerException.tooLong(most);
            }
        } catch (AnswerException e) {
            throw e;
        } catch (IOException e) {
            throw new AnswerException(
                    "an answer of " + body.length + " bytes is no whole " + encoding + " stream: " + e.getMessage(),
                    false);
        }
        return plain;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the service has not looked at the request, and may do so later. */
    boolean isBusy() {
        return status == 429 || status == 503 || status == 413 && retryAfter().isPresent();
    }

    /** Whether the service, or something on the way to it, failed; what became of the request is not known. */
    boolean isFailure() {
        return !isBusy() && (status >= 500 || status == 408);
    }

    /** How long the service asks to wait before the next try; empty where it does not say. */
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(SapiReply::waiting);
    }

    private static Optional<Duration> waiting(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), until);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /**
     * The JSON of a successful answer.
     *
     * @param media the type that was asked for
     * @param version the first number of its version
     * @throws SapiException when it is of another type or version, or no JSON
     */
    JsonNode json(String media, int version) {
        String type = headers.firstValue("Content-Type").orElse("");
        if (!type.split(";")[0].strip().equalsIgnoreCase(media)) {
            throw malformed("is of type '" + type + "'; expected " + media);
        }
        if (!Integer.toString(version).equals(MediaType.major(type))) {
            throw malformed("is of type '" + type + "'; expected its version to be " + version);
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            if (json.isContainer()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new SapiException(SapiException.NO_STATUS, "the service's answer is no JSON: " + JsonFault.of(e), e);
        }
        throw malformed("is no JSON object or list");
    }

    /**
     * The JSON object of a successful answer of whichever type.
     *
     * @throws SapiException when it is none
     */
    JsonNode plainJson() {
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new SapiException(SapiException.NO_STATUS, "the service's answer is no JSON: " + JsonFault.of(e), e);
        }
        throw malformed("is no JSON object");
    }

    private static SapiException malformed(String fault) {
        return new SapiException(SapiException.NO_STATUS, "the service's answer " + fault);
    }

    /** What an unsuccessful answer says: its {@code error_msg}, or its text, or nothing. */
    String text() {
        String line = SapiError.of(status, new String(body, StandardCharsets.UTF_8))
                .message()
                .strip()
                .replaceAll("\\s+", " ");
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "..." : line;
    }
}
