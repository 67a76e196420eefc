// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A named set of images, or of rows of a table, to train on, with such to validate and to test on where the set has them.
 * Immutable; equal only to itself or to a set over the very same parts.
 *
 * @param name the name that {@link DataStore} knows it by, or what its files are called
 * @param training to train on, at least one
 * @param validation the set's own validation part, or null when it is to be drawn from the training part
 * @param test the set's test part, or null when it has none
 * @param digest SHA-256 of the decoded content as 64 hexadecimal digits: for each part that there is, in the order
 *     training, validation, test, the part's name in ASCII and a zero byte; count, channels, height, width and classes of
 *     images, or count, features and classes of a table, as big-endian 32-bit integers; the labels, a byte each or, of more
 *     than 256 classes, two; the pixels, or the values as big-endian float32. It does not depend on how the files were
 *     compressed, nor on the names of the classes.
 * @param classNames what the classes are called, all different, in the order of the labels
 * @param isStratified whether parts that are drawn have every class in proportion; of the published sets they are drawn
 *     without regard to classes
 */
public record DataSet(
        String name,
        Labelled training,
        @Nullable Labelled validation,
        @Nullable Labelled test,
        String digest,
        List<String> classNames,
        boolean isStratified) {
    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException when there is nothing to train on, or the names are not one for each class and
     *     different
     * @throws DataException when the validation or the test part is of another kind, shape or number of classes than the
     *     training part
     */
    public DataSet {
        Objects.requireNonNull(name);
        Objects.requireNonNull(digest);
        classNames = List.copyOf(classNames);
        if (training.count() == 0) {
            throw new IllegalArgumentException(name + " has no training images");
        }
        if (classNames.size() != training.classes() || new HashSet<>(classNames).size() != classNames.size()) {
            throw new IllegalArgumentException("%s has %s classes; expected as many different names, not %s"
                    .formatted(name, training.classes(), classNames));
        }
        requireLike(name, training, "validation", validation);
        requireLike(name, training, "test", test);
    }

    /**
     * A data set of the given parts, with their digest; the classes are called by their numbers, from 0.
     *
     * <p>Cost: one SHA-256 over all bytes.
     *
     * @throws IllegalArgumentException as the constructor
     * @throws DataException as the constructor
     */
    public static DataSet of(String name, Labelled training, @Nullable Labelled validation, @Nullable Labelled test) {
        String digest = ContentDigest.of(training, validation, test);
        List<String> names = IntStream.range(0, training.classes())
                .mapToObj(Integer::toString)
                .toList();
        return new DataSet(name, training, validation, test, digest, names, false);
    }

    /**
     * The same set with names of its classes.
     *
     * @throws IllegalArgumentException when these are not one for each class, or two are the same
     */
    public DataSet withClassNames(List<String> names) {
        return new DataSet(name, training, validation, test, digest, names, isStratified);
    }

    /** The same set, of which parts are drawn with every class in proportion. */
    public DataSet stratified() {
        return new DataSet(name, training, validation, test, digest, classNames, true);
    }

    /** The same set without its test part and with the digest of the whole, for who must not look at it. */
    public DataSet withoutTest() {
        return new DataSet(name, training, validation, null, digest, classNames, isStratified);
    }

    private static void requireLike(String name, Labelled training, String part, @Nullable Labelled other) {
        if (other != null && !other.isLike(training)) {
            throw new DataException(
                    name + ": " + part + " has " + other + ", training has " + training + "; they must be alike");
        }
    }
}
