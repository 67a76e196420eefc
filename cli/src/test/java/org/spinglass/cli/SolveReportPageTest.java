// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code solve --report}. */
final class SolveReportPageTest {
    @TempDir
    private Path folder;

    private Path ring;

    /** A ring of 31 spins, so that it is not searched exhaustively. */
    @BeforeEach
    void writeRing() throws IOException {
        StringBuilder text = new StringBuilder("31 31\n");
        for (int i = 1; i <= 31; i++) {
            text.append(i).append(' ').append(i % 31 + 1).append(" 1\n");
        }
        ring = Files.writeString(folder.resolve("ring.txt"), text);
    }

    private Cli.Result solve(String... more) {
        return Cli.run(Stream.concat(Stream.of("solve", ring.toString(), "--format", "rudy"), Stream.of(more))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "sa", "sqa", "pt", "tabu", "memetic", "sb", "exact", "descent"})
    void everySamplersAnswerIsTheSameWithIt(String sampler) throws IOException {
        List<String> options = List.of(
                "--json",
                "--reads",
                "8",
                "--seed",
                "5",
                "--threads",
                "1",
                "--sampler",
                sampler,
                "--out",
                folder.resolve("states.json").toString());
        Cli.Result without = solve(options.toArray(String[]::new));
        assertThat(without.code()).as(without.err()).isZero();
        String states = Files.readString(folder.resolve("states.json"));
        Path page = folder.resolve("page.html");
        Cli.Result with = solve(Stream.concat(options.stream(), Stream.of("--report", page.toString()))
                .toArray(String[]::new));
        assertThat(with.code()).as(with.err()).isZero();
        assertThat(timeless(with.out())).isEqualTo(timeless(without.out()));
        assertThat(timeless(Files.readString(folder.resolve("states.json")))).isEqualTo(timeless(states));
        assertThat(Files.readString(page))
                .contains("\"command\":\"./spinglass solve ")
                .contains("\"sampler\":\"")
                .contains("\"seed\":\"5\"");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    private static String timeless(String answer) {
        return answer.replaceAll("(?i)\"[a-z]*(second|time)[a-z]*\": ?[-+.0-9e]+", "");
    }

    @Test
    void itIsSaidWhereItIs() {
        Path page = folder.resolve("my page.html");
        Cli.Result result = solve("--reads", "2", "--report", page.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.outLines().getLast()).isEqualTo("wrote " + page);
        assertThat(page).content().contains("--report '" + page + "'");
    }

    @Test
    void badPlacesAreOneLineBeforeAnythingIsDone() {
        Path none = folder.resolve("none").resolve("page.html");
        assertRefused(
                "--report is '" + none + "'; expected a file in a folder that can be written to", none.toString());
        assertRefused(
                "--report is '" + folder + "'; expected a file in a folder that can be written to", folder.toString());
        assertRefused("--report is '" + ring + "', the problem itself; expected another file", ring.toString());
        String both = folder.resolve("both").toString();
        assertRefused("--report and --out are both '" + both + "'; expected two files", both, "--out", both);
    }

    private void assertRefused(String message, String report, String... more) {
        Cli.Result result = solve(
                Stream.concat(Stream.of("--report", report), Stream.of(more)).toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).containsExactly("spinglass: " + message);
    }
}
