// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

/**
 * A job is not such as the processor takes, and was not begun: its problem, a parameter, or how long it would take. The
 * message names what was wrong, for who asked for it.
 */
public class RefusedJobException extends ProcessorException {
    private static final long serialVersionUID = 1;

    /** With a message that names what was wrong and what was expected. */
    public RefusedJobException(String message) {
        super(message);
    }

    /** The same, with what caused it. */
    public RefusedJobException(String message, Throwable cause) {
        super(message, cause);
    }
}
