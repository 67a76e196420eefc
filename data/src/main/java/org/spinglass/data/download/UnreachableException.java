// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;

/** There is no connection to the host: no network, no such host, nobody listening. */
final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(IOException cause) {
        super(cause);
    }
}
