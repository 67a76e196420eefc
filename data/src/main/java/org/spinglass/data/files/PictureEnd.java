// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Whether the file of a picture goes on to its end. Of one that was cut off, as by a copy or a download that was stopped, a
 * decoder may make a picture whose lower part is grey, and say nothing.
 *
 * <p>The lengths and marks of the file alone are looked at, which costs a pass over its bytes at most.
 */
final class PictureEnd {
    private static final int BMP_HEADER = 54;
    private static final int GIF_HEADER = 13;
    private static final int PNG_SIGNATURE = 8;

    private PictureEnd() {}

    /**
     * What is missing at the end of a file; null where nothing is.
     *
     * @param format as a reader of pictures names it, in lower case
     */
    static @Nullable String missing(String format, byte[] bytes) {
        return switch (format) {
            case "jpeg", "jpg" -> jpeg(bytes);
            case "png" -> png(ByteBuffer.wrap(bytes));
            case "gif" -> gif(bytes);
            case "bmp" -> bmp(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            case "webp" -> webp(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            default -> null;
        };
    }

    /** Segments with their lengths, then coded pixels up to the next marker, until the one of the end (ITU-T T.81, annex B). */
    private static @Nullable String jpeg(byte[] bytes) {
        int at = 2;
        while (at + 1 < bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if ((bytes[at] & 0xff) != 0xff || marker == 0 || marker == 0xff) {
                at++; // coded pixels, where 0 follows a byte 255 that is no marker's; or a byte that fills up
            } else if (marker == 0xd9) {
                return null;
            } else if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd8) {
                at += 2; // stands alone
            } else if (at + 3 < bytes.length) {
                at += 2 + Math.max(2, (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff);
            } else {
                break;
            }
        }
        return "the marker of the end (FFD9) is missing";
    }

    private static @Nullable String png(ByteBuffer file) {
        long at = PNG_SIGNATURE;
        while (at + 12 <= file.capacity()) {
            int start = (int) at;
            if (file.getInt(start + 4) == 0x49454e44) {
                return null;
            }
            at += 12 + Integer.toUnsignedLong(file.getInt(start));
        }
        return "the chunk of the end (IEND) is missing";
    }

    private static @Nullable String gif(byte[] bytes) {
        int at = GIF_HEADER;
        if (bytes.length > at) {
            at += colours(bytes[10]);
        }
        while (at < bytes.length && bytes[at] != 0x3b) {
            if (bytes[at] == 0x2c) {
                at += 10 + (at + 9 < bytes.length ? colours(bytes[at + 9]) : 0) + 1; // a frame
            } else if (bytes[at] == 0x21) {
                at += 2; // an extension
            } else {
                return null; // damaged rather than cut off
            }
            while (at < bytes.length && bytes[at] != 0) {
                at += 1 + (bytes[at] & 0xff);
            }
            at++;
        }
        return at < bytes.length ? null : "the mark of the end (3B) is missing";
    }

    /** Bytes of the table of colours that a packed field tells of. */
    private static int colours(byte packed) {
        return (packed & 0x80) == 0 ? 0 : 3 << (packed & 7) + 1;
    }

    /** By the pixels, as the length that the file tells is often wrong. */
    private static @Nullable String bmp(ByteBuffer file) {
        if (file.capacity() < BMP_HEADER) {
            return tooShort(file, BMP_HEADER);
        }
        long start = Integer.toUnsignedLong(file.getInt(10));
        boolean isOld = file.getInt(14) == 12; // a header of OS/2, with sizes of 16 bits
        long width = isOld ? file.getShort(18) & 0xffff : file.getInt(18);
        long height = isOld ? file.getShort(20) & 0xffff : Math.abs((long) file.getInt(22));
        long bits = file.getShort(isOld ? 24 : 28) & 0xffff;
        int compression = isOld ? 0 : file.getInt(30);
        boolean isPlain = compression == 0 || compression == 3;
        long length = isPlain ? (width * bits + 31) / 32 * 4 * height : Integer.toUnsignedLong(file.getInt(34));
        return file.capacity() < start + length ? tooShort(file, start + length) : null;
    }

    private static @Nullable String webp(ByteBuffer file) {
        long length = file.capacity() < 12 ? 12 : 8 + Integer.toUnsignedLong(file.getInt(4));
        return file.capacity() < length ? tooShort(file, length) : null;
    }

    private static String tooShort(ByteBuffer file, long expected) {
        return "has " + file.capacity() + " bytes; expected " + expected;
    }
}
