// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NumPy files as {@code numpy.save} writes them. */
final class Npy {
    private Npy() {}

    /** A square matrix, row by row, or column by column when columns come first. */
    static byte[] of(int version, String type, boolean isFortran, double[][] matrix) {
        int n = matrix.length;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = isFortran ? matrix[j][i] : matrix[i][j];
            }
        }
        String header = "{'descr': '" + type + "', 'fortran_order': " + (isFortran ? "True" : "False") + ", 'shape': ("
                + n + ", " + n + "), }";
        return of(version, header, type, values);
    }

    /** A row of numbers. */
    static byte[] row(String type, double... values) {
        return of(
                1,
                "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + values.length + ",), }",
                type,
                values);
    }

    /** A single text of bytes. */
    static byte[] text(String text) {
        byte[] start = of(1, "{'descr': '|S" + text.length() + "', 'fortran_order': False, 'shape': (), }", "|b1");
        ByteBuffer bytes = ByteBuffer.allocate(start.length + text.length());
        return bytes.put(start).put(text.getBytes(StandardCharsets.US_ASCII)).array();
    }

    /** Any header, and elements of a type. */
    static byte[] of(int version, String header, String type, double... values) {
        int prefix = version == 1 ? 10 : 12;
        int length = Math.ceilDiv(prefix + header.length() + 1, 64) * 64 - prefix;
        ByteBuffer bytes =
                ByteBuffer.allocate(prefix + length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) length);
        } else {
            bytes.putInt(length);
        }
        bytes.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            put(bytes, type.substring(1), value);
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    /** An archive of arrays as {@code numpy.savez_compressed} writes it. */
    static byte[] archive(Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ByteBuffer bytes, String type, double value) {
        switch (type) {
            case "f2" -> bytes.putShort(Float.floatToFloat16((float) value));
            case "f4" -> bytes.putFloat((float) value);
            case "f8" -> bytes.putDouble(value);
            case "i1", "u1", "b1" -> bytes.put((byte) value);
            case "i2", "u2" -> bytes.putShort((short) (int) value);
            case "i4", "u4" -> bytes.putInt((int) (long) value);
            case "i8", "u8" -> bytes.putLong((long) value);
            default -> throw new IllegalArgumentException(type);
        }
    }
}
