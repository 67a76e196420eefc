// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import org.spinglass.lab.run.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spinglass} without a command: says what there is. */
@Command(
        name = "spinglass",
        versionProvider = SpinglassCommand.Version.class,
        description = {"Trains neural networks by annealing spin glasses, and solves Ising and QUBO problems.", ""},
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "spinglass COMMAND --help tells the options of a command."})
final class SpinglassCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    SpinglassCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
        terminal.out().flush();
    }

    /** The build's version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"spinglass " + ProgramVersion.current()};
        }
    }
}
