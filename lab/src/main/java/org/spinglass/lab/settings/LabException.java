// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

/**
 * A run folder or a record cannot be used as asked; the message is one line for the user, names the file or the value
 * and says what was expected.
 */
public class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public LabException(String message) {
        super(message);
    }

    /** With a message for the user and the cause. */
    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
