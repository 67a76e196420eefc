// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.ImageSize;

/**
 * How one's own files are to be read.
 *
 * @param size rows and columns that pictures of any sizes are brought to
 * @param isGrey whether colours are turned to grey; otherwise pictures are grey where all of them are
 * @param label the column of a table that holds the classes, by its name or its number from 1; null to find it
 * @param features names of the features that are wanted of a table, which then holds nothing else: by these names where it has
 *     any, otherwise as many columns; null to find out what it holds
 * @param threads that decode pictures, at least 1; the result is the same for any
 */
public record FileOptions(
        ImageSize size,
        boolean isGrey,
        @Nullable String label,
        @Nullable List<String> features,
        int threads) {
    /** Pictures of 32x32, in colour where there is any, on one thread. */
    public static final FileOptions STANDARD = new FileOptions(ImageSize.STANDARD, false, null, null, 1);

    /**
     * Copies the names and checks the number of threads.
     *
     * @throws IllegalArgumentException when it is below 1
     */
    public FileOptions {
        features = features == null ? null : List.copyOf(features);
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; expected at least 1");
        }
    }

    /** The same with another size of pictures. */
    public FileOptions withSize(ImageSize value) {
        return new FileOptions(value, isGrey, label, features, threads);
    }

    /** The same, colours turned to grey or not. */
    public FileOptions withGrey(boolean value) {
        return new FileOptions(size, value, label, features, threads);
    }

    /** The same with the classes in another column. */
    public FileOptions withLabel(@Nullable String value) {
        return new FileOptions(size, isGrey, value, features, threads);
    }

    /** The same for a table with these features. */
    public FileOptions withFeatures(@Nullable List<String> value) {
        return new FileOptions(size, isGrey, label, value, threads);
    }

    /** The same on so many threads. */
    public FileOptions withThreads(int value) {
        return new FileOptions(size, isGrey, label, features, value);
    }
}
