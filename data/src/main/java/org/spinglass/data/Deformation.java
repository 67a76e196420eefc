// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.SplittableRandom;

/**
 * Deforms samples at random: the value at a place is that of the plane at {@code A (place - centre) + centre + shift},
 * bilinear between its four pixels, and at the edge what lies there. Every draw is a function of seed, epoch and
 * sample. Safe for any number of threads.
 */
final class Deformation {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final Augmentation augmentation;
    private final int height;
    private final int width;
    private final long seed;

    Deformation(Augmentation augmentation, ImageSize size, long seed) {
        this.augmentation = augmentation;
        this.height = size.height();
        this.width = size.width();
        this.seed = seed;
    }

    /** What was asked for. */
    Samples.Augmented asked() {
        return new Samples.Augmented(augmentation, seed);
    }

    /** Deforms the planes of a sample, which stand in an array from {@code at} on, all in the same way. */
    void apply(int sample, int epoch, int channels, float[] values, int at) {
        SplittableRandom random = new SplittableRandom(seed + GOLDEN * (epoch + 1L)).split();
        random = new SplittableRandom(random.nextLong() + GOLDEN * sample);
        double angle = Math.toRadians(symmetric(random, augmentation.rotation()));
        double across = Math.exp(symmetric(random, augmentation.zoom()));
        double down = Math.exp(symmetric(random, augmentation.zoom()));
        double shear = symmetric(random, augmentation.shear());
        double moveX = symmetric(random, augmentation.shift()) * width;
        double moveY = symmetric(random, augmentation.shift()) * height;
        double sign = augmentation.flip() && random.nextBoolean() ? -1 : 1;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double xx = sign * cos * across;
        double xy = sign * (shear * cos - sin) * down;
        double yx = sin * across;
        double yy = (shear * sin + cos) * down;
        float[] plane = new float[height * width];
        for (int channel = 0; channel < channels; channel++) {
            int start = at + channel * plane.length;
            System.arraycopy(values, start, plane, 0, plane.length);
            for (int y = 0; y < height; y++) {
                double dy = y + 0.5 - height / 2.0;
                double left = 0.5 - width / 2.0;
                float x0 = (float) (xx * left + xy * dy + width / 2.0 + moveX - 0.5);
                float y0 = (float) (yx * left + yy * dy + height / 2.0 + moveY - 0.5);
                row(plane, values, start + y * width, x0, y0, (float) xx, (float) yx);
            }
        }
    }

    /** One row of the deformed plane, whose places lie on a line of the plane itself. */
    private void row(float[] plane, float[] out, int at, float x0, float y0, float stepX, float stepY) {
        for (int i = 0; i < width; i++) {
            float x = Math.clamp(x0 + i * stepX, 0, width - 1f);
            float y = Math.clamp(y0 + i * stepY, 0, height - 1f);
            int column = (int) x;
            int row = (int) y;
            int right = Math.min(column + 1, width - 1);
            int above = row * width;
            int below = Math.min(row + 1, height - 1) * width;
            float partX = x - column;
            float partY = y - row;
            float upper = plane[above + column] + partX * (plane[above + right] - plane[above + column]);
            float lower = plane[below + column] + partX * (plane[below + right] - plane[below + column]);
            out[at + i] = upper + partY * (lower - upper);
        }
    }

    private static double symmetric(SplittableRandom random, double most) {
        return most == 0 ? 0 : random.nextDouble(-most, most);
    }
}
