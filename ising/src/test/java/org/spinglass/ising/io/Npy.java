package org.spinglass.ising.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** NumPy files as {@code numpy.save} writes them. */
final class Npy {
    private Npy() {}

    /** A square matrix, row by row, or column by column when columns come first. */
    static byte[] of(int version, String type, boolean isFortran, double[][] matrix) {
        int n = matrix.length;
        String text = "{'descr': '" + type + "', 'fortran_order': " + (isFortran ? "True" : "False") + ", 'shape': ("
                + n + ", " + n + "), }";
        int prefix = version == 1 ? 10 : 12;
        int length = Math.ceilDiv(prefix + text.length() + 1, 64) * 64 - prefix;
        ByteBuffer bytes = ByteBuffer.allocate(prefix + length + 8 * n * n).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) length);
        } else {
            bytes.putInt(length);
        }
        bytes.put((text + " ".repeat(length - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                put(bytes, type.substring(1), isFortran ? matrix[j][i] : matrix[i][j]);
            }
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
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
