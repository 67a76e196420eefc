// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.util.Locale;
import org.spinglass.data.DataException;

/** Whether there is memory for what a file claims to hold. */
final class FreeMemory {
    /** What to do about too little. */
    static final String MORE = "SPINGLASS_OPTS=-Xmx... allows more";

    private static final int MEGABYTE = 1 << 20;

    private FreeMemory() {}

    /**
     * Refuses what is more than there is room for now.
     *
     * @param name stands in the message
     * @throws DataException telling the bytes that are needed and those that are free
     */
    static void require(String name, long bytes) {
        if (bytes > free()) {
            System.gc(); // what is no longer used counts as taken until it is collected
        }
        long free = free();
        if (bytes > free) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: needs %d MB of memory, and %d MB are free; %s",
                    name,
                    bytes / MEGABYTE,
                    free / MEGABYTE,
                    MORE));
        }
    }

    private static long free() {
        Runtime machine = Runtime.getRuntime();
        return machine.maxMemory() - (machine.totalMemory() - machine.freeMemory());
    }
}
