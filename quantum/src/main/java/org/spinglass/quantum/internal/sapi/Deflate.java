// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** {@code Content-Encoding: deflate}: the zlib format of RFC 1950 over a whole message. */
public final class Deflate {
    private static final int BUFFER = 1 << 13;

    private Deflate() {}

    /** The message made smaller. */
    public static byte[] compress(byte[] message) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(message);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 2 + BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    /**
     * The message as it was.
     *
     * @param most bytes that it may have
     * @throws IllegalArgumentException when the bytes are no zlib stream, end early, or hold a longer message
     */
    public static byte[] decompress(byte[] compressed, int most) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(compressed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException(
                            "a deflate stream of " + compressed.length + " bytes ends early; expected a whole one");
                }
                if (out.size() + count > most) {
                    throw new IllegalArgumentException(
                            "a deflate stream holds more than " + most + " bytes; expected at most that many");
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(
                    compressed.length + " bytes are no deflate stream: " + e.getMessage()
                            + "; expected zlib (RFC 1950)",
                    e);
        }
    }
}
