// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.awt.image.BufferedImage;
import org.spinglass.data.Samples;

/** Samples as they are seen. */
final class SamplePictures {
    private static final int COLOURS = 3;
    private static final int WHITE = 255;

    private SamplePictures() {}

    /**
     * One image, each of its pixels as a square of so many on a side; of other than three channels the first, in grey.
     *
     * @param zoom at least 1
     */
    static BufferedImage of(Samples samples, int sample, int zoom) {
        int height = samples.height();
        int width = samples.width();
        int area = height * width;
        float[] values = new float[samples.sampleLength()];
        samples.copy(sample, values, 0);
        boolean isColoured = samples.channels() == COLOURS;
        BufferedImage image = new BufferedImage(width * zoom, height * zoom, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height * zoom; y++) {
            for (int x = 0; x < width * zoom; x++) {
                int rgb = 0;
                for (int channel = 0; channel < COLOURS; channel++) {
                    int plane = isColoured ? channel : 0;
                    float value = values[plane * area + y / zoom * width + x / zoom];
                    rgb = rgb << 8 | Math.clamp(Math.round(value * WHITE), 0, WHITE);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }
}
