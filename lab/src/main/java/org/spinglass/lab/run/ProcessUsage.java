// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has used since it began.
 *
 * @param cpuSeconds processor time of all threads, the virtual machine's own included
 * @param peakMemoryBytes largest resident set where the system tells it (Linux), else the sum of the peaks of the
 *     virtual machine's memory pools
 */
record ProcessUsage(double cpuSeconds, long peakMemoryBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** The usage up to now. */
    public static ProcessUsage now() {
        double seconds = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime() * 1e-9
                : Double.NaN;
        long resident = peakResidentBytes();
        return new ProcessUsage(seconds, resident > 0 ? resident : peakPoolBytes());
    }

    /** {@code VmHWM} in bytes, or 0 where the system does not tell it. */
    private static long peakResidentBytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long peakPoolBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
