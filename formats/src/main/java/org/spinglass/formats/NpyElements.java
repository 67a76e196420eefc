// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;

/** The elements of a NumPy array one after the other, of any whole or floating type up to eight bytes. */
final class NpyElements {
    private static final long LARGEST_EXACT = 1L << 53;

    private final BinaryScanner file;
    private final Element element;
    private long passed;

    /** The elements that come next in a file. */
    NpyElements(BinaryScanner file, NpyHeader header) throws FormatException {
        this.file = file;
        file.order(header.order());
        this.element = element(header.type());
    }

    /** Reads one element. */
    private interface Element {
        double next() throws IOException;
    }

    /** The next element, a finite number. */
    double next() throws IOException {
        double value = element.next();
        if (!Double.isFinite(value)) {
            throw file.error("element " + passed + " is " + value + "; expected a finite number");
        }
        passed++;
        return value;
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
                throw file.error("elements are of type " + type
                        + "; expected f2, f4, f8, b1, or i or u of 1, 2, 4 or 8 bytes, as of array.astype('float64')");
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
