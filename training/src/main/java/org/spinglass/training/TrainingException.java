// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

/** Something that training was given does not fit; the message is for the user and names it. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public TrainingException(String message) {
        super(message);
    }

    /** With a message for the user and the cause. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
