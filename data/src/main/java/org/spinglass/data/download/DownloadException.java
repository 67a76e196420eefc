// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that could not be fetched. The message is one line for the user and names the address or the local path. */
public final class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    DownloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
