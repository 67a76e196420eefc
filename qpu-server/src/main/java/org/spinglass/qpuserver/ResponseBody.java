// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a reply, written once and compressed at most once in each way, however often it is sent. Safe for several
 * threads.
 */
final class ResponseBody {
    /** Bytes below which compression gains nothing. */
    private static final int LEAST = 1024;

    private final byte[] plain;
    private final Map<ContentCoding, byte[]> packed = new ConcurrentHashMap<>(2);

    private ResponseBody(byte[] plain) {
        this.plain = plain;
    }

    static ResponseBody of(JsonNode json) {
        return new ResponseBody(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] plain() {
        return plain;
    }

    /**
     * How it is to be compressed for a request with this {@code Accept-Encoding}: by gzip or zstd, whichever has the
     * larger weight there, and zstd where they are alike. Null for not at all.
     */
    @Nullable
    ContentCoding codingFor(@Nullable String accepted) {
        if (accepted == null || plain.length < LEAST) {
            return null;
        }
        double gzip = 0;
        double zstd = 0;
        for (String coding : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.strip().split("\\s*;\\s*q\\s*=\\s*");
            double weight = parts.length == 1 ? 1 : weight(parts[1]);
            switch (parts[0]) {
                case "gzip" -> gzip = weight;
                case "zstd" -> zstd = weight;
                default -> {}
            }
        }
        if (zstd > 0 && zstd >= gzip && ContentCoding.canWrite(ContentCoding.ZSTD)) {
            return ContentCoding.ZSTD;
        }
        return gzip > 0 ? ContentCoding.GZIP : null;
    }

    /** A weight of RFC 9110, 0 to 1; 1 for what is none. */
    private static double weight(String text) {
        return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 1;
    }

    byte[] packed(ContentCoding coding) {
        return packed.computeIfAbsent(coding, how -> how.encoded(plain));
    }
}
