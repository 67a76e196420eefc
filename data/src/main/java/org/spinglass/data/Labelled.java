// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/**
 * Things of which the class is known: images, or rows of a table. Immutable, and safe for any number of threads.
 */
public sealed interface Labelled permits LabelledImages, StoredImages, FeatureTable {

    /** How many there are. */
    int count();

    /** Number of classes; labels are 0 to {@code classes - 1}. */
    int classes();

    /**
     * The class of one of them.
     *
     * @param index from 0
     * @throws IndexOutOfBoundsException when there is none of that index
     */
    int label(int index);

    /** How many there are of each class. */
    default int[] classCounts() {
        int[] counts = new int[classes()];
        for (int i = 0; i < count(); i++) {
            counts[label(i)]++;
        }
        return counts;
    }

    /** Number of channels of a sample that a network is given: 1 of a table. */
    int channels();

    /**
     * Rows and columns of a sample that a network is given.
     *
     * @param wanted size of images
     * @return the same of images; of a table one row with a column for each feature
     */
    ImageSize sampleSize(ImageSize wanted);

    /** Whether others are of the same kind, shape and classes, so that a network that takes these takes them. */
    boolean isLike(Labelled other);
}
