// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;
import org.spinglass.lab.run.RunConfiguration;

/** The folder of a run for which none was named: {@code runs/NETWORK-DATA-SAMPLES-seedS-TIME}. */
final class RunFolderName {
    private static final String UNUSUAL = "[^\\p{L}\\p{N}._+-]+";

    private RunFolderName() {}

    /** A folder that is not there yet. */
    static Path of(RunConfiguration asked, String network) {
        Path runs = Path.of("runs");
        return runs.resolve(free(asked, network, true, name -> Files.exists(runs.resolve(name))));
    }

    /**
     * A name that is not taken.
     *
     * @param isCounted whether network and samples are known, which with one's own data depend on what is in it
     */
    static String free(RunConfiguration asked, String network, boolean isCounted, Predicate<String> isTaken) {
        String what = isCounted
                ? String.format(
                        Locale.ROOT, "%s-%s-%d", network.replaceAll(UNUSUAL, "-"), data(asked.data()), asked.samples())
                : data(asked.data());
        String name = String.format(
                Locale.ROOT,
                "%s-seed%d-%s",
                what,
                asked.seed(),
                LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)));
        String free = name;
        for (int i = 2; isTaken.test(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /** The name of a set, or of one's own files without what a name of a folder should not have. */
    private static String data(String data) {
        Path last = Path.of(data).getFileName();
        String name = last == null ? "data" : last.toString();
        String safe = name.replaceFirst("\\.[A-Za-z]{3}$", "").replaceAll(UNUSUAL, "-");
        return safe.isEmpty() ? "data" : safe;
    }
}
