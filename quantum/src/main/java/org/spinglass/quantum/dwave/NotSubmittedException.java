// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import org.spinglass.quantum.RefusedJobException;

/** Problems were not handed over, because they are not such as the processor takes; nothing is charged. */
public class NotSubmittedException extends RefusedJobException {
    private static final long serialVersionUID = 1;

    /** With a message that names what was wrong and what was expected. */
    public NotSubmittedException(String message) {
        super(message);
    }
}
