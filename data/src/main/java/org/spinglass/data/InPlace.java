// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Samples that are told by their places among images that stay in their files, and read when they are first asked for.
 * Safe for any number of threads.
 */
final class InPlace implements Samples.Told {
    private static final int BLOCK = 1 << 16;

    private final StoredImages images;
    private final Places places;
    private final boolean isHeldOut;
    private final int first;
    private final int count;
    private final ImageSize size;
    private volatile int @Nullable [] labels;
    private volatile @Nullable PreparedImages prepared;

    /**
     * @param isHeldOut whether they are of those that are held out, rather than trained on
     * @param first number of the first among these
     * @param size rows and columns that they are brought to
     */
    InPlace(StoredImages images, Places places, boolean isHeldOut, int first, int count, ImageSize size) {
        this.images = images;
        this.places = places;
        this.isHeldOut = isHeldOut;
        this.first = first;
        this.count = count;
        this.size = size;
    }

    StoredImages images() {
        return images;
    }

    Places places() {
        return places;
    }

    boolean isHeldOut() {
        return isHeldOut;
    }

    int first() {
        return first;
    }

    ImageSize size() {
        return size;
    }

    @Override
    public int count() {
        return count;
    }

    private int[] places(int from, int some) {
        if (!isHeldOut) {
            return places.samples(first + from, some);
        }
        int[] which = new int[some];
        for (int i = 0; i < some; i++) {
            which[i] = places.heldOut(first + from + i);
        }
        return which;
    }

    @Override
    public int label(int sample) {
        return labels()[sample];
    }

    @Override
    public int[] labels() {
        int[] known = labels;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            known = labels;
            if (known == null) {
                known = images.labels(places(0, count));
                labels = known;
            }
            return known;
        }
    }

    /** Adds up the classes of all, each as often as is told of its number, without holding them. */
    void count(int[] counts, IntUnaryOperator times) {
        byte[] one = new byte[1];
        try (RecordReader reader = images.labelReader()) {
            for (int from = 0; from < count; from += BLOCK) {
                int[] block = places(from, Math.min(BLOCK, count - from));
                for (int i = 0; i < block.length; i++) {
                    reader.read(block[i], one, 0);
                    counts[images.labelOf(one[0])] += times.applyAsInt(from + i);
                }
            }
        }
    }

    @Override
    public int[] classCounts() {
        int[] counts = new int[images.classes()];
        count(counts, sample -> 1);
        return counts;
    }

    @Override
    public InPlace part(int from, int some) {
        return new InPlace(images, places, isHeldOut, first + from, some, size);
    }

    @Override
    public void copy(int sample, float[] out, int at) {
        PreparedImages ready = prepared;
        if (ready == null) {
            synchronized (this) {
                ready = prepared;
                if (ready == null) {
                    int[] each = new int[count];
                    Arrays.setAll(each, i -> i);
                    ready = new PreparedImages(images.read(places(0, count), labels()), each, size);
                    prepared = ready;
                }
            }
        }
        ready.copy(sample, out, at);
    }
}
