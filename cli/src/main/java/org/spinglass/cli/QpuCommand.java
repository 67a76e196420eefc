// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spinglass qpu} without a command: says what there is. */
@Command(
        name = "qpu",
        description = {"Quantum annealers: what they are, and how problems are placed on their qubits.", ""},
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "spinglass qpu COMMAND --help tells the options of a command."})
final class QpuCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    QpuCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
        terminal.out().flush();
    }
}
