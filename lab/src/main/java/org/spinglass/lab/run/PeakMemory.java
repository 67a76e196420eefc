// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The largest resident set of the process during each of several pieces of work that overlap. Where the system cannot
 * forget its peak (other than Linux) each gets the peak since the process began. Safe for any number of threads.
 */
public final class PeakMemory {
    private static final Path FORGET = Path.of("/proc/self/clear_refs");

    private final Map<Object, Long> peaks = new HashMap<>();

    /** Nothing is at work yet. */
    public PeakMemory() {}

    /** Work begins; the object is its name, by {@code equals}. */
    public synchronized void begin(Object work) {
        look();
        peaks.put(work, 0L);
    }

    /** Work ends; returns its peak in bytes. */
    public synchronized long end(Object work) {
        look();
        Long peak = peaks.remove(work);
        return peak == null ? 0 : peak;
    }

    /** Gives the peak since the last look to all work under way, and has the system begin a new one. */
    private void look() {
        long peak = ProcessUsage.now().peakMemoryBytes();
        peaks.replaceAll((work, before) -> Math.max(before, peak));
        try {
            if (Files.isWritable(FORGET)) {
                Files.writeString(FORGET, "5");
            }
        } catch (IOException e) {
            // then the peak is that of a longer time
        }
    }
}
