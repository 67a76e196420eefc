// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;

/**
 * What was read from one's own files.
 *
 * @param set the images or rows, with the names of their classes
 * @param source what the files are and how they were understood, in a few words
 * @param leftOut a line for each picture that could not be read, naming it and what is wrong
 * @param smallest the picture of fewest pixels as stored; null where there are none of several sizes
 * @param largest the picture of most pixels as stored; null where there are none of several sizes
 */
public record OwnData(
        DataSet set,
        String source,
        List<String> leftOut,
        @Nullable ImageSize smallest,
        @Nullable ImageSize largest) {
    /** Copies the list. */
    public OwnData {
        leftOut = List.copyOf(leftOut);
    }

    /** Data that came in one size, nothing left out. */
    static OwnData of(DataSet set, String source) {
        return new OwnData(set, source, List.of(), null, null);
    }
}
