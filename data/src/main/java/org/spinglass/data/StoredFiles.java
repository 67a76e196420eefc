// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/**
 * Files by their addresses, wherever a file system has them. Those of {@code file:} are always there; others are found
 * as services, such as HDFS in the optional part for clusters. Safe for any number of threads.
 */
public interface StoredFiles {

    /**
     * A file in a folder.
     *
     * @param address of the file
     * @param name the last part of it
     * @param length in bytes
     */
    record Entry(URI address, String name, long length) {}

    /** Whether it reads addresses of a scheme, such as {@code hdfs}. */
    boolean reads(String scheme);

    /**
     * The files in a folder, not those in its folders, in the order of their names.
     *
     * @throws IOException whose message says what is wrong when there is no such folder, or it cannot be read
     */
    List<Entry> list(URI folder) throws IOException;

    /**
     * The bytes of a file from an offset on. Skipping costs no reading where the file system has it so.
     *
     * @throws IOException whose message says what is wrong when there is no such file, or it cannot be read
     */
    InputStream open(URI file, long from) throws IOException;

    /**
     * What reads the files of an address.
     *
     * @throws DataException naming the address when nothing does
     */
    static StoredFiles of(URI address) {
        if (LocalFiles.INSTANCE.reads(address.getScheme())) {
            return LocalFiles.INSTANCE;
        }
        return ServiceLoader.load(StoredFiles.class, StoredFiles.class.getClassLoader()).stream()
                .map(Provider::get)
                .filter(files -> files.reads(address.getScheme()))
                .findFirst()
                .orElseThrow(() -> new DataException(address + ": nothing here reads addresses that begin with "
                        + address.getScheme() + ":; expected file:, or, on a cluster (--on), a file system of Hadoop's"
                        + " whose jar is among those of the part for clusters"));
    }
}
