// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one run trains, validates and tests on.
 *
 * @param training the samples drawn to train on
 * @param validation held-out samples, none of them among the training samples; may be empty
 * @param test all test images of the set in their order, or null when it has none
 */
public record Split(
        Samples training, Samples validation, @Nullable Samples test) {
    /** As {@link #draw(DataSet, int, int, long, ImageSize)}, with samples of 32x32. */
    public static Split draw(DataSet data, int samples, int validation, long seed) {
        return draw(data, samples, validation, seed, ImageSize.STANDARD);
    }

    /**
     * Draws a split at random, without replacement; the seed fixes it.
     *
     * <p>Training samples come from the set's training images, and depend on the set, the number of samples and the
     * seed only; with fewer samples and the same seed they are the first of these. Validation samples come from the
     * set's own validation images where it has them, else from the training images that were not drawn.
     *
     * <p>Cost: linear in the values made; 4 bytes a value and 4 bytes an image to draw from.
     *
     * @param data the set to draw from
     * @param samples number of training samples, at least 1
     * @param validation number of validation samples, at least 0
     * @param seed any number
     * @param size rows and columns that the samples are resized to
     * @throws DataException naming both numbers when more is asked for than the set has, or when a number is too low
     */
    public static Split draw(DataSet data, int samples, int validation, long seed, ImageSize size) {
        requireEnough(data, samples, validation);
        LabelledImages own = data.validation();

        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom trainingRandom = root.split();
        SplittableRandom validationRandom = root.split();
        IndexDraw trainingDraw = new IndexDraw(data.training().count());
        int[] trainingIndices = trainingDraw.next(samples, trainingRandom);
        LabelledImages validationImages = own == null ? data.training() : own;
        IndexDraw validationDraw = own == null ? trainingDraw : new IndexDraw(own.count());
        int[] validationIndices = validationDraw.next(validation, validationRandom);

        return new Split(
                Samples.of(data.training(), trainingIndices, size),
                Samples.of(validationImages, validationIndices, size),
                test(data, size));
    }

    /** All test images of a set in their order, resized; null when it has none. The same in every split. */
    public static @Nullable Samples test(DataSet data, ImageSize size) {
        LabelledImages test = data.test();
        return test == null ? null : Samples.of(test, all(test), size);
    }

    /**
     * Looks whether a set has so many images, as {@link #draw(DataSet, int, int, long)} does.
     *
     * @throws DataException naming both numbers when more is asked for than the set has, or when a number is too low
     */
    public static void requireEnough(DataSet data, int samples, int validation) {
        LabelledImages own = data.validation();
        if (samples < 1) {
            throw new DataException("samples: " + samples + ", expected at least 1");
        }
        if (validation < 0) {
            throw new DataException("validation: " + validation + ", expected at least 0");
        }
        int available = data.training().count();
        if (samples > available) {
            throw new DataException(
                    "samples: " + samples + ", but " + data.name() + " has " + available + " training images");
        }
        if (own != null && validation > own.count()) {
            throw new DataException("validation: " + validation + ", but " + data.name() + " has " + own.count()
                    + " validation images");
        }
        if (own == null && validation > available - samples) {
            throw new DataException("validation: " + validation + ", but " + samples + " samples leave "
                    + (available - samples) + " of the " + available + " training images of " + data.name());
        }
    }

    private static int[] all(LabelledImages images) {
        int[] indices = new int[images.count()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i;
        }
        return indices;
    }
}
