// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import org.spinglass.quantum.ProcessorException;

/** The configuration cannot be used; the message names file, line or option, and never a token. */
public final class ConfigException extends ProcessorException {
    private static final long serialVersionUID = 1;

    /** With a message that names what was wrong and what was expected. */
    public ConfigException(String message) {
        super(message);
    }

    /** The same, with what caused it. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
