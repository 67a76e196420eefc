// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/**
 * Data that cannot be had or cannot be used: a missing folder, a damaged file, a publisher that cannot be reached,
 * more samples than there are.
 *
 * <p>The message is one line for the person who runs the program; it names the file, the offset or value and what was
 * expected, and needs no stack trace beside it.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure that this module found itself. */
    public DataException(String message) {
        super(message);
    }

    /** A failure of the file system or the network. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
