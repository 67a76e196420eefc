// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

/** A run cannot be shown as asked; the message is one line for the user and names the file and what was expected. */
public final class WebException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public WebException(String message) {
        super(message);
    }

    /** With a message for the user and the cause. */
    public WebException(String message, Throwable cause) {
        super(message, cause);
    }
}
