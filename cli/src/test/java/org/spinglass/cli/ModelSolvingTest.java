// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code solve} of files of named variables and rules. */
final class ModelSolvingTest {
    private static final String KNAPSACK = """
            Maximize
             10 a + 13 b + 18 c + 31 d
            Subject To
             weight: 2 a + 3 b + 4 c + 7 d <= 10
            Binary
             a b c d
            End
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void anAnswerIsInNamesAndValues() throws IOException {
        Cli.Result result = Cli.run("solve", file("sack.lp", KNAPSACK).toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("4 variables, 1 rule, to maximise; 8 spins")
                .contains("best      objective 44, feasible")
                .contains("bound     no answer is better than 44")
                .contains("proved optimal")
                .endsWith("a = 0\nb = 1\nc = 0\nd = 1\n");
    }

    /** A model knows nothing of who solves it. */
    @ParameterizedTest
    @ValueSource(strings = {"sa", "memetic", "tabu", "sb", "dwave-compatible", "emulator"})
    void anySamplerAnswersIt(String sampler) throws IOException {
        Cli.Result result = Cli.run("solve", file("sack.lp", KNAPSACK).toString(), "--sampler", sampler);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("best      objective 44, feasible").contains(", as asked");
    }

    @Test
    void programsReadItAsJson() throws IOException {
        String json = Cli.run("solve", file("sack.lp", KNAPSACK).toString(), "--json", "--seed", "3", "--threads", "1")
                .out();
        assertThat(json)
                .contains("\"sense\":\"maximise\"")
                .contains("\"feasible\":true")
                .contains("\"objective\":44.0")
                .contains("\"ended\":\"optimal\"")
                .contains("\"values\":{\"a\":0,\"b\":1,\"c\":0,\"d\":1}")
                .contains("\"broken\":[]")
                .contains("\"seed\":3");
    }

    /** Of the sack b and d are best, 44; behind them come a and d, and a, b and c, both 41. */
    @Test
    void severalAnswersAreTold() throws IOException {
        Path out = folder.resolve("answers.json");
        String[] asked = {
            "solve", file("sack.lp", KNAPSACK).toString(), "--answers", "3", "--apart", "2", "--out", out.toString()
        };
        Cli.Result result = Cli.run(asked);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("best      objective 44, feasible")
                .contains("answers   3 of 3 asked for; any two differ in 2 variables or more")
                .containsPattern("answer [23]  objective 41; a = 1, b = 0\n")
                .containsPattern("answer [23]  objective 41; a = 1, c = 1, d = 0\n");
        assertThat(out).content().contains("\"energy\":{\"type\":\"array\",\"data\":[-44.0,-41.0,-41.0]");
        assertThat(Cli.run("solve", asked[1], "--answers", "20").out())
                .as("all that the weight allows")
                .contains("answers   11 of 20 asked for; any two differ in 1 variable or more");
        assertThat(Cli.run("solve", asked[1], "--answers", "5", "--target-value", "40")
                        .out())
                .contains("; target reached", "answers   5 of 5 asked for");
        String[] printed = Arrays.copyOf(asked, asked.length + 1);
        printed[asked.length] = "--json";
        JsonNode answer = JsonMapper.shared().readTree(Cli.run(printed).out());
        assertThat(answer.at("/others").size()).isEqualTo(2);
        assertThat(answer.at("/others/1/objective").asDouble()).isEqualTo(41);
        assertThat(answer.at("/others/1/values/a").asInt()).isEqualTo(1);
    }

    @Test
    void severalAnswersAreOfModels() throws IOException {
        isRefused(
                Cli.run("solve", file("sack.lp", KNAPSACK).toString(), "--apart", "2"),
                "--apart is of several answers; expected --answers N as well");
        isRefused(
                Cli.run("solve", file("sack.lp", KNAPSACK).toString(), "--answers", "0"),
                "--answers is '0'; expected a whole number from 1 to 1000");
        isRefused(
                Cli.run("solve", file("edge.rudy", "2 1\n1 2 1\n").toString(), "--answers", "2"),
                "--answers has no effect with a problem without named variables; --out FILE.json has all states found;"
                        + " leave it out");
    }

    @Test
    void softClausesThatAreBrokenAreNamed() throws IOException {
        Path file = file("small.wcnf", "h 1 2 0\n3 -1 0\n4 -2 0\n");
        Cli.Result result = Cli.run("solve", file.toString(), "--sampler", "sa");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("objective 0, 3 with what broken rules cost, feasible")
                .contains("broken    clause 2 of line 2, by 1 (soft)")
                .endsWith("x1 = 1\nx2 = 0\n");
    }

    @Test
    void rulesThatContradictEachOtherAreProvedTo() throws IOException {
        Cli.Result result = Cli.run(
                "solve",
                file("never.cnf", "p cnf 2 4\n1 2 0\n1 -2 0\n-1 2 0\n-1 -2 0\n").toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("INFEASIBLE").contains("proved that the rules contradict each other");
        // four pigeons in three holes, which no presolve sees: pigeon p is in one of 3 p + 1, 3 p + 2, 3 p + 3
        StringBuilder pigeons = new StringBuilder("p cnf 12 22\n");
        for (int p = 0; p < 4; p++) {
            pigeons.append(String.format(Locale.ROOT, "%d %d %d 0%n", 3 * p + 1, 3 * p + 2, 3 * p + 3));
            for (int q = 0; q < p; q++) {
                for (int hole = 1; hole <= 3; hole++) {
                    pigeons.append(String.format(Locale.ROOT, "-%d -%d 0%n", 3 * p + hole, 3 * q + hole));
                }
            }
        }
        Cli.Result annealed =
                Cli.run("solve", file("pigeons.cnf", pigeons.toString()).toString(), "--sampler", "sa");
        assertThat(annealed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(annealed.err()).contains("no answer was found that breaks no rule");
    }

    @Test
    void standardInputIsReadWhereTheFormatIsNamed() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("max: 1 x1 1 x2; 1 x1 1 x2 <= 1;".getBytes(StandardCharsets.UTF_8)));
            Cli.Result result = Cli.run("solve", "-", "--format", "opb");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("objective 1, feasible");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void faultsNameFileLineAndWhatWasExpected() throws IOException {
        Path file = file("bad.lp", "Minimize\n x\nSubject To\n x >= y\nBinary\n x y\n");
        Cli.Result result = Cli.run("solve", file.toString());
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.errLines()).containsExactly("spinglass: " + file + ":4: 'y'; expected a number");
        Cli.Result none = Cli.run("solve", folder.resolve("none.lp").toString());
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("none.lp: no such file; expected a model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--target-energy=1", "--tts=1", "--vartype=spin", "--maximize", "--duplicates=sum"})
    void optionsWithoutEffectAreRefused(String option) throws IOException {
        Cli.Result result = Cli.run("solve", file("sack.lp", KNAPSACK).toString(), option);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .contains(option.replaceAll("=.*", "")
                        + " has no effect with a model of named variables and rules; leave it out");
    }

    /** The limit of hours is not what ends the search. */
    @Test
    void anAnswerThatIsGoodEnoughEndsTheSearch() throws IOException {
        StringBuilder text = new StringBuilder("Maximize\n");
        StringBuilder room = new StringBuilder(" room:");
        StringBuilder names = new StringBuilder();
        for (int k = 0; k < 60; k++) {
            text.append(String.format(Locale.ROOT, " + %d x%d", 10 + k * 37 % 90, k));
            room.append(String.format(Locale.ROOT, " + %d x%d", 5 + k * 29 % 50, k));
            names.append(" x").append(k);
        }
        text.append("\nSubject To\n")
                .append(room)
                .append(" <= 400\nBinary\n")
                .append(names)
                .append("\nEnd\n");
        Path file = file("large.lp", text.toString());
        Cli.Result result = Cli.run("solve", file.toString(), "--time-limit=120min", "--target-value=900");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).containsPattern("(?m)^time .*; target reached$");
        assertThat(result.out().replaceFirst("(?s).*objective ([0-9]+), feasible.*", "$1"))
                .satisfies(found -> assertThat(Integer.parseInt(found)).isGreaterThanOrEqualTo(900));
        assertThat(Cli.run("solve", file.toString(), "--target-value=900", "--json")
                        .out())
                .contains("\"ended\":\"target\"");
        isRefused(
                Cli.run("solve", file.toString(), "--target-value=high"),
                "--target-value is 'high'; expected a finite number");
    }

    @Test
    void anAnswerIsWrittenAsASampleSetAndAsLines() throws IOException {
        Path sack = file("sack.lp", KNAPSACK);
        Path json = folder.resolve("sack.json");
        Cli.Result result = Cli.run("solve", sack.toString(), "--out", json.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.outLines().getLast()).isEqualTo("wrote " + json);
        assertThat(json)
                .content()
                .contains("\"sample_data\":{\"type\":\"array\",\"data\":[[0,1,0,1]],\"data_type\":\"float64\"")
                .contains("\"energy\":{\"type\":\"array\",\"data\":[-44.0]")
                .contains("\"is_feasible\":{\"type\":\"array\",\"data\":[true]")
                .contains("\"variable_labels\":[\"a\",\"b\",\"c\",\"d\"]")
                .contains("\"constraint_labels\":[\"weight\"],\"sense\":\"maximise\",\"objective\":44.0");
        Path lines = folder.resolve("sack.sol");
        assertThat(Cli.run("solve", sack.toString(), "--out", lines.toString()).code())
                .isZero();
        assertThat(lines).hasContent("=obj= 44\na 0\nb 1\nc 0\nd 1\n");
        isRefused(
                Cli.run("solve", sack.toString(), "--out", sack.toString()),
                "--out is '" + sack + "', the problem itself; expected another file");
    }

    /** Lines of names and values do not tell that rules are broken. */
    @Test
    void anAnswerThatBreaksRulesIsNotWrittenAsLines() throws IOException {
        Path file = file("never.cnf", "p cnf 2 4\n1 2 0\n1 -2 0\n-1 2 0\n-1 -2 0\n");
        Path lines = folder.resolve("never.sol");
        Cli.Result result = Cli.run("solve", file.toString(), "--out", lines.toString());
        assertThat(result.errLines())
                .containsExactly(
                        "spinglass: note: " + lines + " was not written, as no answer was found that breaks no rule");
        assertThat(lines).doesNotExist();
        Path json = folder.resolve("never.json");
        Cli.run("solve", file.toString(), "--out", json.toString());
        assertThat(json).content().contains("\"is_feasible\":{\"type\":\"array\",\"data\":[false]");
    }

    @Test
    void aPageShowsTheAnswerAndTheAnswerStaysTheSame() throws IOException {
        Path sack = file("sack.lp", KNAPSACK);
        Path page = folder.resolve("my page.html");
        Cli.Result with = Cli.run("solve", sack.toString(), "--sampler=sa", "--seed=5", "--report", page.toString());
        assertThat(with.code()).as(with.err()).isZero();
        assertThat(with.outLines().getLast()).isEqualTo("wrote " + page);
        assertThat(page)
                .content()
                .contains("--report '" + page + "'")
                .contains("\"rules\":[[\"weight\",\"2 a + 3 b + 4 c + 7 d \\u003c= 10\",10.0,0.0,null]]")
                .contains("[\"d\",1,0,1]")
                .contains("\"ended\":\"");
        Cli.Result without = Cli.run("solve", sack.toString(), "--sampler=sa", "--seed=5");
        assertThat(with.outLines().stream().filter(line -> line.matches("best .*|[a-d] = .*")))
                .containsExactlyElementsOf(without.outLines().stream()
                        .filter(line -> line.matches("best .*|[a-d] = .*"))
                        .toList());
    }

    @Test
    void chainsOfAnAnnealerAreOnThePageOfAModel() throws IOException {
        Path page = folder.resolve("page.html");
        Cli.Result result = Cli.run(
                "solve",
                file("sack.lp", KNAPSACK).toString(),
                "--sampler=emulator",
                "--qpu=chip=chimera",
                "--qpu=size=4",
                "--qpu=time=1",
                "--report",
                page.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(page).content().contains("\"chains\":{\"picture\":\"");
    }

    @Test
    void anAnswerIsToldInTheTermsOfItsFile() throws IOException {
        String square = "TYPE: TSP\nDIMENSION: 4\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n"
                + "1 0 0\n2 10 10\n3 10 0\n4 0 10\nEOF\n";
        Path file = file("square.tsp", square);
        Cli.Result result = Cli.run("solve", file.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).containsPattern("(?m)^tour +1 (3 2 4|4 2 3)$").containsPattern("(?m)^length +40$");
        assertThat(Cli.run("solve", file.toString(), "--json").out())
                .containsPattern("\"meaning\":\\{\"tour\":\"1 (3 2 4|4 2 3)\",\"length\":\"40\"}");
    }

    @Test
    void modelsAreConverted() throws IOException {
        Path sack = file("sack.lp", KNAPSACK);
        for (String name : new String[] {"sack.mps", "sack.opb", "again.lp", "packed.mps.gz"}) {
            Path out = folder.resolve(name);
            Cli.Result result = Cli.run("convert", sack.toString(), out.toString());
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).isEqualTo("wrote " + out + "\n");
            assertThat(Cli.run("solve", out.toString()).out()).contains("best      objective 44, feasible");
        }
    }

    @Test
    void whatCannotBeConvertedIsOneLine() throws IOException {
        Path sack = file("sack.lp", KNAPSACK);
        Path whole = file("whole.lp", "Minimize\n n\nBounds\n n <= 7\nGeneral\n n\nEnd\n");
        String out = folder.resolve("m.opb").toString();
        isRefused(
                Cli.run("convert", whole.toString(), out),
                out + ": the variable n is from 0 to 7; expected 0 and 1 of all in an OPB file");
        isRefused(
                Cli.run("convert", sack.toString(), folder.resolve("m.cnf").toString()),
                "the extension tells no format that models are written in; expected one of .lp, .mps, .cqm, .opb");
        isRefused(
                Cli.run("convert", folder.resolve("m.txt").toString(), out),
                "the name does not end in a format of models; expected --format with one of lp, mps");
        isRefused(Cli.run("convert", sack.toString(), out, "--format", "lpx"), "--format is 'lpx'");
        isRefused(Cli.run("convert", folder.resolve("none.lp").toString(), out), "no such file; expected a model");
        assertThat(folder.resolve("m.opb")).doesNotExist();
    }

    private static void isRefused(Cli.Result result, String message) {
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message).hasLineCount(1);
    }
}
