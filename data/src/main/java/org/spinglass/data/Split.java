// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import org.jspecify.annotations.Nullable;

/**
 * What one run trains, validates and tests on.
 *
 * @param training the samples drawn to train on
 * @param validation held-out samples, none of them among the training samples; may be empty
 * @param test all test images of the set in their order, or null when it has none
 * @param scale that the features of a table were brought to, by the training samples; null of images
 */
public record Split(
        Samples training,
        Samples validation,
        @Nullable Samples test,
        @Nullable FeatureScale scale) {
    private static final long DEFORMED = 0xd1b54a32d192ed03L;

    /** As {@link #draw(DataSet, int, int, long, ImageSize)}, with samples of 32x32. */
    public static Split draw(DataSet data, int samples, int validation, long seed) {
        return draw(data, samples, validation, seed, ImageSize.STANDARD);
    }

    /**
     * Draws a split at random, without replacement; the seed fixes it.
     *
     * <p>Training samples come from the set's training part, and depend on the set, the number of samples and the
     * seed only; with fewer samples and the same seed they are the first of these, unless the set is stratified.
     * Validation samples come from the set's own validation part where it has one, else from what was not drawn of the
     * training part. From a {@linkplain DataSet#isStratified stratified} set every class is drawn in proportion.
     *
     * <p>Cost: linear in the values made; 4 bytes a value and 4 bytes an image to draw from.
     *
     * @param data the set to draw from
     * @param samples number of training samples, at least 1
     * @param validation number of validation samples, at least 0
     * @param seed any number
     * @param size rows and columns that images are resized to
     * @throws DataException naming both numbers when more is asked for than the set has, or when a number is too low
     */
    public static Split draw(DataSet data, int samples, int validation, long seed, ImageSize size) {
        requireEnough(data, samples, validation);
        if (data.training() instanceof StoredImages images) {
            return inPlace(images, data.test(), samples, validation, seed, size);
        }
        SplitIndices indices = SplitIndices.draw(data, samples, validation, seed);
        Labelled own = data.validation();
        Labelled heldOut = own == null ? data.training() : own;
        Labelled test = data.test();
        return switch (data.training()) {
            case LabelledImages images ->
                new Split(
                        Samples.of(images, indices.training(), size),
                        Samples.of((LabelledImages) heldOut, indices.validation(), size),
                        test == null ? null : Samples.of((LabelledImages) test, all(test), size),
                        null);
            case StoredImages images -> throw new IllegalStateException("they were drawn above");
            case FeatureTable table -> {
                FeatureScale scale = FeatureScale.of(table, indices.training());
                yield new Split(
                        Samples.of(table, indices.training(), scale),
                        Samples.of((FeatureTable) heldOut, indices.validation(), scale),
                        test == null ? null : Samples.of((FeatureTable) test, all(test), scale),
                        scale);
            }
        };
    }

    /**
     * As {@link #draw(DataSet, int, int, long, ImageSize)}, but the samples are made of all images that are not held
     * out, or of so many of them as there are samples: each is deformed by a function of the seed, again and again
     * until there are enough ({@link Samples#made}).
     *
     * @throws DataException as of that, but not for too few images, and when the set is a table
     */
    public static Split drawDeformed(
            DataSet data, int samples, int validation, long seed, ImageSize size, Augmentation how) {
        if (data.training() instanceof FeatureTable table) {
            throw new DataException("only images can be deformed, and " + data.name() + " is a table, " + table);
        }
        if (samples < 1) {
            throw new DataException("samples: " + samples + ", expected at least 1");
        }
        int available = data.training().count() - (data.validation() == null ? validation : 0);
        Split base = draw(data, Math.clamp(available, 1, samples), validation, seed, size);
        Samples made = base.training().made(samples, new Samples.Augmented(how, seed ^ DEFORMED));
        return new Split(made, base.validation(), base.test(), base.scale());
    }

    /** Of images that stay in their files. */
    private static Split inPlace(
            StoredImages images, @Nullable Labelled test, int samples, int validation, long seed, ImageSize size) {
        Places places = new Places(images.count(), validation, samples, seed);
        int channels = images.channels();
        int classes = images.classes();
        return new Split(
                Samples.told(channels, size, classes, new InPlace(images, places, false, 0, samples, size)),
                Samples.told(channels, size, classes, new InPlace(images, places, true, 0, validation, size)),
                test == null ? null : Samples.of((LabelledImages) test, all(test), size),
                null);
    }

    /**
     * All test images of a set in their order, resized; null when it has none. The same in every split.
     *
     * @throws DataException when the set is a table, whose scale depends on the split
     */
    public static @Nullable Samples test(DataSet data, ImageSize size) {
        return switch (data.test()) {
            case null -> null;
            case LabelledImages test -> Samples.of(test, all(test), size);
            case StoredImages images -> throw new IllegalStateException("test images are read");
            case FeatureTable table ->
                throw new DataException(data.name() + " is a table, " + table + "; expected images");
        };
    }

    /**
     * Looks whether a set has so many images, as {@link #draw(DataSet, int, int, long)} does.
     *
     * @throws DataException naming both numbers when more is asked for than the set has, or when a number is too low
     */
    public static void requireEnough(DataSet data, int samples, int validation) {
        Labelled own = data.validation();
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

    private static int[] all(Labelled images) {
        int[] indices = new int[images.count()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i;
        }
        return indices;
    }
}
