// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network;

/**
 * A network, its description or its weights cannot be used as given.
 *
 * <p>The message is meant for the user: it names the file, line, layer or value, and what was expected.
 */
public final class NetworkException extends RuntimeException {
    private final String message;

    /** With a message fit for the user. */
    public NetworkException(String message) {
        super(message);
        this.message = message;
    }

    /** With a message fit for the user, and what led to it. */
    public NetworkException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
