// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SolveCommandTest {
    @TempDir
    private Path folder;

    private Path ring;

    /** A ring of five edges of weight 2: its largest cut takes four of them. */
    @BeforeEach
    void writeRing() throws IOException {
        ring = folder.resolve("ring.txt");
        Files.writeString(ring, "5 5\n1 2 2\n2 3 2\n3 4 2\n4 5 2\n5 1 2\n");
    }

    private Cli.Result solve(Path file, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "solve";
        all[1] = file.toString();
        System.arraycopy(more, 0, all, 2, more.length);
        return Cli.run(all);
    }

    private static String value(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":(\"[^\"]*\"|[^,}]*)").matcher(json);
        assertThat(matcher.find()).as(key + " in " + json).isTrue();
        return matcher.group(1);
    }

    /** Islands find the same on any number of threads, and the report says so. */
    @Test
    void islandsAreTheSameOnAnyThreads() throws IOException {
        StringBuilder edges = new StringBuilder("60 120\n");
        for (int i = 0; i < 60; i++) {
            edges.append(i + 1).append(' ').append((i + 1) % 60 + 1).append(" 1\n");
            edges.append(i + 1).append(' ').append((i + 7) % 60 + 1).append(i % 3 == 0 ? " -1\n" : " 1\n");
        }
        Path file = Files.writeString(folder.resolve("chords.txt"), edges);
        String one = islands(file, "1");
        String three = islands(file, "3");
        assertThat(value(three, "state")).isEqualTo(value(one, "state"));
        assertThat(value(three, "bestEnergy")).isEqualTo(value(one, "bestEnergy"));
        assertThat(one).contains("\"islands\":3").contains("\"exchanges\":1");
        assertThat(solve(file, "--sampler", "merge", "--islands", "2", "--sweeps", "50")
                        .out())
                .contains("again     this seed and number of islands find the same states");
        assertThat(solve(file, "--sampler", "merge", "--islands", "2", "--time-limit", "3s")
                        .out())
                .contains("again     how far the searches come in the time depends on the machines");
        assertThat(solve(file, "--sampler", "memetic", "--sweeps", "50").out()).doesNotContain("again");
    }

    private String islands(Path file, String threads) {
        return solve(file, "--sampler", "memetic", "--islands", "3", "--sweeps", "1000", "--json", "--threads", threads)
                .out();
    }

    @Test
    void aCutIsFoundAndAccountedFor() {
        Cli.Result result = solve(ring, "--sampler", "sa", "--reads", "20", "--sweeps", "50", "--tts", "8");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("5 variables, 5 interactions, maximum cut")
                .contains("best      cut 8, energy -6")
                .contains("of 20 reads")
                .contains("tts       cut 8 with 99% after")
                .contains("sa, as asked")
                .contains("all reads done");
        assertThat(result.errLines()).singleElement().asString().contains("taken for a graph");
    }

    @Test
    void theAnswerForProgramsHasEveryKeyAndDependsOnTheSeedAlone() {
        String[] options = {"--json", "--sampler", "sa", "--reads", "10", "--sweeps", "20", "--seed", "7"};
        String one = solve(ring, options).out();
        for (String key : new String[] {
            "file",
            "sense",
            "variables",
            "interactions",
            "sampler",
            "reads",
            "sweeps",
            "seed",
            "threads",
            "bestEnergy",
            "bestValue",
            "hits",
            "secondsToBest",
            "seconds",
            "updatesPerSecond",
            "lowerBound",
            "options"
        }) {
            assertThat(one).contains("\"" + key + "\":");
        }
        assertThat(value(one, "bestValue")).isEqualTo("8.0");
        assertThat(value(one, "bestEnergy")).isEqualTo("-6.0");
        assertThat(value(one, "seed")).isEqualTo("7");
        String two = solve(
                        ring,
                        "--json",
                        "--sampler",
                        "sa",
                        "--reads",
                        "10",
                        "--sweeps",
                        "20",
                        "--seed",
                        "7",
                        "--threads",
                        "2")
                .out();
        assertThat(value(two, "state")).isEqualTo(value(one, "state"));
        assertThat(value(two, "hits")).isEqualTo(value(one, "hits"));
    }

    @Test
    void aTargetInTheFilesSenseEndsTheSearch() {
        Cli.Result result =
                solve(ring, "--sampler", "sa", "--sweeps", "100000000", "--reads", "1", "--target-value", "8");
        assertThat(result.out()).contains("target reached").contains("cut 8");
        Cli.Result energy =
                solve(ring, "--sampler", "sa", "--sweeps", "100000000", "--reads", "1", "--target-energy", "-6");
        assertThat(energy.out()).contains("target reached").contains("cut 8");
    }

    @Test
    void theTimeLimitEndsIt() {
        Cli.Result result = solve(ring, "--sampler", "sa", "--sweeps", "100000000", "--time-limit", "900ms");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("time limit reached").contains("cut 8");
    }

    @Test
    void statesAreWrittenWhole() throws IOException {
        Path out = folder.resolve("states.json");
        Cli.Result result = solve(ring, "--sampler", "sa", "--out", out.toString());
        assertThat(result.code()).isZero();
        assertThat(result.outLines()).last().isEqualTo("wrote " + out);
        assertThat(Files.readString(out)).contains("\"SampleSet\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--sampler magic | --sampler is 'magic' | there are: auto",
                "--sampler dwave --qpu config=nowhere.conf | nowhere.conf | cannot be read",
                "--format rudi | --format is 'rudi' | did you mean rudy?",
                "--vartype bits | --vartype is 'bits' | binary",
                "--reads 0 | --reads is '0' | from 1 to",
                "--sweeps 0 | --sweeps is '0' | at least 1",
                "--time-limit 0s | --time-limit is '0s' | 500ms",
                "--time-limit soon | --time-limit is 'soon' | 500ms",
                "--target-energy low | --target-energy is 'low' | a finite number",
                "--target-energy 1 --target-value 2 | both given | one of them",
                "--tts NaN | --tts is 'NaN' | a finite number",
                "--threads 0 | --threads is '0' | from 1 to",
                "--out none/x.json | --out is 'none/x.json' | a folder",
                "--format coo | ring.txt:1: a bias is | expected"
            })
    void badOptionsAreOneLine(String options, String first, String second) {
        Cli.Result result = solve(ring, options.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).startsWith("spinglass: ").contains(second);
        if (!first.equals("line")) {
            assertThat(result.err()).contains(first);
        }
    }

    @Test
    void badFilesAreOneLineThatNamesThePlace() throws IOException {
        Cli.Result none = solve(folder.resolve("none.txt"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("none.txt: no such file");
        Path bad = folder.resolve("bad.txt");
        Files.writeString(bad, "3 2\n1 2 1\n2 3 x\n");
        Cli.Result wrong = solve(bad);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.errLines()).hasSize(1);
        assertThat(wrong.err()).contains("bad.txt:3:").contains("'x'");
        assertThat(Cli.run("solve").code()).isEqualTo(2);
    }

    @Test
    void aTinyProblemIsSearchedToItsEndAndProved() {
        Cli.Result result = solve(ring);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("cut 8")
                .contains("no state has less energy: this is a ground state")
                .contains("exact, as there are no more than 24 spins")
                .contains("proved optimal");
    }

    @Test
    void anEmulatedQuantumAnnealerSolves() {
        Cli.Result result = solve(ring, "--sampler", "emulator", "--reads", "50", "--qpu", "size=2");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("best      cut 8, energy -6")
                .contains("emulator, as asked")
                .contains("solver Emulated_pegasus2")
                .contains("calls 1");
        Cli.Result other = solve(ring, "--sampler", "sa", "--qpu", "size=2");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("--qpu is for quantum annealers");
    }

    @Test
    void theSchroedingerEquationSolvesAFewSpins() {
        Cli.Result slow = solve(ring, "--sampler", "schroedinger", "--reads", "50", "--qpu", "time=0.02");
        assertThat(slow.code()).as(slow.err()).isZero();
        assertThat(slow.out()).contains("best      cut 8, energy -6").contains("schroedinger, as asked");
        Cli.Result other = solve(ring, "--sampler", "schroedinger", "--qpu", "reads=2");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("unknown setting 'reads' of sampler schroedinger");
    }

    @Test
    void aCircuitInImaginaryTimeSolvesAPairAndAField() throws IOException {
        Path pair = Files.writeString(folder.resolve("pair.coo"), "0 0 3\n0 1 1\n");
        Cli.Result found =
                solve(pair, "--format", "coo", "--vartype", "spin", "--json", "--sampler", "itemc", "--qpu", "shots=9");
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(value(found.out(), "bestEnergy")).isEqualTo("-4.0");
        assertThat(found.out()).contains("\"sampler\":\"itemc\"").contains("\"shots\":9");
        assertThat(solve(pair, "--format", "coo", "--vartype", "spin", "--sampler", "itemc", "--qpu", "time=1")
                        .err())
                .contains("unknown setting 'time' of sampler itemc; there are tau, shots");
    }

    @Test
    void whatWasTakenForGrantedIsSaidOnStandardErrorAndTheAnswerStaysWhole() throws IOException {
        Cli.Result graph = solve(ring, "--json", "--sampler", "exact");
        assertThat(graph.code()).isZero();
        assertThat(graph.out().lines()).hasSize(1);
        assertThat(graph.err())
                .isEqualToIgnoringNewLines("spinglass: " + ring + ": taken for a graph whose cut is to be maximised"
                        + " (--format rudy); --format sparse reads it as a QUBO");
        Path list =
                Files.writeString(folder.resolve("list.coo"), "# Constant term of objective = 4.5\n0 0 -1\n0 1 3\n");
        Cli.Result qubo = solve(list, "--json", "--vartype", "BINARY");
        assertThat(value(qubo.out(), "bestValue")).isEqualTo("3.5");
        assertThat(qubo.err()).contains(list + ":1: the constant 4.5 of this comment is part of every value");
    }

    @Test
    void standardInputAndGzipAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Files.readAllBytes(ring));
        }
        Path packed = Files.write(folder.resolve("ring.txt.gz"), bytes.toByteArray());
        assertThat(solve(packed).out()).contains("best      cut 8");
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(bytes.toByteArray()));
            assertThat(Cli.run("solve", "-").out())
                    .contains("problem   -: 5 variables")
                    .contains("best      cut 8");
            System.setIn(new ByteArrayInputStream("3 1\n1 x 1\n".getBytes(StandardCharsets.UTF_8)));
            Cli.Result bad = Cli.run("solve", "-", "--format", "rudy");
            assertThat(bad.code()).isEqualTo(2);
            assertThat(bad.err()).contains("standard input:2: a vertex is 'x'; expected a whole number from 0 to 3");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void valuesAreMaximisedAndRepeatedOnesAddedWhereAsked() throws IOException {
        Path file = Files.writeString(folder.resolve("a.qubo"), "p qubo 0 2 2 2\n0 0 1\n1 1 2\n0 1 -4\n0 1 2\n");
        assertThat(solve(file).err()).contains("a.qubo:5: variables 0 and 1 are paired twice; --duplicates sum");
        Cli.Result most = solve(file, "--duplicates", "SUM", "--maximize", "--json");
        assertThat(value(most.out(), "sense")).isEqualTo("\"max-qubo\"");
        assertThat(Double.parseDouble(value(most.out(), "bestValue"))).isEqualTo(2);
        assertThat(solve(file, "--duplicates", "sum", "--maximize").out())
                .contains("QUBO to maximise")
                .contains("best      value 2, energy -2");
        assertThat(solve(file, "--duplicates", "add").err()).contains("--duplicates is 'add'; there are: sum, reject");
        assertThat(Files.readString(file)).isNotEmpty();
        Path matrix = Files.writeString(folder.resolve("m.csv"), "0,1\n1,0\n");
        assertThat(solve(matrix).err()).contains("--vartype spin or --vartype binary");
        assertThat(Cli.run("solve", "--help").out())
                .contains("--maximize")
                .contains("--duplicates")
                .contains("Matrix Market");
    }
}
