// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --reads} and {@code --qpu reads=} are one thing, of which what was typed last is submitted, no more and no less. */
final class ReadsOptionTest {
    @TempDir
    private Path temp;

    private Cli.Result solve(String problem, String... options) throws Exception {
        Path file = Files.writeString(temp.resolve("problem.coo"), problem);
        List<String> all =
                new ArrayList<>(List.of("solve", file.toString(), "--format", "coo", "--vartype", "spin", "--json"));
        all.addAll(List.of(options));
        return Cli.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 100",
        "--reads 20, 20",
        "--reads=1, 1",
        "--qpu reads=20, 20",
        "--reads 5 --qpu reads=20, 20",
        "--qpu reads=20 --reads 5, 5",
        "--reads 200 --qpu reads=20, 20",
        "--qpu reads=200 --qpu time=1 --reads=7, 7",
        "--reads 7 --qpu time=1 --qpu gauges=2, 7",
        "--qpu=reads=9 --qpu time=1, 9",
    })
    void theLastOneTypedCounts(String typed, int reads) throws Exception {
        List<String> options = new ArrayList<>(List.of("--sampler", "emulator", "--qpu", "size=2"));
        if (!typed.isEmpty()) {
            options.addAll(List.of(typed.split(" ")));
        }
        Cli.Result result = solve("0 1 1\n1 2 -1\n", options.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode answer = JsonMapper.shared().readTree(result.out());
        assertThat(answer.path("reads").intValue()).isEqualTo(reads);
        assertThat(answer.path("options").path("reads").intValue()).isEqualTo(reads);
        assertThat(answer.path("options").path("readsOfCalls").intValue()).isEqualTo(reads);
        assertThat(answer.path("bestEnergy").doubleValue()).isEqualTo(-2);
    }

    @Test
    void whatDoesNotFitIsAnnealedWithSoManyReadsAProblem() throws Exception {
        StringBuilder complete = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < i; j++) {
                complete.append(j + " " + i + " " + ((i * j) % 3 - 1) + "\n");
            }
        }
        Cli.Result result = solve(
                complete.toString(),
                "--sampler",
                "emulator",
                "--qpu",
                "chip=chimera",
                "--qpu",
                "size=1",
                "--reads",
                "6");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode options = JsonMapper.shared().readTree(result.out()).path("options");
        assertThat(options.path("reads").intValue()).isEqualTo(6);
        assertThat(options.path("readsOfCalls").intValue())
                .isEqualTo(6 * options.path("calls").intValue());
    }

    @Test
    void otherSamplersDrawSoManyStates() throws Exception {
        Cli.Result result = solve("0 1 1\n1 2 -1\n", "--sampler", "sa", "--reads", "7", "--sweeps", "10");
        assertThat(JsonMapper.shared().readTree(result.out()).path("reads").intValue())
                .isEqualTo(7);
    }

    @Test
    void aTrainingRecordsTheReads() throws Exception {
        Path out = temp.resolve("run");
        Cli.Result result = Cli.run(
                "train",
                "--network",
                "spectral-linear",
                "--method",
                "pseudoinverse",
                "--samples",
                "50",
                "--validation",
                "0",
                "--epochs",
                "1",
                "--threads",
                "1",
                "--sampler",
                "emulator",
                "--qpu",
                "size=6",
                "--qpu",
                "reads=50",
                "--qpu",
                "time=0.5",
                "--reads",
                "3",
                "--json",
                "--out",
                out.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readString(out.resolve("config.yaml")))
                .containsPattern("qpu.reads: \"?3\"?\\R")
                .doesNotContain("single-spin");
        JsonNode quantum = JsonMapper.shared().readTree(result.out()).path("quantum");
        assertThat(quantum.path("reads").intValue())
                .isEqualTo(3 * quantum.path("calls").intValue());
    }

    @Test
    void sweepsThatTheChosenSamplerHasNotAreTold() throws Exception {
        Cli.Result result = solve("0 1 1\n1 2 -1\n", "--sweeps", "10");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("--sweeps was not needed, as exact search was chosen");
    }
}
