// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.spinglass.data.DataException;

/**
 * A NumPy array of whole or floating numbers, or of texts, as {@code numpy.save} writes it, in C order.
 *
 * @param name stands in messages
 * @param shape lengths of the dimensions
 * @param type letter and bytes of an element, such as {@code u1}, {@code f4} or {@code U8}
 * @param elements in their order, as they stand in the file
 */
record NpyArray(String name, List<Integer> shape, String type, ByteBuffer elements) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int BELIEVED = 1 << 26;
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8;
    private static final Pattern DESCR =
            Pattern.compile("['\"]descr['\"]\\s*:\\s*[ub]?['\"]([<>|=]?)([a-zA-Z?])(\\d{0,9})['\"]");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*True");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*[(\\[]([^()\\[\\]]*)[)\\]]");

    /**
     * Reads an array.
     *
     * @throws DataException naming the array and what is wrong
     */
    static NpyArray read(String name, InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        try {
            byte[] magic = in.readNBytes(MAGIC.length);
            int major = in.readUnsignedByte();
            in.readUnsignedByte();
            if (!Arrays.equals(magic, MAGIC) || major < 1 || major > 3) {
                throw new DataException(name + ": is no NumPy array of version 1 to 3");
            }
            int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            if (major > 1) {
                length |= Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
            }
            if (length < 0 || length > LONGEST_HEADER) {
                throw new DataException(name + ": its header has " + Integer.toUnsignedString(length)
                        + " bytes; expected at most " + LONGEST_HEADER);
            }
            return of(name, new String(in.readNBytes(length), StandardCharsets.UTF_8).strip(), in);
        } catch (EOFException e) {
            throw new DataException(name + ": ends within its header", e);
        }
    }

    private static NpyArray of(String name, String header, InputStream in) throws IOException {
        Matcher descr = DESCR.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!descr.find() || !shape.find() || !header.startsWith("{") || !header.endsWith("}")) {
            throw new DataException(
                    name + ": its header is " + Reasons.shown(header) + "; expected descr and shape of a plain array");
        }
        if (!shape.group(1).matches("(\\s*[0-9]{1,9}L?\\s*(,|$))*\\s*")) {
            throw new DataException(name + ": its shape is (" + Reasons.shown(shape.group(1))
                    + "); expected whole numbers from 0, as of NumPy");
        }
        List<Integer> lengths = Pattern.compile("[0-9]+")
                .matcher(shape.group(1))
                .results()
                .map(found -> Integer.valueOf(found.group()))
                .toList();
        if (FORTRAN.matcher(header).find()
                && lengths.stream().filter(n -> n > 1).count() > 1) {
            throw new DataException(
                    name + ": is in Fortran order; expected C order, as of numpy.ascontiguousarray(array)");
        }
        String letter = descr.group(2).equals("?") ? "b" : descr.group(2);
        String type = letter + (descr.group(3).isEmpty() ? "1" : descr.group(3));
        long width = Long.parseLong(type.substring(1)) * (letter.equals("U") ? Integer.BYTES : 1);
        if (!type.matches("[iu][1248]|b1|f[248]|[US][0-9]+") || width < 1 || width > LONGEST_HEADER) {
            throw new DataException(name + ": its elements are of type " + type
                    + "; expected whole numbers, floats of 2, 4 or 8 bytes, or texts");
        }
        long bytes = width;
        for (int n : lengths) {
            bytes = Math.min(bytes * Math.max(n, 1), MOST_BYTES + 1); // stays far from an overflow, with zeros too
        }
        if (bytes > MOST_BYTES) {
            throw new DataException(name + ": has more than " + MOST_BYTES + " bytes, which cannot be held");
        }
        if (lengths.contains(0)) {
            bytes = 0;
        }
        FreeMemory.require(name, bytes);
        byte[] elements = elements(in, (int) bytes);
        if (elements.length < bytes || in.read() >= 0) {
            throw new DataException("%s: has %s%s bytes of elements; expected %s, by its shape %s"
                    .formatted(
                            name, elements.length < bytes ? "" : "more than ", elements.length, bytes, shown(lengths)));
        }
        ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyArray(name, lengths, type, ByteBuffer.wrap(elements).order(order));
    }

    /** So many bytes, or those that there are. What a header claims costs memory only where some of it has been delivered. */
    private static byte[] elements(InputStream in, int bytes) throws IOException {
        byte[] first = in.readNBytes(Math.min(bytes, BELIEVED));
        if (first.length == bytes || first.length < BELIEVED) {
            return first;
        }
        byte[] all = Arrays.copyOf(first, bytes);
        int read = first.length + in.readNBytes(all, first.length, bytes - first.length);
        return read == bytes ? all : Arrays.copyOf(all, read);
    }

    private static String shown(List<Integer> lengths) {
        return lengths.stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "(", lengths.size() == 1 ? ",)" : ")"));
    }

    /** The shape as Python writes it. */
    String shapeText() {
        return shown(shape);
    }

    boolean isText() {
        return type.startsWith("U") || type.startsWith("S");
    }

    boolean isFloat() {
        return type.startsWith("f");
    }

    /** Number of elements. */
    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** An element of an array of numbers. */
    double number(int k) {
        return switch (type) {
            case "b1", "u1" -> elements.get(k) & 0xff;
            case "i1" -> elements.get(k);
            case "u2" -> elements.getShort(2 * k) & 0xffff;
            case "i2" -> elements.getShort(2 * k);
            case "f2" -> Float.float16ToFloat(elements.getShort(2 * k));
            case "u4" -> elements.getInt(4 * k) & 0xffff_ffffL;
            case "i4" -> elements.getInt(4 * k);
            case "f4" -> elements.getFloat(4 * k);
            case "f8" -> elements.getDouble(8 * k);
            case "i8" -> elements.getLong(8 * k);
            case "u8" -> elements.getLong(8 * k) >= 0 ? elements.getLong(8 * k) : Double.POSITIVE_INFINITY;
            default -> throw new IllegalStateException(name + " has texts");
        };
    }

    /** An element as a text, a whole number without a point. */
    String text(int k) {
        if (!isText()) {
            double value = number(k);
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
        int width = Integer.parseInt(type.substring(1));
        List<Integer> characters = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            int at = k * width + c;
            characters.add(type.startsWith("U") ? elements.getInt(4 * at) : elements.get(at) & 0xff);
        }
        return characters.stream()
                .filter(c -> c != 0)
                .map(c -> Character.isValidCodePoint(c) ? Character.toString(c) : "?")
                .collect(Collectors.joining());
    }
}
