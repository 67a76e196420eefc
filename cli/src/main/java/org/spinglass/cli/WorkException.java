// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import org.jspecify.annotations.Nullable;

/** What was asked is in order, but the work failed; the message is one line for the user. */
final class WorkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WorkException(String message) {
        super(message);
    }

    WorkException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
