// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of a quantum annealer. */
class QpuOption {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private List<String> settings = List.of();

    /** Takes all that were typed so far, the last one at the end. */
    @Option(
            names = "--qpu",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of the emulated processor or of D-Wave's, such as size=6; may be repeated; see below.")
    void settings(@Nullable List<String> typed) {
        settings = typed == null ? List.of() : List.copyOf(typed);
        if (!settings.isEmpty()) {
            typed(settings.getLast());
        }
    }

    /** Hears of each setting when it is typed. */
    void typed(String setting) {}

    /** The settings by their names; those of D-Wave's interface may be written as they are there, with underscores. */
    Map<String, String> values() {
        return SettingOption.values(
                "--qpu", settings.stream().map(QpuOption::named).toList(), "size=6");
    }

    /** With the name of {@code anneal_schedule=...} as {@code annealSchedule}. */
    private static String named(String setting) {
        int end = setting.indexOf('=');
        return end < 0
                ? setting
                : UNDERSCORE
                                .matcher(setting.substring(0, end))
                                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT))
                        + setting.substring(end);
    }
}
