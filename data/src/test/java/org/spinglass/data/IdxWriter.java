// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files of unsigned bytes, and compresses files so that equal contents give equal bytes. */
final class IdxWriter {
    private IdxWriter() {}

    /** The bytes of an IDX file with the given dimensions. */
    static byte[] idx(byte[] values, int... shape) {
        ByteBuffer file = ByteBuffer.allocate(Integer.BYTES * (1 + shape.length) + values.length);
        file.putInt(0x0800 | shape.length);
        for (int length : shape) {
            file.putInt(length);
        }
        return file.put(values).array();
    }

    /** Gzip at its highest level; the header holds no time and no name. */
    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(9);
            }
        }) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
