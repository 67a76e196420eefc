// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.internal.sapi.Deflate;

/**
 * Compressions of messages: {@code deflate} and {@code gzip} of RFC 9110, and {@code zstd} of RFC 8878, of which a window
 * of 8 MB is as much as RFC 9659 lets a message ask for. Memory for a message is bounded, whatever it says of itself.
 */
enum ContentCoding {
    /** The zlib format. */
    DEFLATE,
    GZIP,
    ZSTD;

    /** Binary logarithm of the longest window, in bytes. */
    private static final int WINDOW = 23;

    /** The level at which Zstandard is about as fast as memory. */
    private static final int FAST = 1;

    /** As headers name it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A message without its compressions, of which the last one named was done last.
     *
     * @param encoding what {@code Content-Encoding} says; null for nothing
     * @param most bytes that it may have, at every step
     * @throws Refusal when a compression is not known here, the message is none of its kind, or longer than that
     */
    static byte[] decoded(byte[] message, @Nullable String encoding, int most) {
        String[] codings = encoding == null
                ? new String[0]
                : encoding.toLowerCase(Locale.ROOT).split(",");
        byte[] plain = message;
        for (int k = codings.length - 1; k >= 0; k--) {
            plain = switch (codings[k].strip()) {
                case "identity", "" -> plain;
                case "deflate" -> inflated(plain, most);
                case "gzip", "x-gzip" -> GZIP.read(plain, most);
                case "zstd" -> ZSTD.read(plain, most);
                default ->
                    throw new Refusal(
                            415, "Content-Encoding is " + encoding + "; expected deflate, gzip, zstd or none");
            };
        }
        return plain;
    }

    private static byte[] inflated(byte[] message, int most) {
        try {
            return Deflate.decompress(message, most);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private byte[] read(byte[] message, int most) {
        try (InputStream in = open(new ByteArrayInputStream(message))) {
            byte[] whole = in.readNBytes(most + 1);
            if (whole.length > most) {
                throw new Refusal(413, "a " + text() + " stream holds more than " + most + " bytes");
            }
            return whole;
        } catch (IOException e) {
            throw new Refusal(400, message.length + " bytes are no whole " + text() + " stream: " + e.getMessage());
        } catch (LinkageError e) { // its library is not there for every machine
            throw new Refusal(415, "Content-Encoding is " + text() + ", which this machine has no library for");
        }
    }

    private InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(in);
            case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(WINDOW);
            case DEFLATE -> throw new IllegalStateException("deflate streams are read whole");
        };
    }

    /** Whether messages can be compressed so on this machine. */
    static boolean canWrite(ContentCoding coding) {
        try {
            return coding != ZSTD || Zstd.maxCompressionLevel() >= FAST;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** The message made smaller, fast. */
    byte[] encoded(byte[] message) {
        return switch (this) {
            case DEFLATE -> Deflate.compress(message);
            case GZIP -> gzipped(message);
            case ZSTD -> Zstd.compress(message, FAST);
        };
    }

    private static byte[] gzipped(byte[] message) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(message.length / 2);
        try (OutputStream out = new FastGzip(packed)) {
            out.write(message);
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
