package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "train", "solve", "reproduce", "qpu", "qpu embed", "qpu solvers"})
    void isTheSameAsAnOptionAndAsACommand(String command) {
        Cli.Result asOption = Cli.run((command + " --help").strip().split(" "));
        Cli.Result asCommand = Cli.run(("help " + command).strip().split(" "));
        assertThat(asCommand).isEqualTo(asOption);
        assertThat(asCommand.code()).isZero();
        assertThat(asCommand.out()).contains(("Usage: spinglass " + command).strip());
        assertThat(asCommand.err()).isEmpty();
    }
}
