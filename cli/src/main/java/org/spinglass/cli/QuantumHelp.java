package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.lab.QuantumOptions;

/** The settings of quantum annealers, for the help. */
final class QuantumHelp {
    private QuantumHelp() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Settings of quantum annealers (--qpu NAME=VALUE):");
        QuantumOptions.NAMES.forEach((name, meaning) -> lines.add("  %-16s %s".formatted(name, meaning)));
        return lines;
    }
}
