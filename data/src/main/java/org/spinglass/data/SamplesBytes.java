// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Samples as bytes, for another process of the same version: what is read back hands out the same values, bit for bit.
 * Images that are made ready when they are asked for are sent as the pixels that they are made of, a byte each, and
 * others as their values, four bytes each. Of samples that stay in their files only the description is sent, so that
 * the other process reads them itself, and of those that are made of others these and how. How they are deformed in
 * every epoch is not part of it; {@link Samples#augmented} says that again.
 */
public final class SamplesBytes {
    private static final int TOLD_HEAD = 6 * Integer.BYTES;
    private static final int HEAD = TOLD_HEAD + 3 * Integer.BYTES;

    /** What stands behind the labels. */
    private enum Kind {
        VALUES,
        TABLE,
        PIXELS,
        IN_PLACE,
        MADE
    }

    private SamplesBytes() {}

    /**
     * The bytes of samples.
     *
     * @throws DataException when they are more than an array holds, 2 GB
     */
    public static byte[] of(Samples samples) {
        if (samples.source() instanceof Samples.Told told) {
            return of(samples, told);
        }
        int count = samples.count();
        LabelledImages images = samples.source() instanceof PreparedImages prepared ? prepared.images() : null;
        long content = images == null ? 4L * count * samples.sampleLength() : (long) count * images.imageLength();
        long length = HEAD + 4L * count + content;
        if (length > ArraySize.MAX) {
            throw new DataException(
                    samples + " take " + length + " bytes, more than the 2 GB that can be sent at once");
        }
        ByteBuffer out = ByteBuffer.allocate((int) length);
        putHead(out, samples, kind(samples.source()))
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
            case Samples.Told told -> throw new IllegalStateException("they are told above");
        }
        return out.array();
    }

    private static ByteBuffer putHead(ByteBuffer out, Samples samples, Kind kind) {
        return out.putInt(samples.channels())
                .putInt(samples.height())
                .putInt(samples.width())
                .putInt(samples.classes())
                .putInt(samples.count())
                .putInt(kind.ordinal());
    }

    private static byte[] of(Samples samples, Samples.Told told) {
        ByteBuffer head = putHead(ByteBuffer.allocate(TOLD_HEAD), samples, kind(told));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(head.array());
            switch (told) {
                case InPlace stored -> {
                    stored.images().write(out);
                    out.writeInt(stored.places().all());
                    out.writeInt(stored.places().heldOut());
                    out.writeInt(stored.places().samples());
                    out.writeLong(stored.places().seed());
                    out.writeBoolean(stored.isHeldOut());
                    out.writeInt(stored.first());
                }
                case Made made -> {
                    out.writeInt(made.firstOfBase());
                    out.writeInt(made.wholeBase());
                    out.writeInt(made.whole());
                    out.writeInt(made.first());
                    out.writeUTF(made.how().augmentation().toString());
                    out.writeLong(made.how().seed());
                    byte[] base = of(made.base());
                    out.writeInt(base.length);
                    out.write(base);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Kind kind(Samples.Source source) {
        return switch (source) {
            case Samples.Kept kept -> kept.isTable() ? Kind.TABLE : Kind.VALUES;
            case PreparedImages prepared -> Kind.PIXELS;
            case InPlace stored -> Kind.IN_PLACE;
            case Made made -> Kind.MADE;
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
        if (kind == Kind.IN_PLACE || kind == Kind.MADE) {
            return Samples.told(channels, size, classes, told(bytes, kind, count, size));
        }
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
            Arrays.setAll(indices, i -> i);
            LabelledImages images = LabelledImages.of(planes, new ImageSize(height, width), classes, pixels, labels);
            return Samples.of(channels, size, classes, labels, new PreparedImages(images, indices, size));
        }
        int length = channels * size.height() * size.width();
        float[] values = new float[count * length];
        in.asFloatBuffer().get(values);
        return Samples.of(channels, size, classes, labels, new Samples.Kept(values, length, kind == Kind.TABLE));
    }

    private static Samples.Told told(byte[] bytes, Kind kind, int count, ImageSize size) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, TOLD_HEAD, bytes.length - TOLD_HEAD))) {
            if (kind == Kind.IN_PLACE) {
                StoredImages images = StoredImages.read(in);
                Places places = new Places(in.readInt(), in.readInt(), in.readInt(), in.readLong());
                return new InPlace(images, places, in.readBoolean(), in.readInt(), count, size);
            }
            int firstOfBase = in.readInt();
            int wholeBase = in.readInt();
            int whole = in.readInt();
            int first = in.readInt();
            Samples.Augmented how = new Samples.Augmented(Augmentation.parse(in.readUTF()), in.readLong());
            byte[] base = in.readNBytes(in.readInt());
            return new Made(read(base), firstOfBase, wholeBase, whole, first, count, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
