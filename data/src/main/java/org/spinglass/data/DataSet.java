// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named set of images to train on, with images to validate and to test on where the set has them. Immutable; equal
 * only to itself or to a set over the very same images.
 *
 * @param name the name that {@link DataStore} knows it by
 * @param training images to train on, at least one
 * @param validation the set's own validation images, or null when they are to be drawn from the training images
 * @param test the set's test images, or null when it has none
 * @param digest SHA-256 of the decoded content as 64 hexadecimal digits: for each part that there is, in the order
 *     training, validation, test, the part's name in ASCII and a zero byte; count, channels, height, width and classes
 *     as big-endian 32-bit integers; the labels; the pixels. It does not depend on how the files were compressed.
 */
public record DataSet(
        String name,
        LabelledImages training,
        @Nullable LabelledImages validation,
        @Nullable LabelledImages test,
        String digest) {
    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException when there is no training image
     * @throws DataException when validation or test images have other channels, another size or other classes than the
     *     training images
     */
    public DataSet {
        Objects.requireNonNull(name);
        Objects.requireNonNull(digest);
        if (training.count() == 0) {
            throw new IllegalArgumentException(name + " has no training images");
        }
        requireLike(name, training, "validation", validation);
        requireLike(name, training, "test", test);
    }

    /**
     * A data set of the given parts, with their digest.
     *
     * <p>Cost: one SHA-256 over all bytes.
     *
     * @throws IllegalArgumentException as the constructor
     * @throws DataException as the constructor
     */
    public static DataSet of(
            String name, LabelledImages training, @Nullable LabelledImages validation, @Nullable LabelledImages test) {
        return new DataSet(name, training, validation, test, ContentDigest.of(training, validation, test));
    }

    private static void requireLike(
            String name, LabelledImages training, String part, @Nullable LabelledImages images) {
        if (images != null && !images.isLike(training)) {
            throw new DataException(
                    name + ": " + part + " has " + images + ", training has " + training + "; they must be alike");
        }
    }
}
