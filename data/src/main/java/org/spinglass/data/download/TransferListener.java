// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

/** Is told how a transfer goes, on the thread that makes it. */
public interface TransferListener {
    /** {@code done} of the {@code total} bytes of a file are there. */
    void progress(String file, long done, long total);

    /** The next attempt at a file, or another process's download of it, is waited for, and why. */
    void waiting(String file, String reason);
}
