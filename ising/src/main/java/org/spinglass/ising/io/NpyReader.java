package org.spinglass.ising.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a square matrix from a NumPy file, format versions 1 to 3, of any whole or floating type up to eight bytes. Rows
 * first or columns first makes no difference, as only {@code M_ij + M_ji} matters.
 */
final class NpyReader {
    static final String MAGIC = "\u0093NUMPY";

    private static final int LONGEST_HEADER = 1 << 16;
    private static final long LARGEST_EXACT = 1L << 53;
    private static final Pattern HEADER = Pattern.compile("\\{\\s*'descr'\\s*:\\s*'([<>|=])([a-z])(\\d)'\\s*,"
            + "\\s*'fortran_order'\\s*:\\s*(?:True|False)\\s*,"
            + "\\s*'shape'\\s*:\\s*\\(\\s*(\\d{1,9})\\s*,\\s*(\\d{1,9})\\s*,?\\s*\\)\\s*,?\\s*}\\s*");

    private final BinaryScanner file;

    private NpyReader(Input input) {
        this.file = new BinaryScanner(input.stream(), input.source());
    }

    static Problem read(Input input) throws IOException {
        Vartype vartype = input.requireVartype("a matrix");
        return new NpyReader(input).read(input, vartype);
    }

    private Problem read(Input input, Vartype vartype) throws IOException {
        file.expect(MAGIC);
        int major = file.readByte();
        int minor = file.readByte();
        if (major < 1 || major > 3 || minor != 0) {
            throw file.error("version is " + major + "." + minor + "; expected 1.0, 2.0 or 3.0");
        }
        long length = major == 1 ? Short.toUnsignedInt(file.readShort()) : Integer.toUnsignedLong(file.readInt());
        if (length > LONGEST_HEADER) {
            throw file.error("the header has " + length + " bytes; expected at most " + LONGEST_HEADER);
        }
        byte[] header = file.section(length).readAllBytes();
        Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.UTF_8));
        if (header.length < length || !matcher.matches()) {
            throw file.error("expected a header with descr, fortran_order and shape of a matrix of numbers");
        }
        int n = Integer.parseInt(matcher.group(4));
        if (n < 1 || n != Integer.parseInt(matcher.group(5))) {
            throw file.error("shape is (" + n + ", " + matcher.group(5) + "); expected a square matrix");
        }
        file.order(matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        String type = matcher.group(2) + matcher.group(3);
        Element element = element(type);
        MatrixReader matrix = new MatrixReader(input, vartype, n, false);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double value = element.next();
                if (!Double.isFinite(value)) {
                    throw file.error("element (" + i + ", " + j + ") is " + value + "; expected a finite number");
                }
                matrix.add(i, j, value);
            }
        }
        if (!file.atEnd()) {
            throw file.error("expected the end of the file");
        }
        return matrix.problem();
    }

    /** Reads one element. */
    private interface Element {
        double next() throws IOException;
    }

    private Element element(String type) throws FormatException {
        return switch (type) {
            case "f2" -> () -> Float.float16ToFloat(file.readShort());
            case "f4" -> file::readFloat;
            case "f8" -> file::readDouble;
            case "i1" -> file::readByte;
            case "i2" -> file::readShort;
            case "i4" -> file::readInt;
            case "i8" -> () -> exact(file.readLong());
            case "u1" -> () -> Byte.toUnsignedInt((byte) file.readByte());
            case "u2" -> () -> Short.toUnsignedInt(file.readShort());
            case "u4" -> () -> Integer.toUnsignedLong(file.readInt());
            case "u8" -> () -> exact(requireSmall(file.readLong()));
            case "b1" -> () -> truth(file.readByte());
            default ->
                throw file.error(
                        "elements are of type " + type + "; expected f2, f4, f8, b1, or i or u of 1, 2, 4 or 8 bytes");
        };
    }

    private long requireSmall(long unsigned) throws FormatException {
        if (unsigned < 0) {
            throw file.error("an element is " + Long.toUnsignedString(unsigned) + "; expected at most 2^53");
        }
        return unsigned;
    }

    private double truth(int value) throws FormatException {
        if (value != 0 && value != 1) {
            throw file.error("an element of type b1 is " + value + "; expected 0 or 1");
        }
        return value;
    }

    private double exact(long value) throws FormatException {
        if (Math.abs(value) > LARGEST_EXACT || value == Long.MIN_VALUE) {
            throw file.error("an element is " + value + "; expected at most 2^53");
        }
        return value;
    }
}
