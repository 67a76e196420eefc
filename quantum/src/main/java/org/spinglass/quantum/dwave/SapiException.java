// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import org.spinglass.quantum.ProcessorException;

/** The service refused a request, could not be reached, or answered with something that is no answer. */
public final class SapiException extends ProcessorException {
    private static final long serialVersionUID = 1;

    /** In place of a status where there was no answer at all, or one that cannot be read. */
    public static final int NO_STATUS = 0;

    /** The status of a problem that is not such as the solver takes. */
    public static final int BAD_REQUEST = 400;

    /** The status of a token that was not accepted. */
    public static final int UNAUTHORIZED = 401;

    private final int status;

    /** With the status of the answer. */
    public SapiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The same, with what caused it. */
    public SapiException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The status of HTTP, or {@link #NO_STATUS}. */
    public int status() {
        return status;
    }

    /** Whether a later try may do better: the service could not be reached, was too busy, or failed. */
    public boolean isTransient() {
        return status == NO_STATUS || status == 429 || status >= 500;
    }
}
