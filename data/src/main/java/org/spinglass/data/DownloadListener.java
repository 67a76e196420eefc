// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/**
 * Is told how a download goes, on the thread that downloads. An implementation should return soon; what it throws
 * ends the download.
 */
@FunctionalInterface
public interface DownloadListener {
    /**
     * More of a file has arrived.
     *
     * @param file the file's name
     * @param done bytes that are there, those of an earlier, unfinished download included
     * @param total bytes of the whole file
     */
    void progress(String file, long done, long total);

    /**
     * An attempt has failed and the next follows, or another process is downloading the same files and this one waits
     * for it.
     *
     * @param file the file's name
     * @param reason what happened, one line
     */
    default void waiting(String file, String reason) {}

    /** A listener that does nothing. */
    static DownloadListener silent() {
        return (file, done, total) -> {};
    }
}
