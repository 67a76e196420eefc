// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Resize;

/**
 * Pictures of which no class is known, one after the other, as a network takes them: files of PNG, JPEG, GIF, BMP or WebP,
 * folders of such at any depth, and IDX files of images.
 *
 * <p>Memory: that of one picture at a time. For one thread.
 */
public final class UnlabelledFiles implements UnlabelledSamples {
    private static final int COLOURS = 3;
    private static final int UNSIGNED_BYTES = 8;
    private static final int MOST_BYTES = 1 << 29;
    private static final float WHITE = 255;

    private final int channels;
    private final ImageSize size;
    private final boolean isInverted;
    private final Sink sink;

    /**
     * A reader of pictures.
     *
     * @param channels 1 for grey, 3 for red, green and blue: colours become grey, grey three equal channels
     * @param size rows and columns that pictures are stretched to, antialiased
     * @param isInverted whether light and dark are changed
     * @param sink takes the pictures
     */
    public UnlabelledFiles(int channels, ImageSize size, boolean isInverted, Sink sink) {
        this.channels = channels;
        this.size = size;
        this.isInverted = isInverted;
        this.sink = sink;
    }

    @Override
    public void requireThere(Path path) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file or folder; expected pictures");
        }
    }

    @Override
    public void read(Path path) {
        requireThere(path);
        if (!Files.isDirectory(path)) {
            readFile(path);
            return;
        }
        List<Path> files = FolderWalk.files(path, sink::failed).stream()
                .filter(PictureFolder::isPicture)
                .toList();
        if (files.isEmpty()) {
            throw new DataException(path + ": has no pictures; expected PNG, JPEG, GIF, BMP or WebP");
        }
        files.forEach(this::readFile);
    }

    /** Reads one picture. */
    @Override
    public void read(String name, InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            picture(name, PictureFile.read(name, bytes));
        } catch (IOException e) {
            sink.failed(name + ": cannot be read: " + Reasons.of(e));
        } catch (DataException e) {
            sink.failed(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            sink.failed(PictureFile.noMemory(name));
        }
    }

    private void readFile(Path file) {
        try {
            if (isIdx(file)) {
                readIdx(file);
            } else {
                picture(file.toString(), PictureFile.read(file));
            }
        } catch (DataException e) {
            sink.failed(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            sink.failed(PictureFile.noMemory(file.toString()));
        }
    }

    private void picture(String name, Picture picture) {
        byte[] pixels = picture.pixels(channels, size);
        float[] values = new float[pixels.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = value(pixels[k]);
        }
        sink.sample(name, values);
    }

    private float value(byte pixel) {
        int bright = pixel & 0xff;
        return (isInverted ? 255 - bright : bright) / WHITE;
    }

    private static boolean isIdx(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).matches(".*(ubyte|\\.idx\\d?)(\\.gz)?");
    }

    private void readIdx(Path file) {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DataInputStream in = new DataInputStream(plain(stored))) {
            int magic = in.readInt();
            int rank = magic - (UNSIGNED_BYTES << 8);
            if (rank != 3) {
                throw new DataException(String.format(
                        Locale.ROOT, "%s: magic number 0x%08x; expected 0x%08x (IDX, images)", file, magic, 0x803));
            }
            int count = in.readInt();
            int height = in.readInt();
            int width = in.readInt();
            if (count < 1 || height < 1 || width < 1 || (long) height * width > PictureFile.MOST_PIXELS) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: %d images of %d x %d pixels, which there cannot be",
                        file,
                        count,
                        height,
                        width));
            }
            readImages(file, in, count, new ImageSize(height, width));
        } catch (IOException e) {
            throw new DataException(file + ": is truncated or cannot be read: " + Reasons.of(e), e);
        }
    }

    private void readImages(Path file, DataInputStream in, int count, ImageSize stored) throws IOException {
        byte[] bytes = new byte[stored.height() * stored.width()];
        float[] plane = new float[bytes.length];
        int area = size.height() * size.width();
        Resize resize = stored.equals(size) ? null : new Resize(stored, size);
        for (int image = 0; image < count; image++) {
            in.readFully(bytes);
            for (int k = 0; k < bytes.length; k++) {
                plane[k] = value(bytes[k]);
            }
            float[] values = new float[channels * area];
            if (resize == null) {
                System.arraycopy(plane, 0, values, 0, area);
            } else {
                resize.apply(plane, values, 0);
            }
            for (int channel = 1; channel < Math.min(channels, COLOURS); channel++) {
                System.arraycopy(values, 0, values, channel * area, area);
            }
            sink.sample(file + " image " + image, values);
        }
    }

    private static InputStream plain(InputStream stored) throws IOException {
        stored.mark(2);
        boolean isGzip = stored.read() == 0x1f && stored.read() == 0x8b;
        stored.reset();
        return isGzip ? new GZIPInputStream(stored, 1 << 16) : stored;
    }
}
