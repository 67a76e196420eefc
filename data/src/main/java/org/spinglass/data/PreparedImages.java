// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Chosen images brought to values {@code pixel / 255} and a size, one at a time and only when they are asked for. Safe
 * for any number of threads, each of which works on arrays of its own that are kept for the next image.
 */
final class PreparedImages implements Samples.Source {
    private final LabelledImages images;
    private final int[] indices;
    private final ImageSize size;
    private final int planeLength;
    private final ConcurrentLinkedQueue<Work> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param indices which images, not copied
     * @param size rows and columns that they are brought to
     */
    PreparedImages(LabelledImages images, int[] indices, ImageSize size) {
        this.images = images;
        this.indices = indices;
        this.size = size;
        this.planeLength = size.height() * size.width();
    }

    /** What they are chosen from. */
    LabelledImages images() {
        return images;
    }

    /** Which image a sample is. */
    int index(int sample) {
        return indices[sample];
    }

    /** Some of them, one behind the other. */
    PreparedImages part(int first, int count) {
        return new PreparedImages(images, Arrays.copyOfRange(indices, first, first + count), size);
    }

    @Override
    public void copy(int sample, float[] out, int at) {
        Work free = idle.poll();
        Work work = free == null ? new Work() : free;
        work.copy(indices[sample], out, at);
        idle.add(work);
    }

    /** What one thread needs. */
    private final class Work {
        private final int from = images.imageLength() / images.channels();
        private final byte[] pixels = new byte[images.imageLength()];
        private final float[] plane = new float[from];
        private final Resize resize = new Resize(images.size(), size);
        private final boolean isSame = images.size().equals(size);

        void copy(int image, float[] out, int at) {
            images.copy(image, pixels);
            if (isSame) {
                scale(0, out, at, pixels.length);
                return;
            }
            for (int channel = 0; channel < images.channels(); channel++) {
                scale(channel * from, plane, 0, from);
                resize.apply(plane, out, at + channel * planeLength);
            }
        }

        private void scale(int first, float[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = (pixels[first + i] & 0xff) / 255f;
            }
        }
    }
}
