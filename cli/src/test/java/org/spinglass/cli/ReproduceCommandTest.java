// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.lab.reproduce.Experiment;
import org.spinglass.lab.reproduce.Experiments;

class ReproduceCommandTest {
    private static Cli.Result reproduce(Path out, String... more) {
        String[] all = new String[more.length + 11];
        String[] first = {
            "reproduce",
            "1a",
            "3b",
            "--methods",
            "pseudoinverse",
            "--data",
            "digits",
            "--epochs",
            "1",
            "--out",
            out.toString()
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Cli.run(all);
    }

    @Test
    void aloneItListsThePanels() {
        Cli.Result result = Cli.run("reproduce");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains(
                        "1a ",
                        "6d ",
                        "0.690 +- 0.139",
                        "later-slopes LeNet",
                        "[0.642]; on request, --samplers emulator");
    }

    @Test
    void whatWasDoneIsNotDoneAgainAndWhatWasLostIs(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        Cli.Result first = reproduce(out, "--runs", "2");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.outLines().getLast()).isEqualTo(out.toString());
        assertThat(out.resolve("1a.png")).exists();
        assertThat(first.err()).contains("wrote " + out.resolve("report.html"));
        assertThat(out.resolve("report.html"))
                .content()
                .contains("\"command\":\"./spinglass reproduce 1a ", "\"command\":\"./spinglass reproduce 3b ")
                .contains("--out " + out, "\"published\":{\"mean\":", "\"seed\":1,\"accuracies\":[");
        String results = Files.readString(out.resolve("results.json"));
        assertThat(results).contains("\"figure\"", "\"meanFinal\"", "\"publishedFinal\"", "\"seconds\"");

        Path kept = out.resolve("1a").resolve("pseudoinverse-seed0.json");
        Path lost = out.resolve("3b").resolve("pseudoinverse-seed1.json");
        FileTime time = Files.getLastModifiedTime(kept);
        Files.delete(lost);
        Files.delete(out.resolve("results.json"));
        Cli.Result again = reproduce(out, "--runs", "2", "--threads", "2");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(lost).exists();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
        assertThat(withoutTimes(Files.readString(out.resolve("results.json")))).isEqualTo(withoutTimes(results));
    }

    private static String withoutTimes(String json) {
        return json.replaceAll("\"(seconds[A-Za-z]*|peakMemoryBytes)\" *: *[0-9.E-]+", "");
    }

    @ParameterizedTest
    @CsvSource({
        "reproduce 7z, 7z",
        "reproduce 1a --methods respons, respons",
        "reproduce 1a --runs 0, --runs",
        "reproduce 1a --data-dir /no/such/folder, /no/such/folder",
        "reproduce 1a --rnus 2, --runs"
    })
    void whatIsWrongIsToldInOneLine(String line, String named, @TempDir Path folder) {
        String[] words = (line + " --out " + folder.resolve("out")).split(" ");
        Cli.Result result = Cli.run(words);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errLines()).hasSize(1).first().asString().contains(named);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static final String OWN = """
            figure: own
            title: On a small chip
            network: nets/mine.yaml
            data: digits
            samples: 40
            validation: 30
            epochs: 1
            runs: 1
            curves:
              - name: annealing
                label: annealing
                method: pseudoinverse
                settings: {bits: 2}
              - name: quantum
                label: emulated
                method: pseudoinverse
                settings: {bits: 2, sampler: emulator, qpu.size: 4, qpu.reads: 4, qpu.time: 0.5}
            """;

    private static Path own(Path folder, String yaml) throws IOException {
        Path nets = Files.createDirectories(folder.resolve("nets"));
        Files.writeString(nets.resolve("mine.yaml"), """
                name: mine
                layers:
                  - spectral-pool: {height: 4, width: 2}
                  - flatten
                  - linear: {outputs: classes}
                """);
        return Files.writeString(folder.resolve("own.yaml"), yaml);
    }

