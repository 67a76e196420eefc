// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

/** Thrown when a {@link Workplace} cannot be had, or cannot do its work; the message is one line for people. */
public final class WorkplaceException extends RuntimeException {
    /** With what happened and what to do about it. */
    public WorkplaceException(String message) {
        super(message);
    }

    /** With what happened and why. */
    public WorkplaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
