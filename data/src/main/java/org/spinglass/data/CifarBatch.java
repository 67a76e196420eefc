// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/**
 * Reads a batch file of the binary version of CIFAR-10 or CIFAR-100: rows of label bytes and 3,072 pixel bytes, the
 * red, green and blue planes of 32x32. A batch has any whole number of rows.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 and CIFAR-100 data sets</a>
 */
final class CifarBatch {

    static final int CHANNELS = 3;
    static final ImageSize SIZE = new ImageSize(32, 32);
    private static final int PIXELS = CHANNELS * SIZE.height() * SIZE.width();

    private CifarBatch() {}

    /** What a row has before its pixels. */
    enum Kind {
        /** The class, of ten. */
        CIFAR_10(1, 10),
        /** The class of twenty that are coarse, and that of a hundred that are fine, which is the one that is taken. */
        CIFAR_100(2, 100);

        private final int labels;
        private final int classes;

        Kind(int labels, int classes) {
            this.labels = labels;
            this.classes = classes;
        }

        /** Bytes of a row before its pixels, of which the last is the class. */
        int labels() {
            return labels;
        }

        int classes() {
            return classes;
        }

        /** Bytes of a row. */
        int row() {
            return labels + PIXELS;
        }
    }

    /**
     * The images of one batch, in the order of its rows.
     *
     * @throws DataException naming the file when it is empty, ends within a row, or has a label that there is not
     */
    static LabelledImages read(ByteSource source, Kind kind) {
        byte[] rows = source.rest();
        int before = kind.labels;
        int row = before + PIXELS;
        int count = rows.length / row;
        if (count == 0 || rows.length % row != 0) {
            throw new DataException(source.name() + ": truncated: " + (count + 1L) * row
                    + " bytes expected up to the end of row " + count + ", " + rows.length + " found (a row has " + row
                    + " bytes)");
        }
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * PIXELS];
        for (int i = 0; i < count; i++) {
            int start = i * row;
            labels[i] = rows[start + before - 1];
            System.arraycopy(rows, start + before, pixels, i * PIXELS, PIXELS);
        }
        int wrong = firstLabelOutside(labels, kind.classes);
        if (wrong >= 0) {
            throw new DataException(source.name() + ": label " + Byte.toUnsignedInt(labels[wrong]) + " at offset "
                    + ((long) wrong * row + before - 1) + " (row " + wrong + "), expected 0 to " + (kind.classes - 1));
        }
        return LabelledImages.of(CHANNELS, SIZE, kind.classes, pixels, labels);
    }

    /** Index of the first label that is not below {@code classes}, or -1 when all are. */
    private static int firstLabelOutside(byte[] labels, int classes) {
        for (int i = 0; i < labels.length; i++) {
            if (Byte.toUnsignedInt(labels[i]) >= classes) {
                return i;
            }
        }
        return -1;
    }
}
