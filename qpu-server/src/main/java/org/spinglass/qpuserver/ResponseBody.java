// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a reply, written once and compressed at most once, however often it is sent. Safe for several threads. */
final class ResponseBody {
    /** Bytes below which compression gains nothing. */
    private static final int LEAST = 1024;

    private final byte[] plain;
    private volatile byte @Nullable [] gzipped;

    private ResponseBody(byte[] plain) {
        this.plain = plain;
    }

    static ResponseBody of(JsonNode json) {
        return new ResponseBody(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] plain() {
        return plain;
    }

    /** Whether it is to be compressed for a request with this {@code Accept-Encoding}. */
    boolean isGzippedFor(@Nullable String accepted) {
        if (accepted == null || plain.length < LEAST) {
            return false;
        }
        for (String coding : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.strip().split("\\s*;\\s*q\\s*=\\s*");
            if (parts[0].equals("gzip")) {
                return parts.length == 1 || !parts[1].matches("0(\\.0*)?");
            }
        }
        return false;
    }

    byte[] gzipped() {
        byte[] known = gzipped;
        if (known == null) {
            known = gzip(plain);
            gzipped = known;
        }
        return known;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (OutputStream out = new FastGzip(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return packed.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
