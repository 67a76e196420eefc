// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimates beside what runs really use, and the controls of anneals on the command line. */
class QpuEstimateCommandTest {
    @TempDir
    private Path temp;

    private Path ring;

    @BeforeEach
    void write() throws IOException {
        ring = temp.resolve("ring.txt");
        List<String> lines = new ArrayList<>(List.of("# vartype=SPIN"));
        for (int i = 0; i < 12; i++) {
            lines.add(i + " " + i + " 0.25");
            lines.add(Math.min(i, (i + 1) % 12) + " " + Math.max(i, (i + 1) % 12) + " " + (i % 3 == 0 ? 1 : -1));
        }
        Files.write(ring, lines);
    }

    private static String[] command(String first, String... rest) {
        return Stream.concat(Stream.of(first.split(" ")), Stream.of(rest)).toArray(String[]::new);
    }

    private static String number(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\":([-0-9.eE]+).*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reads=30", "gauges=3", "block=4 --qpu passes=2", "reduce_intersample_correlation=true"})
    void aRunUsesWhatWasEstimated(String setting) throws IOException {
        String qpu = " --sampler emulator --json --seed 3 --qpu chip=chimera --qpu size=3 --qpu " + setting;
        Cli.Result estimate = Cli.run(command("qpu estimate " + ring + qpu));
        assertThat(estimate.code()).as(estimate.err()).isZero();
        Cli.Result run = Cli.run(command("solve " + ring + qpu));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Double.parseDouble(number(estimate.out(), "accessSeconds")))
                .isPositive()
                .isCloseTo(Double.parseDouble(number(run.out(), "accessSeconds")), within(1e-12));
        assertThat(number(estimate.out(), "calls")).isEqualTo(number(run.out(), "calls"));
    }

    @Test
    void theCostIsToldInMinutesOfAPlan() {
        Cli.Result result = Cli.run(command("qpu estimate " + ring + " --qpu size=2 --plan 20"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.outLines()).hasSize(5);
        assertThat(result.outLines().get(0)).isEqualTo("solver     Emulated_pegasus2");
        assertThat(result.outLines().get(1)).isEqualTo("calls      1 with 1 problems, 100 reads");
        assertThat(result.outLines().get(3)).matches("access     0\\.02[0-9]{4} s, estimated");
        assertThat(result.outLines().get(4))
                .matches("plan       0\\.00[0-9]{2} % of 20 min; it is enough for [0-9,]+ such runs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anneal_schedule=[[0,0],[5,0.4],[8,0.4],[9,1]]",
                "annealSchedule=[[0,0],[2,1]]",
                "h_gain_schedule=[[0,2],[20,1]]",
                "anneal_offsets={\"0\":0.1,\"5\":-0.25}",
                "flux_biases={\"0\":0.0001}",
                "readout_thermalization=50",
                "programming_thermalization=0",
                "flux_drift_compensation=false",
                "max_answers=2",
            })
    void controlsOfAnnealsAreTaken(String setting) {
        Cli.Result run = Cli.run(command(
                "solve " + ring + " --sampler emulator --json --seed 3 --qpu chip=chimera --qpu size=3 --qpu",
                setting));
        assertThat(run.code()).as(run.err()).isZero();
        double programming = setting.startsWith("programming") ? 14_072.88 : 15_072.88;
        double anneal = setting.contains("[9,1]") ? 9 : setting.contains("[2,1]") ? 2 : 20;
        double rest = setting.startsWith("readout") ? 50 : 0;
        double access = Double.parseDouble(number(run.out(), "accessSeconds")) * 1e6;
        // what is left of a read is that of reading some 12 qubits
        assertThat((access - programming) / 100 - anneal - rest - 20.54).isBetween(74.0, 100.0);
    }

    /** A reverse anneal of a problem that sits on the chip as it is, from a state that is given. */
    @Test
    void reverseAnnealsAreTaken() {
        String state = "{"
                + String.join(
                        ",",
                        Stream.iterate(0, q -> q < 72, q -> q + 1)
                                .map(q -> "\"" + q + "\":1")
                                .toList()) + "}";
        Cli.Result run = Cli.run(command(
                "solve " + ring + " --sampler emulator --json --seed 3 --qpu chip=chimera --qpu size=3 --qpu",
                "anneal_schedule=[[0,1],[5,0.5],[10,1]]",
                "--qpu",
                "initial_state=" + state,
                "--qpu",
                "reinitialize_state=false"));
        assertThat(run.code()).as(run.err()).isZero();
        // a reverse anneal that is not begun anew takes 5.55 microseconds more to program, and each read 1.5 less
        double access = Double.parseDouble(number(run.out(), "accessSeconds")) * 1e6;
        assertThat((access - 15_072.88 - 5.55) / 100 - 10 - 20.54 + 1.5).isBetween(74.0, 100.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anneal_schedule=[[0,0]] | qpu.annealSchedule is '[[0,0]]' | two or more points",
                "anneal_schedule=[[0,0],[5,0.5]] | anneal_schedule goes from time 0.0 | s 1 at last",
                "annealSchedule=[[0,1],[5,1]] | an initial_state and an anneal_schedule that begins at s = 1 | expected both",
                "h_gain_schedule=[[0,1],[5,1]] | h_gain_schedule goes from time 0 to 5 | expected 0 to 20",
                "h_gain_schedule=nowhere.json | qpu.hGainSchedule is 'nowhere.json' | or a file of them",
                "anneal_offsets={\"0\":3} | anneal_offsets[0] is 3 | -0.5 to 0.5",
                "anneal_offsets=[1,2] | 2 values | expected 72",
                "flux_biases={\"900\":0} | a value of qubit 900 | expected 72",
                "flux_biases={\"a\":0} | qpu.fluxBiases is '{\"a\":0}' | numbers of qubits",
                "readout_thermalization=-1 | qpu.readoutThermalization is '-1' | from 0 to",
                "readout_thermalization=20000 | readout_thermalization is 20000.0 | from 0 to 10000",
                "fast_anneal=yes | qpu.fastAnneal is 'yes' | true or false",
                "reinitialize_state=false | qpu.reinitializeState is 'false' | an initialState beside it",
                "max_answers=101 | qpu.maxAnswers is '101' | from 1 to 100",
                "time=0.01 | qpu.time is '0.01' | a number from 0.5 to 2000",
            })
    void controlsThatCannotBeAreNamed(String setting, String found, String expected) {
        Cli.Result run = Cli.run(
                command("solve " + ring + " --sampler emulator --qpu chip=chimera --qpu size=3 --qpu", setting));
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains(found).contains(expected);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatExcludesEachOtherIsNamed() {
        String solve = "solve " + ring + " --sampler emulator --qpu chip=chimera --qpu size=3 --qpu ";
        assertThat(Cli.run(command(solve + "time=5 --qpu anneal_schedule=[[0,0],[5,1]]"))
                        .err())
                .contains("annealSchedule is given beside time");
        assertThat(Cli.run(command(solve + "gauges=2 --qpu", "flux_biases={\"0\":0.1}"))
                        .err())
                .contains("gauges is '2'; expected 0 beside fluxBiases");
        assertThat(Cli.run(command("qpu estimate " + ring + " --plan 0")).err()).contains("--plan is '0'");
        assertThat(Cli.run(command("qpu estimate " + ring + " --sampler sa")).err())
                .contains("--sampler is 'sa'");
    }
}
