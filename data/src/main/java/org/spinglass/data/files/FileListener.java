// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

/** Is told how the reading of one's own files goes, on the thread that reads. */
public interface FileListener {
    /**
     * More pictures are decoded.
     *
     * @param done so far, those that could not be read included
     * @param total in all
     */
    default void decoded(int done, int total) {}

    /**
     * A picture cannot be read and is left out.
     *
     * @param reason names the file and what is wrong, one line
     */
    default void leftOut(String reason) {}

    /** A listener that does nothing. */
    static FileListener silent() {
        return new FileListener() {};
    }
}
