// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledTextsTest {
    @TempDir
    private Path folder;

    @Test
    void thereIsAManualPageForEveryCommandWithAllOfItsOptions() throws IOException {
        Cli.Result cli = Cli.run("help", "--texts-to", folder.toString());
        Path manuals = folder.resolve("man/man1");
        List<String> names;
        try (Stream<Path> files = Files.list(manuals)) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        String train = Files.readString(manuals.resolve("spinglass-train.1"));

        assertThat(cli.code()).isZero();
        assertThat(names)
                .contains(
                        "spinglass.1",
                        "spinglass-train.1",
                        "spinglass-solve.1",
                        "spinglass-qpu.1",
                        "spinglass-qpu-embed.1");
        assertThat(train)
                .startsWith(".TH \"SPINGLASS-TRAIN\" 1\n.SH NAME\nspinglass\\-train \\- Trains a network")
                .contains(
                        "\n.TP\n\\fB\\-\\-samples\\fR=\\fIN\\fR\nSamples to train on.",
                        ".SH NETWORKS\n.nf\n",
                        ".SH EXIT STATUS");
        assertThat(train.lines().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|TP|PP|nf|fi)( .*)?"));
        assertThat(train.lines().filter(line -> line.startsWith("'"))).isEmpty();
        assertThat(Cli.run("help", "--man", "train").out()).isEqualTo(train);
    }

    @Test
    void completionsNameCommandsAndOptions() throws IOException {
        Cli.run("help", "--texts-to", folder.toString());
        String bash = Files.readString(folder.resolve("completions/spinglass.bash"));

        assertThat(Cli.run("completion", "bash").out()).isEqualTo(bash).contains("--time-limit", "emulate");
        assertThat(Files.readString(folder.resolve("completions/spinglass.zsh")))
                .isEqualTo(bash);
        assertThat(Cli.run("completion", "fish").out())
                .contains(
                        "complete -c spinglass -f -n '__fish_use_subcommand' -a solve -d 'Looks for",
                        "complete -c spinglass -n '__fish_seen_subcommand_from solve' -l time-limit -r -d 'Go on with",
                        "publisher\\'s files");
    }

    @Test
    void wrongShellsAreToldInOneLine() {
        assertThat(Cli.run("completion", "csh").err())
                .isEqualTo("spinglass: SHELL is 'csh'; did you mean zsh? There are: bash, zsh, fish\n");
        assertThat(Cli.run("completion").err())
                .isEqualTo("spinglass: SHELL is missing; 'spinglass completion --help' tells what is expected\n");
        assertThat(Cli.run("completion").code()).isEqualTo(2);
    }
}
