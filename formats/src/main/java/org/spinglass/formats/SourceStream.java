// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, as its format has it: gzip undone, and a text in UTF-8 without a byte order mark.
 *
 * @param stream can be marked
 * @param name the file's name, without the {@code .gz} of what was compressed
 */
record SourceStream(InputStream stream, String name) {
    private static final int BUFFER = 1 << 16;
    private static final int MARK = 4;
    private static final int EXPANSION = 8;
    private static final long SMALL = 1 << 24;
    private static final String GZIP = ".gz";

    /**
     * The content of a stream. Packed bits, which may begin with anything, are gzip by their name alone.
     *
     * @param name the file's name, for messages too
     * @param format null where it is to be recognised
     */
    static SourceStream open(InputStream stored, String name, @Nullable ProblemFormat format, ReadOptions options)
            throws IOException {
        BufferedInputStream plain = new BufferedInputStream(stored, BUFFER);
        String lower = name.toLowerCase(Locale.ROOT);
        String inner = lower.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
        boolean isBits = format == ProblemFormat.BITS
                || format == null && inner.toLowerCase(Locale.ROOT).endsWith(".bits");
        byte[] start = start(plain);
        boolean isGzip = start.length > 2 && start[0] == 0x1f && start[1] == (byte) 0x8b && start[2] == 8;
        if (!isGzip || isBits && !lower.endsWith(GZIP)) {
            return new SourceStream(isBits ? plain : text(plain), name);
        }
        long most = options.maximumBytes() > Long.MAX_VALUE / EXPANSION
                ? Long.MAX_VALUE
                : Math.max(SMALL, EXPANSION * options.maximumBytes());
        BufferedInputStream expanded = new BufferedInputStream(new Expanded(plain, name, most), BUFFER);
        return new SourceStream(isBits ? expanded : text(expanded), inner);
    }

    private static byte[] start(InputStream stream) throws IOException {
        stream.mark(MARK);
        byte[] start = stream.readNBytes(MARK);
        stream.reset();
        return start;
    }

    /** Takes a byte order mark; text in UTF-16, which needs one, becomes UTF-8. */
    private static InputStream text(InputStream stream) throws IOException {
        byte[] start = start(stream);
        if (begins(start, 0xef, 0xbb, 0xbf)) {
            stream.skipNBytes(3);
            return stream;
        }
        Charset charset = begins(start, 0xff, 0xfe)
                ? StandardCharsets.UTF_16LE
                : begins(start, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : null;
        if (charset == null) {
            return stream;
        }
        stream.skipNBytes(2);
        return new BufferedInputStream(new Utf8Stream(stream, charset), BUFFER);
    }

    private static boolean begins(byte[] start, int... bytes) {
        for (int k = 0; k < bytes.length; k++) {
            if (k >= start.length || start[k] != (byte) bytes[k]) {
                return false;
            }
        }
        return true;
    }

    /** The content of gzip data, up to a number of bytes, with its faults told as those of the file. */
    private static final class Expanded extends InputStream {
        private final InputStream stored;
        private final String name;
        private final long most;
        private @Nullable InputStream gzip;
        private long passed;

        Expanded(InputStream stored, String name, long most) {
            this.stored = stored;
            this.name = name;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read;
            try {
                if (gzip == null) {
                    gzip = new GZIPInputStream(stored, 1 << 13);
                }
                read = gzip.read(into, offset, length);
            } catch (ZipException | EOFException damaged) {
                throw FormatException.of(
                        name,
                        "the gzip data is damaged or cut off after " + passed + " bytes of content: "
                                + String.valueOf(damaged.getMessage()));
            }
            passed += Math.max(0, read);
            if (passed > most) {
                throw FormatException.of(
                        name, "the gzip data expands to more than " + most + " bytes, which is the most that is read");
            }
            return read;
        }
    }
}
