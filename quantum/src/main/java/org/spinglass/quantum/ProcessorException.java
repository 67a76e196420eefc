// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

/** A processor refused a problem, failed at it, or could not be reached; the message is for its user. */
public class ProcessorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message that names what was wrong and what was expected. */
    public ProcessorException(String message) {
        super(message);
    }

    /** The same, with what caused it. */
    public ProcessorException(String message, Throwable cause) {
        super(message, cause);
    }
}
