// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of many images, in memory or left in a file. Safe for any number of threads. */
sealed interface Pixels {
    /** Number of bytes. */
    long length();

    /**
     * Copies some bytes.
     *
     * @param from the first of them
     * @param out receives them from its first element on
     * @param count how many, at most as many as {@code out} holds
     * @throws DataException when a file can no longer be read, or has become shorter
     */
    void copy(long from, byte[] out, int count);

    /** Bytes of an array, which is not copied. */
    static Pixels of(byte[] bytes) {
        return new Held(bytes);
    }

    /** Bytes in memory. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Held(byte[] bytes) implements Pixels {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void copy(long from, byte[] out, int count) {
            System.arraycopy(bytes, Math.toIntExact(from), out, 0, count);
        }
    }

    /**
     * Bytes of a file, which is read as often as they are asked for, and left open until the program ends.
     *
     * @param offset where they begin in the file
     */
    record Filed(Path file, FileChannel channel, long offset, long length) implements Pixels {
        /** Opens a file that holds the bytes from an offset on. */
        static Filed open(Path file, long offset, long length) throws IOException {
            return new Filed(file, FileChannel.open(file, StandardOpenOption.READ), offset, length);
        }

        @Override
        public void copy(long from, byte[] out, int count) {
            ByteBuffer buffer = ByteBuffer.wrap(out, 0, count);
            try {
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, offset + from + buffer.position()) < 0) {
                        throw new DataException(file + ": has become shorter than it was when reading began");
                    }
                }
            } catch (IOException e) {
                throw new DataException(file + ": can no longer be read: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Some images of a file.
     *
     * @param places numbers of the images in the file
     * @param each bytes of an image
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Chosen(Filed file, int[] places, int each) implements Pixels {
        @Override
        public long length() {
            return (long) places.length * each;
        }

        @Override
        public void copy(long from, byte[] out, int count) {
            if (from % each == 0 && count == each) {
                file.copy((long) places[(int) (from / each)] * each, out, count);
                return;
            }
            byte[] image = new byte[each];
            for (int done = 0; done < count; ) {
                int skipped = (int) ((from + done) % each);
                int some = Math.min(count - done, each - skipped);
                file.copy((long) places[(int) ((from + done) / each)] * each, image, each);
                System.arraycopy(image, skipped, out, done, some);
                done += some;
            }
        }
    }
}
