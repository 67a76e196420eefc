// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Objects;

/**
 * Images as a network takes them: float32 values from 0 to 1, one flat array {@code [sample][channel][row][column]},
 * and the number of each one's class.
 *
 * <p>The arrays are handed out as they are, for the sake of large sets, and must not be changed; then the value is
 * immutable and safe for any number of threads. Memory: 4 bytes a value, 4 a label.
 */
public final class Samples {
    private final int channels;
    private final ImageSize size;
    private final int classes;
    private final float[] values;
    private final int[] labels;

    private Samples(int channels, ImageSize size, int classes, float[] values, int[] labels) {
        this.channels = channels;
        this.size = size;
        this.classes = classes;
        this.values = values;
        this.labels = labels;
    }

    /**
     * The chosen rows of a table, in the order of the indices: one channel of one row of as many columns as there are
     * features, each brought to the given scale.
     *
     * @throws IndexOutOfBoundsException when an index is not that of a row
     * @throws IllegalArgumentException when the scale is of another number of features
     */
    public static Samples of(FeatureTable table, int[] indices, FeatureScale scale) {
        int features = table.columns().size();
        if (scale.features() != features) {
            throw new IllegalArgumentException(
                    "the scale has " + scale.features() + " features, the table " + features);
        }
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = table.label(indices[i]);
        }
        ImageSize size = new ImageSize(1, features);
        return new Samples(1, size, table.classes(), scale.apply(table, indices), labels);
    }

    /**
     * The chosen images, in the order of the indices, with values {@code pixel / 255}, resized where the wanted size
     * differs from theirs: bilinear with half-pixel centres, antialiased when shrinking.
     *
     * <p>Cost: linear in the values; single-threaded.
     *
     * @param images where the samples are taken from
     * @param indices which images; may be empty, may repeat
     * @param size rows and columns of the samples
     * @throws IndexOutOfBoundsException when an index is not that of an image
     * @throws DataException when the samples have more values than an array holds, 2^31 - 9
     */
    public static Samples of(LabelledImages images, int[] indices, ImageSize size) {
        int planeLength = Math.multiplyExact(size.height(), size.width());
        long length = (long) indices.length * images.channels() * planeLength;
        if (length > ArraySize.MAX) {
            throw new DataException(indices.length + " samples of " + images.channels() + "x" + size + " have " + length
                    + " values, at most " + ArraySize.MAX + " expected");
        }
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = images.label(indices[i]);
        }
        float[] values = new float[(int) length];
        if (size.equals(images.size())) {
            for (int i = 0; i < indices.length; i++) {
                int pixelCount = images.imageLength();
                scale(images.pixels(), indices[i] * pixelCount, values, i * pixelCount, pixelCount);
            }
        } else {
            resize(images, indices, size, values);
        }
        return new Samples(images.channels(), size, images.classes(), values, labels);
    }

    private static void resize(LabelledImages images, int[] indices, ImageSize size, float[] values) {
        Resize resize = new Resize(images.size(), size);
        int channels = images.channels();
        int from = images.imageLength() / channels;
        int to = size.height() * size.width();
        float[] plane = new float[from];
        for (int i = 0; i < indices.length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                scale(images.pixels(), (indices[i] * channels + channel) * from, plane, 0, from);
                resize.apply(plane, values, (i * channels + channel) * to);
            }
        }
    }

    private static void scale(byte[] pixels, int pixelOffset, float[] values, int valueOffset, int count) {
        for (int i = 0; i < count; i++) {
            values[valueOffset + i] = (pixels[pixelOffset + i] & 0xff) / 255f;
        }
    }

    /** Number of samples. */
    public int count() {
        return labels.length;
    }

    /** Number of colour planes. */
    public int channels() {
        return channels;
    }

    /** Rows of a sample. */
    public int height() {
        return size.height();
    }

    /** Columns of a sample. */
    public int width() {
        return size.width();
    }

    /** Rows and columns of a sample. */
    public ImageSize size() {
        return size;
    }

    /** Number of classes; labels are 0 to {@code classes - 1}. */
    public int classes() {
        return classes;
    }

    /** Number of values of one sample: channels times height times width. */
    public int sampleLength() {
        return channels * size.height() * size.width();
    }

    /** All values, {@code [sample][channel][row][column]}; not a copy, must not be changed. */
    public float[] values() {
        return values;
    }

    /** All labels; not a copy, must not be changed. */
    public int[] labels() {
        return labels;
    }

    /**
     * The class of a sample.
     *
     * @throws IndexOutOfBoundsException when there is no such sample
     */
    public int label(int sample) {
        return labels[Objects.checkIndex(sample, labels.length)];
    }

    @Override
    public String toString() {
        return count() + " samples of " + channels + "x" + size + " in " + classes + " classes";
    }
}
