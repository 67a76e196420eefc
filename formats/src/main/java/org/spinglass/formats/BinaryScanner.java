// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of a binary file one after the other, little-endian unless told otherwise. For one thread. */
final class BinaryScanner {
    private final InputStream stream;
    private final String source;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private long passed;

    BinaryScanner(InputStream stream, String source) {
        this.stream = stream;
        this.source = source;
        buffer.limit(0);
    }

    void order(ByteOrder order) {
        buffer.order(order);
    }

    /** Makes sure that so many bytes are in the buffer, at most 8 of them. */
    private ByteBuffer require(int bytes) throws IOException {
        if (buffer.remaining() < bytes && available(bytes) < bytes) {
            throw error("the file ends where " + bytes + " more bytes are expected");
        }
        return buffer;
    }

    private int available(int bytes) throws IOException {
        passed += buffer.position();
        buffer.compact();
        int read = stream.readNBytes(buffer.array(), buffer.position(), buffer.remaining());
        buffer.position(buffer.position() + Math.max(0, read)).flip();
        return Math.min(bytes, buffer.remaining());
    }

    boolean atEnd() throws IOException {
        return !buffer.hasRemaining() && available(1) == 0;
    }

    int readByte() throws IOException {
        return require(1).get();
    }

    short readShort() throws IOException {
        return require(2).getShort();
    }

    int readInt() throws IOException {
        return require(4).getInt();
    }

    long readLong() throws IOException {
        return require(8).getLong();
    }

    float readFloat() throws IOException {
        return require(4).getFloat();
    }

    double readDouble() throws IOException {
        return require(8).getDouble();
    }

    /** Takes bytes that must be there. */
    void expect(String text) throws IOException {
        for (int k = 0; k < text.length(); k++) {
            int found = readByte() & 0xff;
            if (found != text.charAt(k)) {
                throw error("expected '" + text + "', found byte " + found + " in its place " + k);
            }
        }
    }

    /** The next bytes, as many as told or up to the end; what is not read of them stays. */
    InputStream section(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() throws IOException {
                if (left == 0 || atEnd()) {
                    return -1;
                }
                left--;
                return readByte() & 0xff;
            }
        };
    }

    FormatException error(String problem) {
        return FormatException.of(source, "at byte " + (passed + buffer.position()) + ": " + problem);
    }
}
