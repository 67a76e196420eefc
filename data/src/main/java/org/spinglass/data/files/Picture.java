// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Resize;

/**
 * A decoded picture.
 *
 * @param image as it is stored
 * @param orientation how it is to be turned, 1 to 8 as EXIF numbers them: 1 not at all, 2 mirrored, 3 by 180 degrees, 4
 *     upside down, 5 transposed, 6 by 90 degrees clockwise, 7 transposed along the other diagonal, 8 by 90 degrees
 *     counterclockwise
 */
record Picture(BufferedImage image, int orientation) {
    static final int ORIENTATIONS = 8;

    /** The first orientation that changes rows with columns. */
    private static final int TRANSPOSED = 5;

    private static final int COLOURS = 3;
    private static final float WHITE = 255;

    /** Rows as seen. */
    int height() {
        return orientation < TRANSPOSED ? image.getHeight() : image.getWidth();
    }

    /** Columns as seen. */
    int width() {
        return orientation < TRANSPOSED ? image.getWidth() : image.getHeight();
    }

    /** Whether it has grey values only, by the way that it is stored or by all of its pixels. */
    boolean isGrey() {
        ColorModel model = image.getColorModel();
        if (model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return true;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                int red = pixel >> 16 & 0xff;
                if (red != (pixel >> 8 & 0xff) || red != (pixel & 0xff)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The picture in another size, as unsigned bytes {@code [channel][row][column]}: stretched, antialiased where it
     * shrinks. What is transparent lies on white; grey of colours is {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R BT.601).
     *
     * @param channels 1 for grey, 3 for red, green and blue
     */
    byte[] pixels(int channels, ImageSize size) {
        boolean isTurned = orientation >= TRANSPOSED;
        ImageSize stored = new ImageSize(image.getHeight(), image.getWidth());
        ImageSize turned = isTurned ? new ImageSize(size.width(), size.height()) : size;
        float[][] row = new float[channels][image.getWidth()];
        Resize[] resizes = new Resize[channels];
        for (int channel = 0; channel < channels; channel++) {
            resizes[channel] = new Resize(stored, turned);
        }
        Rows rows = Rows.of(image);
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, row);
            for (int channel = 0; channel < channels; channel++) {
                resizes[channel].row(y, row[channel], 0);
            }
        }
        int area = size.height() * size.width();
        float[] plane = new float[area];
        byte[] pixels = new byte[channels * area];
        for (int channel = 0; channel < channels; channel++) {
            resizes[channel].finish(plane, 0);
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    float value = plane[source(y, x, size)];
                    pixels[channel * area + y * size.width() + x] = (byte) Math.round(Math.clamp(value, 0f, WHITE));
                }
            }
        }
        return pixels;
    }

    /** Where in the stored plane of the wanted size the pixel is that is seen at a place. */
    private int source(int y, int x, ImageSize size) {
        int lastY = size.height() - 1;
        int lastX = size.width() - 1;
        int width = size.width();
        int height = size.height(); // the row length of a plane that is transposed
        return switch (orientation) {
            case 2 -> y * width + lastX - x;
            case 3 -> (lastY - y) * width + lastX - x;
            case 4 -> (lastY - y) * width + x;
            case 5 -> x * height + y;
            case 6 -> (lastX - x) * height + y;
            case 7 -> (lastX - x) * height + lastY - y;
            case 8 -> x * height + lastY - y;
            default -> y * width + x;
        };
    }

    /** Reads rows of a picture as values from 0 to 255. */
    private sealed interface Rows {

        /** One row into a plane each of grey or of red, green and blue. */
        void read(int y, float[][] planes);

        static Rows of(BufferedImage image) {
            ColorModel model = image.getColorModel();
            boolean isGrey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                    && model.getNumComponents() == image.getRaster().getNumBands();
            return isGrey ? new GreyRows(image.getRaster(), model) : new ColourRows(image, new int[image.getWidth()]);
        }
    }

    /** Grey as it is stored: the colour model's own conversion would change it, as it takes grey for linear in light. */
    private record GreyRows(Raster raster, ColorModel model) implements Rows {
        @Override
        public void read(int y, float[][] planes) {
            float scale = WHITE / ((1 << model.getComponentSize(0)) - 1);
            boolean hasAlpha = model.getTransparency() != Transparency.OPAQUE && model.hasAlpha();
            float opaque = hasAlpha ? (1 << model.getComponentSize(1)) - 1 : 1;
            for (int x = 0; x < raster.getWidth(); x++) {
                float value = scale * raster.getSample(x, y, 0);
                if (hasAlpha) {
                    float alpha = raster.getSample(x, y, 1) / opaque;
                    value = model.isAlphaPremultiplied() ? value : value * alpha;
                    value += (1 - alpha) * WHITE;
                }
                for (float[] plane : planes) {
                    plane[x] = value;
                }
            }
        }
    }

    /** Colours by the colour model, 8 bits each. */
    private record ColourRows(BufferedImage image, int[] row) implements Rows {
        @Override
        public void read(int y, float[][] planes) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int pixel = row[x];
                float alpha = (pixel >>> 24) / WHITE;
                float white = (1 - alpha) * WHITE;
                float red = alpha * (pixel >> 16 & 0xff) + white;
                float green = alpha * (pixel >> 8 & 0xff) + white;
                float blue = alpha * (pixel & 0xff) + white;
                if (planes.length == COLOURS) {
                    planes[0][x] = red;
                    planes[1][x] = green;
                    planes[2][x] = blue;
                } else {
                    planes[0][x] = 0.299f * red + 0.587f * green + 0.114f * blue;
                }
            }
        }
    }
}
