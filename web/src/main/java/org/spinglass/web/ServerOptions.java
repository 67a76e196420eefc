// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the live page is served.
 *
 * @param folder that holds the folders of runs
 * @param host name or address to listen on; {@link #LOOPBACK} for this machine alone, {@code 0.0.0.0} for all
 * @param port to listen on; 0 for any that is free
 * @param hasToken whether a token is asked for on this machine too; elsewhere it always is
 * @param mostRuns trainings that the page has run at once, at least 1
 * @param starter what it trains by; null where runs are only shown
 */
public record ServerOptions(
        Path folder,
        String host,
        int port,
        boolean hasToken,
        int mostRuns,
        @Nullable RunStarter starter) {
    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Runs of a folder are shown to this machine, and none begins. */
    public static ServerOptions of(Path folder, int port) {
        return new ServerOptions(folder, LOOPBACK, port, false, 1, null);
    }

    /** The same with something to train by. */
    public ServerOptions with(RunStarter other) {
        return new ServerOptions(folder, host, port, hasToken, mostRuns, other);
    }
}
