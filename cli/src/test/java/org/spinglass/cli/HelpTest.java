// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.lab.samplers.SamplerKind;

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

    /**
     * By whatever method, sampler, network and preset: every default that is shown may be given, and changes nothing.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--method difference --samples 20000",
                "--method pseudoinverse --network linear --set preset=2025",
                "--method pseudoinverse --sampler heat-bath",
                "--sampler sb",
                "--sampler itemc",
                "--sampler emulator"
            })
    void theSettingsOfATrainingAreListed(String options) {
        Cli.Result result = Cli.run(("train --help-settings " + options).strip().split(" "));
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(result.out())
                .startsWith("Settings of --method ")
                .contains("  bits ", ": a whole number from 1 to 20 (");
        assertThat(result.out().contains("  temperature "))
                .isEqualTo(!options.matches(".*(pseudo|itemc|sb|emul).*") || options.contains("emulator"));
        assertThat(result.out().contains("  shots ")).isEqualTo(options.contains("itemc"));
        assertThat(result.out().contains("microseconds of an anneal: a number from 0.005 to 2000 (20)"))
                .isEqualTo(options.contains("emulator"));
        assertThat(result.out().contains("expected")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sampler sqaa | --sampler is 'sqaa'",
                "--method magic | --method is 'magic'",
                "--method backprop | method backprop is an optional part",
                "--method pseudoinverse --set preset=2024 | preset is '2024'; expected paper or 2025"
            })
    void whatHasNoSettingsIsToldInOneLine(String options, String message) {
        Cli.Result result = Cli.run(("train --help-settings " + options).split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).contains(message);
    }

    @Test
    void samplersAreListedWhereTheyMayBeNamed() {
        String solve = Cli.run("solve", "--help").out();
        String train = Cli.run("train", "--help").out();
        for (SamplerKind kind : SamplerKind.values()) {
            assertThat(solve.contains("\n  " + kind.text() + " "))
                    .as("solve %s", kind)
                    .isEqualTo(SamplerKind.solving().contains(kind));
            assertThat(train.contains("\n  " + kind.text() + " "))
                    .as("train %s", kind)
                    .isEqualTo(SamplerKind.training().contains(kind));
        }
        assertThat(SamplerKind.training()).doesNotContain(SamplerKind.AUTO);
    }
}
