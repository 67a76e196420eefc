// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
        assertThat(solve("--out", ring.toString()).errLines())
                .containsExactly("spinglass: --out is '" + ring + "', the problem itself; expected another file");
        Path lines = folder.resolve("states.sol");
        assertThat(solve("--out", lines.toString()).errLines())
                .containsExactly("spinglass: --out is '" + lines
                        + "', but .sol files are of models of named variables and rules; expected FILE.json");
        assertRefused("--report and --out are both '" + both + "'; expected two files", both, "--out", both);
    }

    @Test
    void chainsAreDrawnAndToldWhereTheyAreAskedFor() throws IOException {
        Path png = folder.resolve("chains.png");
        String[] annealing = {
            "--sampler",
            "emulator",
            "--qpu",
            "chip=chimera",
            "--qpu",
            "size=4",
            "--qpu",
            "time=1",
            "--qpu",
            "chains=0.2",
            "--qpu",
            "reads=20",
            "--seed",
            "1",
            "--threads",
            "1"
        };
        Cli.Result without = solve(annealing);
        Cli.Result with = solve(Stream.concat(Stream.of(annealing), Stream.of("--draw", png.toString()))
                .toArray(String[]::new));
        assertThat(with.code()).as(with.err()).isZero();
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(500);
        assertThat(with.out()).contains("chains    31, of which ");
        assertThat(with.outLines().getLast()).isEqualTo("wrote " + png);
        List<String> told = with.outLines().stream()
                .filter(line -> !line.matches("(chains|broken|wrote|time|found) .*"))
                .toList();
        assertThat(without.outLines()).containsAll(told);
        assertThat(without.out()).doesNotContain("of which");
        byte[] first = Files.readAllBytes(png);
        solve(Stream.concat(Stream.of(annealing), Stream.of("--draw", png.toString()))
                .toArray(String[]::new));
        assertThat(Files.readAllBytes(png)).isEqualTo(first);
        assertThat(solve("--draw", png.toString()).errLines())
                .containsExactly(
                        "spinglass: --draw has no effect with --sampler auto, which has no chains; leave it out,"
                                + " or take --sampler emulator or dwave");
        assertThat(solve(Stream.concat(Stream.of(annealing), Stream.of("--draw", ring.toString()))
                                .toArray(String[]::new))
                        .errLines())
                .containsExactly("spinglass: --draw and FILE are both '" + ring + "'; expected two files");
    }

    private void assertRefused(String message, String report, String... more) {
        Cli.Result result = solve(
                Stream.concat(Stream.of("--report", report), Stream.of(more)).toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).containsExactly("spinglass: " + message);
    }
}
