// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Locale;

/**
 * Reads a pair of IDX files, plain or gzip: images, unsigned bytes of rank 3 or, with channels, 4, and their labels,
 * unsigned bytes of rank 1.
 *
 * <p>An IDX file is a big-endian header and the values, row-major: two zero bytes, the type of the values (8 for
 * unsigned bytes), the rank, and for each dimension its length in 32 bits.
 *
 * @see <a href="https://github.com/cvdfoundation/mnist">The files of MNIST</a>
 */
final class IdxPair {
    private static final int UNSIGNED_BYTES = 0x08;

    /** The most bytes of pixels that are taken into memory: 128 MB, more than the published sets have. */
    private static final long MOST_HELD = 1 << 27;

    private IdxPair() {}

    /**
     * The images of one file with the labels of another.
     *
     * @throws DataException naming the file when one is truncated or too long, has another magic number or an
     *     impossible dimension, when the counts differ, or when a label is not below {@code classes}
     */
    static LabelledImages read(ByteSource images, ByteSource labels, int classes) {
        return read(images, labels).images(0, classes);
    }

    /** The same without a look at the labels. */
    static Content read(ByteSource images, ByteSource labels) {
        IdxShape shape = IdxShape.of(images, header(images, 3, 4));
        Pixels pixels = shape.isInterleaved()
                ? Pixels.of(shape.planes(images.next(arrayLength(images, shape.values()), shape.toString())))
                : images.pixels(length(images, shape.values()), MOST_HELD, shape.toString());
        images.requireEnd();

        int labelCount = header(labels, 1, 1)[0];
        long firstLabel = labels.offset();
        byte[] labelValues = labels.next(arrayLength(labels, labelCount), labelCount + " labels");
        labels.requireEnd();

        if (labelCount != shape.count()) {
            throw new DataException(images.name() + " has " + shape.count() + " images but " + labels.name() + " has "
                    + labelCount + " labels");
        }
        return new Content(shape.channels(), shape.size(), pixels, labelValues, labels.name(), firstLabel);
    }

    /**
     * What a pair of files holds.
     *
     * @param channels of the images
     * @param size of the images
     * @param pixels of all images, which stay in the file where there are many
     * @param labels as they stand in the file
     * @param labelsName what messages call the file of labels
     * @param firstLabel the offset of the first label in it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Content(int channels, ImageSize size, Pixels pixels, byte[] labels, String labelsName, long firstLabel) {

        /** The images, with labels that count up from {@code first} in the file and from 0 here. */
        LabelledImages images(int first, int classes) {
            int[] counted = new int[labels.length];
            for (int i = 0; i < labels.length; i++) {
                int label = Byte.toUnsignedInt(labels[i]);
                if (label < first || label >= first + classes) {
                    throw wrong(i, "expected " + first + " to " + (first + classes - 1));
                }
                counted[i] = label - first;
            }
            return LabelledImages.of(channels, size, classes, pixels, counted);
        }

        /** What is wrong with a label. */
        DataException wrong(int image, String expected) {
            return new DataException(labelsName + ": label " + Byte.toUnsignedInt(labels[image]) + " at offset "
                    + (firstLabel + image) + ", " + expected);
        }
    }

    /** The dimensions of an array of one of two ranks, with which a file begins. */
    static int[] header(ByteSource source, int least, int most) {
        int expected = UNSIGNED_BYTES << 8 | least;
        int magic = source.nextInt("the magic number");
        int rank = magic - (UNSIGNED_BYTES << 8);
        if (rank < least || rank > most) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: magic number 0x%08x at offset 0, expected 0x%08x (IDX, unsigned bytes of rank %d)",
                    source.name(),
                    magic,
                    expected,
                    least));
        }
        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++) {
            long at = source.offset();
            shape[i] = source.nextInt("the header");
            if (shape[i] < 1) {
                throw new DataException(source.name() + ": dimension " + Integer.toUnsignedString(shape[i])
                        + " at offset " + at + ", expected 1 to " + Integer.MAX_VALUE);
            }
        }
        return shape;
    }

    private static long length(ByteSource source, long count) {
        if (count < 0) {
            throw new DataException(
                    source.name() + ": the header promises images of more values than an array holds, at most "
                            + ArraySize.MAX + " expected");
        }
        return count;
    }

    private static int arrayLength(ByteSource source, long count) {
        if (count < 0 || count > ArraySize.MAX) {
            throw new DataException(source.name() + ": the header promises more values than fit in memory, at most "
                    + ArraySize.MAX + " expected");
        }
        return (int) count;
    }
}
