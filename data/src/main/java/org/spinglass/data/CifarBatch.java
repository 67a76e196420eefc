// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/**
 * Reads a batch file of CIFAR-10's binary version: rows of one label byte and 3,072 pixel bytes, the red, green and
 * blue planes of 32x32. A batch has any whole number of rows.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 data set</a>
 */
final class CifarBatch {
    static final int CLASSES = 10;

    private static final int CHANNELS = 3;
    private static final ImageSize SIZE = new ImageSize(32, 32);
    private static final int PIXELS = CHANNELS * SIZE.height() * SIZE.width();
    private static final int ROW = 1 + PIXELS;

    private CifarBatch() {}

    /**
     * The images of one batch, in the order of its rows.
     *
     * @throws DataException naming the file when it is empty, ends within a row, or has a label above 9
     */
    static LabelledImages read(ByteSource source) {
        byte[] rows = source.rest();
        int count = rows.length / ROW;
        if (count == 0 || rows.length % ROW != 0) {
            throw new DataException(source.name() + ": truncated: " + (count + 1L) * ROW
                    + " bytes expected up to the end of row " + count + ", " + rows.length + " found (a row has " + ROW
                    + " bytes)");
        }
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * PIXELS];
        for (int i = 0; i < count; i++) {
            int start = i * ROW;
            labels[i] = rows[start];
            System.arraycopy(rows, start + 1, pixels, i * PIXELS, PIXELS);
        }
        int wrong = LabelledImages.firstLabelOutside(labels, CLASSES);
        if (wrong >= 0) {
            throw new DataException(source.name() + ": label " + Byte.toUnsignedInt(labels[wrong]) + " at offset "
                    + (long) wrong * ROW + " (row " + wrong + "), expected 0 to " + (CLASSES - 1));
        }
        return LabelledImages.of(CHANNELS, SIZE, CLASSES, pixels, labels);
    }
}
