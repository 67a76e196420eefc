package org.spinglass.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The settings of a quantum annealer. */
class QpuOption {
    @Option(
            names = "--qpu",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of the emulated processor or of D-Wave's, such as size=6; may be repeated; see below.")
    private List<String> settings = List.of();

    /** The settings by their names, as written. */
    Map<String, String> values() {
        return SettingOption.values("--qpu", settings, "size=6");
    }
}
