// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Little-endian numbers of an entry, and a message where they end too early. */
final class CqmBytes {
    private final Lines source;
    private final String where;
    private final ByteBuffer bytes;

    CqmBytes(Lines source, String where, byte[] bytes) {
        this(source, where, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private CqmBytes(Lines source, String where, ByteBuffer bytes) {
        this.source = source;
        this.where = where;
        this.bytes = bytes;
    }

    private void need(long size) throws IOException {
        if (size < 0 || bytes.remaining() < size) {
            throw source.error(
                    where + " ends after " + bytes.limit() + " bytes; expected " + size + " at " + bytes.position());
        }
    }

    void expect(String magic) throws IOException {
        need(magic.length());
        String read = new String(bytes(magic.length()), StandardCharsets.ISO_8859_1);
        if (!read.equals(magic)) {
            throw source.error(where + " does not begin with " + magic + "; expected it");
        }
    }

    byte[] bytes(int size) throws IOException {
        need(size);
        byte[] read = new byte[size];
        bytes.get(read);
        return read;
    }

    int readByte() throws IOException {
        need(1);
        return bytes.get() & 0xff;
    }

    int readInt() throws IOException {
        need(4);
        return bytes.getInt();
    }

    long readLong() throws IOException {
        need(8);
        return bytes.getLong();
    }

    double readDouble() throws IOException {
        need(8);
        return bytes.getDouble();
    }

    double readFloat() throws IOException {
        need(4);
        return bytes.getFloat();
    }

    /** What a section holds, which this skips: four letters, its length in four bytes or eight, and so many bytes. */
    CqmBytes section(String magic, boolean isLong) throws IOException {
        expect(magic);
        long length = isLong ? readLong() : Integer.toUnsignedLong(readInt());
        need(length);
        ByteBuffer inner = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return new CqmBytes(source, where + ", " + magic, inner);
    }
}
