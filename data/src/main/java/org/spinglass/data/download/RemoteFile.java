// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.net.URI;

/**
 * A file on a server.
 *
 * @param address its {@code http} or {@code https} address, whose path ends in the file's name
 * @param bytes its length
 * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
 */
public record RemoteFile(URI address, long bytes, String sha256) {
    /** The file's name, the last part of the address's path. */
    public String name() {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name of the server. */
    String host() {
        return address.getHost();
    }
}
