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
 * arrays that it is made of, one byte a pixel and four a label, and hands out copies of single images only; the pixels
 * of large files stay in the file. Immutable as long as the maker of the arrays leaves them, and others the file,
 * alone, and then safe for any number of threads.
 */
public final class LabelledImages implements Labelled {
    /** The most classes that images may have. */
    public static final int MOST_CLASSES = 1 << 16;

    private final int channels;
    private final ImageSize size;
    private final int classes;
    private final Pixels pixels;
    private final int[] labels;

    private LabelledImages(int channels, ImageSize size, int classes, Pixels pixels, int[] labels) {
        this.channels = channels;
        this.size = size;
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Images over the given pixels, which are not copied and must not be changed afterwards.
     *
     * @param channels number of colour planes, at least 1
     * @param size rows and columns
     * @param classes number of classes, 1 to 256
     * @param pixels {@code labels.length * channels * height * width} unsigned bytes
     * @param labels unsigned bytes, each below {@code classes}
     * @throws IllegalArgumentException when a number is out of its range or the arrays do not fit together
     */
    public static LabelledImages of(int channels, ImageSize size, int classes, byte[] pixels, byte[] labels) {
        int[] numbers = new int[labels.length];
        Arrays.setAll(numbers, i -> Byte.toUnsignedInt(labels[i]));
        return of(channels, size, classes, pixels, numbers);
    }

    /**
     * The same with any number of classes, up to {@link #MOST_CLASSES}.
     *
     * @param labels each from 0 to {@code classes - 1}; not copied
     * @throws IllegalArgumentException when a number is out of its range or the arrays do not fit together
     */
    public static LabelledImages of(int channels, ImageSize size, int classes, byte[] pixels, int[] labels) {
        return of(channels, size, classes, Pixels.of(pixels), labels);
    }

    /** The same with pixels wherever they are. */
    static LabelledImages of(int channels, ImageSize size, int classes, Pixels pixels, int[] labels) {
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, not " + channels);
        }
        if (classes < 1 || classes > MOST_CLASSES) {
            throw new IllegalArgumentException("classes must be 1 to " + MOST_CLASSES + ", not " + classes);
        }
        long expected = (long) labels.length * channels * size.height() * size.width();
        if (pixels.length() != expected) {
            throw new IllegalArgumentException(labels.length + " images of " + channels + "x" + size + " have "
                    + expected + " pixels, not " + pixels.length());
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "label " + labels[i] + " of image " + i + ", expected 0 to " + (classes - 1));
            }
        }
        return new LabelledImages(channels, size, classes, pixels, labels);
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
            pixelCount = Math.addExact(pixelCount, Math.toIntExact(part.pixels.length()));
            labelCount = Math.addExact(labelCount, part.labels.length);
        }
        byte[] pixels = new byte[pixelCount];
        int[] labels = new int[labelCount];
        int pixelsDone = 0;
        int labelsDone = 0;
        for (LabelledImages part : parts) {
            byte[] own = part.bytes();
            System.arraycopy(own, 0, pixels, pixelsDone, own.length);
            System.arraycopy(part.labels, 0, labels, labelsDone, part.labels.length);
            pixelsDone += own.length;
            labelsDone += part.labels.length;
        }
        return new LabelledImages(first.channels, first.size, first.classes, Pixels.of(pixels), labels);
    }

    /** Whether the other parts are images of the same channels, size and classes. */
    @Override
    public boolean isLike(Labelled other) {
        return switch (other) {
            case LabelledImages images ->
                channels == images.channels && size.equals(images.size) && classes == images.classes;
            case StoredImages images -> images.isLike(this);
            case FeatureTable table -> false;
        };
    }

    /** Number of images. */
    @Override
    public int count() {
        return labels.length;
    }

    /** Number of colour planes: 1 for grey, 3 for red, green and blue. */
    @Override
    public int channels() {
        return channels;
    }

    @Override
    public ImageSize sampleSize(ImageSize wanted) {
        return wanted;
    }

    /** Rows and columns. */
    public ImageSize size() {
        return size;
    }

    /** Number of classes; labels are 0 to {@code classes - 1}. */
    @Override
    public int classes() {
        return classes;
    }

    /**
     * The class of an image.
     *
     * @throws IndexOutOfBoundsException when there is no such image
     */
    @Override
    public int label(int image) {
        return labels[Objects.checkIndex(image, labels.length)];
    }

    /**
     * A copy of one image's pixels, unsigned bytes {@code [channel][row][column]}.
     *
     * @throws IndexOutOfBoundsException when there is no such image
     */
    public byte[] image(int image) {
        byte[] copy = new byte[imageLength()];
        copy(image, copy);
        return copy;
    }

    /**
     * The images in grey, {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R BT.601), rounded; these themselves where they are
     * grey.
     *
     * @throws IllegalArgumentException when they have neither one nor three channels
     */
    public LabelledImages inGrey() {
        if (channels == 1) {
            return this;
        }
        if (channels != 3) {
            throw new IllegalArgumentException("images of " + channels + " channels; expected 1 or 3");
        }
        int area = size.height() * size.width();
        byte[] bytes = bytes();
        byte[] grey = new byte[labels.length * area];
        for (int image = 0; image < labels.length; image++) {
            for (int place = 0; place < area; place++) {
                int red = image * 3 * area + place;
                float value = 0.299f * (bytes[red] & 0xff)
                        + 0.587f * (bytes[red + area] & 0xff)
                        + 0.114f * (bytes[red + 2 * area] & 0xff);
                grey[image * area + place] = (byte) Math.round(value);
            }
        }
        return new LabelledImages(1, size, classes, Pixels.of(grey), labels);
    }

    /**
     * The images in three equal channels; these themselves where they have three.
     *
     * @throws IllegalArgumentException when they have neither one nor three channels
     */
    public LabelledImages inColour() {
        if (channels == 3) {
            return this;
        }
        if (channels != 1) {
            throw new IllegalArgumentException("images of " + channels + " channels; expected 1 or 3");
        }
        int area = size.height() * size.width();
        byte[] bytes = bytes();
        byte[] colours = new byte[Math.multiplyExact(labels.length * 3, area)];
        for (int plane = 0; plane < labels.length * 3; plane++) {
            System.arraycopy(bytes, plane / 3 * area, colours, plane * area, area);
        }
        return new LabelledImages(3, size, classes, Pixels.of(colours), labels);
    }

    /** Number of pixels of one image: channels times height times width. */
    int imageLength() {
        return channels * size.height() * size.width();
    }

    /** Copies one image's pixels into an array. */
    void copy(int image, byte[] out) {
        int length = imageLength();
        pixels.copy((long) Objects.checkIndex(image, labels.length) * length, out, length);
    }

    /** All pixels, wherever they are. */
    Pixels pixels() {
        return pixels;
    }

    /** All pixels; not a copy where they are in memory, and to be read only. */
    private byte[] bytes() {
        if (pixels instanceof Pixels.Held held) {
            return held.bytes();
        }
        byte[] all = new byte[Math.toIntExact(pixels.length())];
        pixels.copy(0, all, all.length);
        return all;
    }

    /** All labels, not a copy: to be read only. */
    int[] labels() {
        return labels;
    }

    @Override
    public String toString() {
        return count() + " images of " + channels + "x" + size + " in " + classes + " classes";
    }
}
