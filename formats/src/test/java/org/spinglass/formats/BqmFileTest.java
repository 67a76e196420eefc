// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.PlainIsing;

class BqmFileTest {
    private static final int HEADER = 14;

    /** A pair of spins with fields 1 and 2 and coupling 3, its index types as told. */
    private static byte[] pair(boolean isLong, String vartype) {
        String type = isLong ? "int64" : "int32";
        String header = "{\"dtype\": \"float64\", \"itype\": \"" + type + "\", \"ntype\": \"" + type
                + "\", \"shape\": [2, 1], \"type\": \"BinaryQuadraticModel\", \"variables\": false, \"vartype\": \""
                + vartype
                + "\"}\n";
        ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("DIMODBQM\u0002\u0000".getBytes(StandardCharsets.US_ASCII)).putInt(header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII)).putDouble(0.5);
        for (int i = 0; i < 2; i++) {
            index(bytes, isLong, i).putDouble(i + 1);
        }
        for (int i = 0; i < 2; i++) {
            index(bytes, isLong, 1 - i).putDouble(3);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static ByteBuffer index(ByteBuffer bytes, boolean isLong, int value) {
        return isLong ? bytes.putLong(value) : bytes.putInt(value);
    }

    private static Problem read(byte[] bytes) throws IOException {
        return ProblemFile.read(
                new ByteArrayInputStream(bytes),
                "model",
                ProblemFormat.BQM,
                ReadOptions.standard().withMaximumBytes(1 << 20));
    }

    @Test
    void bothWidthsOfIndicesAreRead() throws IOException {
        PlainIsing model = read(pair(true, "SPIN")).model();
        assertThat(model).isEqualTo(read(pair(false, "SPIN")).model());
        assertThat(model.field(1)).isEqualTo(2);
        assertThat(model.offset()).isEqualTo(0.5);
        assertThat(model.interactions()).isEqualTo(1);
    }

    @Test
    void everyShorterFileIsRefused() {
        byte[] whole = pair(false, "BINARY");
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(FormatException.class).isThrownBy(() -> read(part));
        }
        requireRefused(
                Arrays.copyOf(whole, whole.length + 1),
                "model: at byte " + whole.length + ": expected the end of the file");
    }

    @Test
    void whatIsNoModelIsRefused() {
        byte[] whole = pair(false, "SPIN");
        int offset = whole.length - 4 * 12 - 8;
        requireRefused(with(whole, 8, (byte) 3), "version is 3.0; expected 1.0 or 2.0");
        requireRefused(with(whole, 0, (byte) 'X'), "expected 'DIMODBQM', found byte 88 in its place 0");
        requireRefused(with(whole, offset + 7, (byte) 0x7f, offset + 6, (byte) 0xf0), "a bias is Infinity");
        requireRefused(with(whole, offset + 8, (byte) 1), "a position among neighbours is 1; expected 0 to 0");
        requireRefused(with(whole, offset + 20, (byte) 3), "a position among neighbours is 3; expected 0 to 2");
        requireRefused(with(whole, offset + 32, (byte) 0), "variable 0 is its own neighbour");
        requireRefused(with(whole, offset + 32, (byte) 2), "a neighbour of variable 0 is 2; expected 0 to 1");
        requireRefused(
                with(whole, whole.length - 1, (byte) 0x41),
                "variables 0 and 1 do not have the same bias from both sides");
        requireRefused(with(whole, offset + 20, (byte) 2), "a neighbour of variable 0 is 0; expected 2 to 1");
        requireRefused(replaced(whole, "float64", "float16"), "dtype is \"float16\"; expected float32 or float64");
        requireRefused(replaced(whole, "[2, 1]", "[2, 0]"), "a position among neighbours is 1; expected 0 to 0");
        requireRefused(
                replaced(whole, "\"shape\"", "\"shade\""),
                "model: the header has [dtype, itype, ntype, type, variables, vartype]");
        requireRefused(replaced(whole, "[2, 1]", "[9e8,1"), "expected ']'");
        requireRefused(replaced(whole, "[2, 1]", "[9e8,1]"), "would take 57600000072 bytes");
    }

    private static byte[] with(byte[] bytes, int at, byte value, int also, byte other) {
        return with(with(bytes, at, value), also, other);
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }

    /** With another text in the header, whose length follows. */
    private static byte[] replaced(byte[] bytes, String old, String text) {
        byte[] copy = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(old, text)
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(HEADER - 4, buffer.getInt(HEADER - 4) + text.length() - old.length());
        return copy;
    }

    private static void requireRefused(byte[] bytes, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageContaining(message);
    }
}
