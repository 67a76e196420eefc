// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import org.spinglass.quantum.internal.sapi.SapiError;

/** A request that is not served, with the status of HTTP and the message for its sender. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    SapiError error() {
        return new SapiError(status, String.valueOf(getMessage()));
    }
}
