// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Images of one size as bytes, each with the number of its class.
 *
 * <p>Pixels are unsigned bytes, 0 to 255, in the order {@code [image][channel][row][column]}. The value keeps the
 * arrays that it is made of, one byte a pixel and one a label, and hands out copies of single images only. Immutable
 * as long as the maker of the arrays leaves them alone, and then safe for any number of threads.
 */
public final class LabelledImages {
    private final int channels;
    private final ImageSize size;
    private final int classes;
    private final byte[] pixels;
    private final byte[] labels;

    private LabelledImages(int channels, ImageSize size, int classes, byte[] pixels, byte[] labels) {
        this.channels = channels;
        this.size = size;
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Images over the given arrays, which are not copied and must not be changed afterwards.
     *
     * @param channels number of colour planes, at least 1
     * @param size rows and columns
     * @param classes number of classes, 1 to 256
     * @param pixels {@code labels.length * channels * height * width} unsigned bytes
     * @param labels unsigned bytes, each below {@code classes}
     * @throws IllegalArgumentException when a number is out of its range or the arrays do not fit together
     */
    public static LabelledImages of(int channels, ImageSize size, int classes, byte[] pixels, byte[] labels) {
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, not " + channels);
        }
        if (classes < 1 || classes > 256) {
            throw new IllegalArgumentException("classes must be 1 to 256, not " + classes);
        }
        long expected = (long) labels.length * channels * size.height() * size.width();
        if (pixels.length != expected) {
            throw new IllegalArgumentException(labels.length + " images of " + channels + "x" + size + " have "
                    + expected + " pixels, not " + pixels.length);
        }
        int wrong = firstLabelOutside(labels, classes);
        if (wrong >= 0) {
            throw new IllegalArgumentException("label " + Byte.toUnsignedInt(labels[wrong]) + " of image " + wrong
                    + ", expected 0 to " + (classes - 1));
        }
        return new LabelledImages(channels, size, classes, pixels, labels);
    }

    /** Index of the first label that is not below {@code classes}, or -1 when all are. */
    static int firstLabelOutside(byte[] labels, int classes) {
        for (int i = 0; i < labels.length; i++) {
            if (Byte.toUnsignedInt(labels[i]) >= classes) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The images of all parts, one part after the other. A single part is returned as it is; more are copied once.
     *
     * @throws IllegalArgumentException when there is no part, or two differ in channels, size or classes
     */
    static LabelledImages join(List<LabelledImages> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no part to join");
        }
        LabelledImages first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        int pixelCount = 0;
        int labelCount = 0;
        for (LabelledImages part : parts) {
            if (!part.isLike(first)) {
                throw new IllegalArgumentException("parts differ: " + first + " and " + part);
            }
            pixelCount = Math.addExact(pixelCount, part.pixels.length);
            labelCount = Math.addExact(labelCount, part.labels.length);
        }
        byte[] pixels = new byte[pixelCount];
        byte[] labels = new byte[labelCount];
        int pixelsDone = 0;
        int labelsDone = 0;
        for (LabelledImages part : parts) {
            System.arraycopy(part.pixels, 0, pixels, pixelsDone, part.pixels.length);
            System.arraycopy(part.labels, 0, labels, labelsDone, part.labels.length);
            pixelsDone += part.pixels.length;
            labelsDone += part.labels.length;
        }
        return new LabelledImages(first.channels, first.size, first.classes, pixels, labels);
    }

    /** Whether the other images have the same channels, size and classes. */
    boolean isLike(LabelledImages other) {
        return channels == other.channels && size.equals(other.size) && classes == other.classes;
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** Number of colour planes: 1 for grey, 3 for red, green and blue. */
    public int channels() {
        return channels;
    }

    /** Rows and columns. */
    public ImageSize size() {
        return size;
    }

    /** Number of classes; labels are 0 to {@code classes - 1}. */
    public int classes() {
        return classes;
    }

    /**
     * The class of an image.
     *
     * @throws IndexOutOfBoundsException when there is no such image
     */
    public int label(int image) {
        return Byte.toUnsignedInt(labels[Objects.checkIndex(image, labels.length)]);
    }

    /**
     * A copy of one image's pixels, unsigned bytes {@code [channel][row][column]}.
     *
     * @throws IndexOutOfBoundsException when there is no such image
     */
    public byte[] image(int image) {
        int length = imageLength();
        int start = Objects.checkIndex(image, labels.length) * length;
        return Arrays.copyOfRange(pixels, start, start + length);
    }

    /** Number of pixels of one image: channels times height times width. */
    int imageLength() {
        return channels * size.height() * size.width();
    }

    /** All pixels, not a copy: to be read only. */
    byte[] pixels() {
        return pixels;
    }

    /** All labels, not a copy: to be read only. */
    byte[] labels() {
        return labels;
    }

    @Override
    public String toString() {
        return count() + " images of " + channels + "x" + size + " in " + classes + " classes";
    }
}
