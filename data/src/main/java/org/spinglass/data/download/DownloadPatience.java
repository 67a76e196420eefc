// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param attempts attempts in a row without notable progress before it gives up, at least 1
 * @param firstPause pause after the first failed attempt; each further pause is twice as long
 * @param connectTimeout longest wait for a connection
 * @param stallTimeout longest wait for an answer, and for more bytes once they flow
 * @param lockPause time between two looks at whether another process is done with the same files
 */
public record DownloadPatience(
        int attempts, Duration firstPause, Duration connectTimeout, Duration stallTimeout, Duration lockPause) {
    /** Five attempts over about a quarter of a minute; half a minute for a silent server. */
    public static final DownloadPatience STANDARD = new DownloadPatience(
            5, Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMillis(200));

    /** The pause after the given number of failed attempts in a row. */
    Duration pauseAfter(int failures) {
        return firstPause.multipliedBy(1L << (failures - 1));
    }
}
