// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A PNG picture without its pixels and its texts, for those who ask for its EXIF data: texts may be packed, and a few bytes
 * of them may unpack to more than there is memory for.
 */
final class PngExif {
    private static final long SIGNATURE = 0x8950_4e47_0d0a_1a0aL;
    private static final int FRAME = 12; // length, type and checksum
    private static final Set<String> KEPT = Set.of("IHDR", "eXIf", "IEND");

    private PngExif() {}

    static boolean isPng(byte[] file) {
        return file.length > Long.BYTES && ByteBuffer.wrap(file).getLong() == SIGNATURE;
    }

    /** The header, the EXIF data and the end of a PNG file, up to where it is damaged. */
    static byte[] of(byte[] png) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.write(png, 0, Long.BYTES);
        int at = Long.BYTES;
        while (at + FRAME <= png.length) {
            long length = FRAME + (long) ByteBuffer.wrap(png).getInt(at);
            if (length < FRAME || at + length > png.length) {
                break;
            }
            if (KEPT.contains(new String(png, at + Integer.BYTES, Integer.BYTES, StandardCharsets.US_ASCII))) {
                kept.write(png, at, (int) length);
            }
            at += (int) length;
        }
        return kept.toByteArray();
    }
}
