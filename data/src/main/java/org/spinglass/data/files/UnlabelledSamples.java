// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.InputStream;
import java.nio.file.Path;
import org.spinglass.data.DataException;

/** Reads samples of which no class is known, one after the other, as a network takes them. For one thread. */
public sealed interface UnlabelledSamples permits UnlabelledFiles, UnlabelledRows {
    /** Takes samples. */
    interface Sink {
        /**
         * A picture or a row.
         *
         * @param name of its file, with its number, from 0, where there may be several in one
         * @param values of a picture 0 to 1, {@code [channel][row][column]}; of a row one for each feature, in their order,
         *     finite
         */
        void sample(String name, float[] values);

        /**
         * A sample that cannot be read; the next follow.
         *
         * @param reason names the file and what is wrong, one line
         */
        void failed(String reason);
    }

    /**
     * Checks that there is something to read, without a look into it.
     *
     * @throws DataException naming the path and what was expected
     */
    void requireThere(Path path);

    /**
     * Reads a file, or a folder where it may be one.
     *
     * @throws DataException naming the path, and the line where there is one, and what was expected, when it holds no such
     *     samples; those before the fault have been handed on
     */
    void read(Path path);

    /**
     * Reads a stream, such as standard input.
     *
     * @param name stands for it in answers and messages
     * @throws DataException as of {@link #read(Path)}
     */
    void read(String name, InputStream in);
}
