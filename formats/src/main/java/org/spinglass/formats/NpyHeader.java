// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a NumPy array, format versions 1 to 3, its members in any order and as any Python writes them.
 *
 * @param order of the bytes of an element
 * @param type of elements, its letter and their bytes, such as {@code f8}; of text the letter alone
 * @param width bytes of an element, or characters of text
 * @param shape lengths of the dimensions, none of a single value
 */
record NpyHeader(ByteOrder order, String type, int width, int[] shape) {
    static final String MAGIC = "\u0093NUMPY";

    private static final int LONGEST = 1 << 16;
    private static final int MOST_DIMENSIONS = 8;
    private static final String EXPECTED = "expected descr, fortran_order and shape of a plain array";
    private static final Pattern DESCR =
            Pattern.compile("['\"]descr['\"]\\s*:\\s*[ub]?['\"]([<>|=]?)([a-zA-Z?])(\\d{0,9})['\"]");
    private static final Pattern ANY_DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*([^,}]{1,40})");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(?:True|False|[01])\\b");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*[(\\[]([^()\\[\\]]*)[)\\]]");
    private static final Map<String, String> SHORT_TYPES = Map.of("?", "b1", "b", "i1", "B", "u1");

    /** Reads a header from the magic word on; what follows is the elements. */
    static NpyHeader read(BinaryScanner file) throws IOException {
        file.expect(MAGIC);
        int major = file.readByte();
        int minor = file.readByte();
        if (major < 1 || major > 3 || minor != 0) {
            throw file.error("version is " + major + "." + minor + "; expected 1.0, 2.0 or 3.0");
        }
        long length = major == 1 ? Short.toUnsignedInt(file.readShort()) : Integer.toUnsignedLong(file.readInt());
        if (length > LONGEST) {
            throw file.error("the header has " + length + " bytes; expected at most " + LONGEST);
        }
        byte[] bytes = file.section(length).readAllBytes();
        String text = new String(bytes, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1).strip();
        if (bytes.length < length || !text.startsWith("{") || !text.endsWith("}")) {
            throw file.error("the header is " + JsonText.shown(text) + "; " + EXPECTED);
        }
        Matcher descr = DESCR.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find()) {
            Matcher any = ANY_DESCR.matcher(text);
            throw file.error(
                    any.find()
                            ? "elements are of type " + JsonText.shown(any.group(1)) + "; expected numbers"
                            : "the header is " + JsonText.shown(text) + "; " + EXPECTED);
        }
        if (!shape.find() || !ORDER.matcher(text).find()) {
            throw file.error("the header is " + JsonText.shown(text) + "; " + EXPECTED);
        }
        String letter = descr.group(2);
        String digits = descr.group(3);
        boolean isText = letter.equals("S") || letter.equals("U");
        String type = digits.isEmpty() ? SHORT_TYPES.getOrDefault(letter, letter) : isText ? letter : letter + digits;
        return new NpyHeader(
                descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                type,
                digits.isEmpty() ? 1 : Integer.parseInt(digits),
                lengths(file, shape.group(1)));
    }

    /** Lengths of dimensions, which Python 2 wrote as {@code 4L} where they are long. */
    private static int[] lengths(BinaryScanner file, String text) throws FormatException {
        String list = text.strip().replaceFirst("\\s*,$", "");
        String[] parts = list.isEmpty() ? new String[0] : list.split(",", -1);
        int[] lengths = new int[parts.length];
        for (int k = 0; k < parts.length; k++) {
            String part = parts[k].strip();
            if (!part.matches("\\d{1,9}[lL]?") || parts.length > MOST_DIMENSIONS) {
                throw file.error("shape is " + JsonText.shown("(" + text + ")") + "; expected whole numbers");
            }
            lengths[k] = Integer.parseInt(part.replaceAll("[lL]", ""));
        }
        return lengths;
    }

    /** Number of elements. */
    long elements() {
        long elements = 1;
        for (int length : shape) {
            elements = elements > Integer.MAX_VALUE ? elements : elements * length;
        }
        return elements;
    }

    /** The rows of a square matrix. */
    int requireSquare(BinaryScanner file) throws FormatException {
        if (shape.length != 2 || shape[0] < 1 || shape[0] != shape[1]) {
            throw file.error("shape is " + shapeText() + "; expected a square matrix");
        }
        return shape[0];
    }

    /** The shape as Python writes it. */
    String shapeText() {
        return Arrays.toString(shape).replace('[', '(').replace("]", shape.length == 1 ? ",)" : ")");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NpyHeader that
                && order == that.order
                && type.equals(that.type)
                && width == that.width
                && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return "NpyHeader[" + type + ", " + shapeText() + "]";
    }
}
