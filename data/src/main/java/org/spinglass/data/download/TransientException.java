// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An attempt that failed in a way that the next one may not: a connection cut off, a server overloaded. */
final class TransientException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    TransientException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** What happened, one line. */
    String reason() {
        return reason;
    }
}
