// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spinglass completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = {"Prints a script by which a shell completes commands and options.", ""},
        footer = {
            "",
            "  bash  source <(spinglass completion bash), for good in ~/.bashrc",
            "  zsh   source <(spinglass completion zsh), for good in ~/.zshrc",
            "  fish  spinglass completion fish > ~/.config/fish/completions/spinglass.fish"
        })
final class CompletionCommand implements Runnable {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        CommandSpec root = spec.root();
        String name = OptionValues.oneOf("SHELL", shell, SHELLS, List.of());
        // picocli's script has what zsh needs in it: it loads bash's completion there
        terminal.out()
                .print(
                        name.equals("fish")
                                ? FishCompletion.of(root)
                                : AutoComplete.bash(root.name(), root.commandLine()));
        terminal.out().flush();
    }
}
