// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Manual pages and completions as files, where an installation has them: {@code man/man1} and {@code completions}. */
final class InstalledTexts {
    private final CommandSpec root;

    InstalledTexts(CommandSpec root) {
        this.root = root;
    }

    /**
     * Writes all files into a folder, which is made where it is not there.
     *
     * @throws WorkException naming the folder when a file cannot be written
     */
    void write(Path folder) {
        try {
            Path manuals = Files.createDirectories(folder.resolve("man").resolve("man1"));
            writeManuals(root, manuals);
            Path completions = Files.createDirectories(folder.resolve("completions"));
            String bash = AutoComplete.bash(root.name(), root.commandLine());
            Files.writeString(completions.resolve("spinglass.bash"), bash);
            Files.writeString(completions.resolve("spinglass.zsh"), bash);
            Files.writeString(completions.resolve("spinglass.fish"), FishCompletion.of(root));
        } catch (IOException e) {
            throw new WorkException(folder + ": the texts cannot be written: " + e.getMessage(), e);
        }
    }

    private static void writeManuals(CommandSpec spec, Path folder) throws IOException {
        Files.writeString(folder.resolve(ManPage.name(spec) + ".1"), ManPage.of(spec));
        for (CommandLine command : spec.subcommands().values()) {
            writeManuals(command.getCommandSpec(), folder);
        }
    }
}
