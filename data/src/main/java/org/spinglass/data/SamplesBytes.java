// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.nio.ByteBuffer;

/**
 * Samples as bytes, for another process of the same version: what is read back hands out the same values, bit for bit.
 * Images that are made ready when they are asked for are sent as the pixels that they are made of, a byte each, and
 * others as their values, four bytes each. How they are deformed is not part of it; {@link Samples#augmented} says that
 * again.
 */
public final class SamplesBytes {
    private static final int HEAD = 9 * Integer.BYTES;

    /** What stands behind the labels. */
    private enum Kind {
        VALUES,
        TABLE,
        PIXELS
    }

    private SamplesBytes() {}

    /**
     * The bytes of samples.
     *
     * @throws DataException when they are more than an array holds, 2 GB
     */
    public static byte[] of(Samples samples) {
        int count = samples.count();
        LabelledImages images = samples.source() instanceof PreparedImages prepared ? prepared.images() : null;
        long content = images == null ? 4L * count * samples.sampleLength() : (long) count * images.imageLength();
        long length = HEAD + 4L * count + content;
        if (length > ArraySize.MAX) {
            throw new DataException(
                    samples + " take " + length + " bytes, more than the 2 GB that can be sent at once");
        }
        ByteBuffer out = ByteBuffer.allocate((int) length);
        out.putInt(samples.channels())
                .putInt(samples.height())
                .putInt(samples.width())
                .putInt(samples.classes())
                .putInt(count)
                .putInt(kind(samples.source()).ordinal())
                .putInt(images == null ? 0 : images.channels())
                .putInt(images == null ? 0 : images.size().height())
                .putInt(images == null ? 0 : images.size().width());
        for (int label : samples.labels()) {
            out.putInt(label);
        }
        switch (samples.source()) {
            case Samples.Kept kept -> out.asFloatBuffer().put(kept.values(), 0, count * kept.length());
            case PreparedImages prepared -> {
                byte[] pixels = new byte[prepared.images().imageLength()];
                for (int i = 0; i < count; i++) {
                    prepared.images().copy(prepared.index(i), pixels);
                    out.put(pixels);
                }
            }
        }
        return out.array();
    }

    private static Kind kind(Samples.Source source) {
        return switch (source) {
            case Samples.Kept kept -> kept.isTable() ? Kind.TABLE : Kind.VALUES;
            case PreparedImages prepared -> Kind.PIXELS;
        };
    }

    /** The samples of such bytes. */
    public static Samples read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int channels = in.getInt();
        ImageSize size = new ImageSize(in.getInt(), in.getInt());
        int classes = in.getInt();
        int count = in.getInt();
        Kind kind = Kind.values()[in.getInt()];
        int planes = in.getInt();
        int height = in.getInt();
        int width = in.getInt();
        int[] labels = new int[count];
        in.asIntBuffer().get(labels);
        in.position(in.position() + Integer.BYTES * count);
        if (kind == Kind.PIXELS) {
            byte[] pixels = new byte[in.remaining()];
            in.get(pixels);
            int[] indices = new int[count];
            java.util.Arrays.setAll(indices, i -> i);
            LabelledImages images = LabelledImages.of(planes, new ImageSize(height, width), classes, pixels, labels);
            return Samples.of(channels, size, classes, labels, new PreparedImages(images, indices, size));
        }
        int length = channels * size.height() * size.width();
        float[] values = new float[count * length];
        in.asFloatBuffer().get(values);
        return Samples.of(channels, size, classes, labels, new Samples.Kept(values, length, kind == Kind.TABLE));
    }
}
