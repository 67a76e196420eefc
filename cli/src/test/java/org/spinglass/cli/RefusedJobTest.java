// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a quantum annealer refuses of a job is bad input of its user. */
final class RefusedJobTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reads=10000 time=90 | Upper limit on user-specified timing related parameters exceeded: ",
                "anneal_offsets=[0.1] | controls of the anneal: 1 values; expected 32, or qubits below that",
                "reads=100000 | qpu.reads is '100000'; expected a whole number from 1 to 10000",
            })
    void itEndsWithTheCodeOfBadInput(String settings, String message) throws IOException {
        Path ring = Files.writeString(folder.resolve("ring.txt"), "4 4\n1 2 1\n2 3 1\n3 4 1\n4 1 -1\n");
        Path model = Files.writeString(
                folder.resolve("model.lp"),
                "Maximize\n 10 a + 13 b + 18 c + 31 d\nSubject To\n 2 a + 3 b + 4 c + 7 d <= 10\nBinary\n a b c d\nEnd\n");
        for (Path file : new Path[] {ring, model}) {
            String[] words = ("solve " + file + " --sampler emulator --qpu chip=chimera --qpu size=2 --qpu "
                            + settings.replace(" ", " --qpu "))
                    .split(" ");
            Cli.Result result = Cli.run(words);
            assertThat(result.errLines().getLast()).startsWith("spinglass: " + message);
            assertThat(result.code()).as(file.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(result.out()).isEmpty();
        }
    }
}