    @Test
    void curvesOnAnEmulatedProcessorRunWhereTheyAreAskedFor(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        String[] usual = {
            "reproduce",
            "1b",
            "2b",
            "--methods",
            "pseudoinverse",
            "--data",
            "digits",
            "--epochs",
            "1",
            "--runs",
            "1",
            "--out",
            out.toString()
        };
        Cli.Result result = Cli.run(usual);
        assertThat(out.resolve("2b/pseudoinverse-seed0.json")).exists();
        assertThat(out.resolve("2b/quantum-seed0.json")).doesNotExist();
        assertThat(result.errLines())
                .filteredOn(line -> line.contains("left out"))
                .containsExactly("left out, as they take long, the curves by sampler emulator of figures 1b, 2b;"
                        + " --samplers emulator asks for them");

        Path file = own(folder, OWN);
        Path owns = folder.resolve("owns");
        Cli.Result all = Cli.run("reproduce", file.toString(), "--out", owns.toString());
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.err()).doesNotContain("left out");
        assertThat(owns.resolve("own/annealing-seed0.json")).exists();
        assertThat(owns.resolve("own/quantum-seed0.json")).exists();
        Path some = folder.resolve("some");
        Cli.Result quantum =
                Cli.run("reproduce", file.toString(), "--samplers", "sqa,emulator", "--out", some.toString());
        assertThat(quantum.code()).as(quantum.err()).isZero();
        assertThat(some.resolve("own/annealing-seed0.json")).doesNotExist();
        assertThat(some.resolve("own/quantum-seed0.json")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emulator | 1b, 2b, 4a, 4b | quantum",
                "sqa | later-itemc, later-sqa | quantum, quantum",
                "itemc | later-itemc | circuit"
            })
    void ofAllFiguresThoseAreTakenThatHaveTheSampler(String sampler, String figures, String first) {
        ReproductionChoice choice = ReproductionChoice.of(List.of("all"), CurveChoice.of(null, sampler));
        assertThat(choice.experiments().stream().map(Experiment::figure).collect(Collectors.joining(", ")))
                .isEqualTo(figures);
        assertThat(choice.leftOut()).isEmpty();
        assertThat(choice.experiments().getFirst().curves())
                .extracting(curve -> curve.name())
                .containsExactly(first.split(", ")[0]);
    }

    @Test
    void allFiguresRunAllCurvesButThoseThatTakeLong() {
        ReproductionChoice choice = ReproductionChoice.of(List.of("all"), CurveChoice.of(null, null));
        assertThat(choice.experiments()).extracting(Experiment::figure).isEqualTo(Experiments.figures());
        assertThat(choice.experiments())
                .allSatisfy(experiment ->
                        assertThat(experiment.curves()).noneMatch(curve -> "emulator".equals(curve.sampler())));
        assertThat(choice.leftOut().orElseThrow())
                .isEqualTo("left out, as they take long, the curves by sampler emulator of figures 1b, 2b, 4a, 4b; by"
                        + " sampler itemc of figure later-itemc; by sampler sqa of figure later-sqa;"
                        + " --samplers emulator,itemc,sqa asks for them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method: pseudoinverse | metod: pseudoinverse | own.yaml:12:5: unknown keys",
                "title: On a small chip | runs2: 3 | missing key: title",
                "samples: 40 | samples: 4000 | samples: 4000, but digits has 2000",
                "nets/mine.yaml | nets/yours.yaml | own.yaml:3:1: network: ",
                "data: digits | data: digits;data-dir: none | own.yaml:5:1: data-dir: there is no folder",
                "settings: {bits: 2} | settings: {bits: 2, amplification: [1, 2]} | own.yaml:13:25: amplification has 2 factors",
                "sampler: emulator, | sampler: emulater, | own.yaml:17:25: sampler is 'emulater'"
            })
    void whatIsWrongInAFileIsToldBeforeAnythingIsDone(String from, String to, String told, @TempDir Path folder)
            throws IOException {
        assertThat(OWN).contains(from);
        Path file = own(folder, OWN.replace(from, to.replace(";", "\n")));
        Cli.Result result = Cli.run(
                "reproduce", file.toString(), "--out", folder.resolve("out").toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errLines()).hasSize(1).first().asString().contains(told);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** The files that docs/reproduction.md shows. */
    @Test
    void theDocumentedExperimentRuns(@TempDir Path folder) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("docs"))
                ? here
                : here.resolveSibling(".").normalize();
        Matcher blocks = Pattern.compile("```yaml\\n# ([a-z.-]+)\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root.resolve("docs/reproduction.md")));
        List<String> names = new ArrayList<>();
        while (blocks.find()) {
            names.add(blocks.group(1));
            Files.writeString(folder.resolve(blocks.group(1)), blocks.group(2));
        }
        assertThat(names).containsExactly("slopes.yaml", "narrow.yaml");
        Path out = folder.resolve("out");
        Cli.Result result = Cli.run(
                "reproduce",
                folder.resolve("slopes.yaml").toString(),
                "--epochs",
                "1",
                "--runs",
                "1",
                "--out",
                out.toString());
        assertThat(result.code()).as(result.err()).isZero();
        Experiment experiment = Experiments.read(folder.resolve("slopes.yaml"));
        assertThat(experiment.curves())
                .hasSize(3)
                .allSatisfy(curve -> assertThat(out.resolve(experiment.figure()).resolve(curve.name() + "-seed0.json"))
                        .exists());
        assertThat(result.out()).contains("measured elsewhere");
    }
}
