// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code spinglass help}: the same as {@code --help} behind the words that follow. */
@Command(
        name = "help",
        description = {"Tells what there is, or the options of a command.", ""})
final class HelpCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--man", description = "As a manual page: spinglass help --man train | man -l -")
    private boolean isManual;

    @Option(
            names = "--texts-to",
            paramLabel = "DIR",
            hidden = true,
            description = "Write all manual pages and completions into a folder, for an installation.")
    private @Nullable String texts;

    @Parameters(paramLabel = "COMMAND", description = "Such as train, or qpu embed.")
    private List<String> words = List.of();

    HelpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        CommandLine command = spec.parent().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(word));
            }
            command = next;
        }
        if (texts != null) {
            new InstalledTexts(command.getCommandSpec().root()).write(OptionValues.path("--texts-to", texts));
            return;
        }
        if (isManual) {
            terminal.out().print(ManPage.of(command.getCommandSpec()));
        } else {
            command.usage(terminal.out());
        }
        terminal.out().flush();
    }
}
