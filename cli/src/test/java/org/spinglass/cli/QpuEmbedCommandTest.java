// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.EmbeddingFile;
import org.spinglass.quantum.embedding.SourceGraph;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Zephyr;

final class QpuEmbedCommandTest {
    @TempDir
    private Path folder;

    private static Cli.Result embed(String... more) {
        return Cli.run(
                Stream.concat(Stream.of("qpu", "embed"), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void aCliqueIsEmbeddedWrittenAndDrawn() throws IOException {
        Path json = folder.resolve("k32.json");
        Path png = folder.resolve("k32.png");
        Cli.Result result =
                embed("--clique", "32", "--qpu", "size=6", "--out", json.toString(), "--draw", png.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("chip      pegasus 6, 680 qubits, 4484 couplers")
                .contains("problem   32 variables, 496 couplings, all with each other")
                .contains(" to 5 qubits")
                .contains("side by side");
        assertThat(result.outLines().subList(5, 7)).containsExactly("wrote " + json, "wrote " + png);
        Embedding embedding = EmbeddingFile.read(json);
        assertThat(embedding.variables()).isEqualTo(32);
        assertThat(embedding.fault(new Pegasus(6, true).graph(), SourceGraph.complete(32)))
                .isEmpty();
        BufferedImage image = ImageIO.read(png.toFile());
        long colours = Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
        // every chain has a colour of its own, beside those of the idle qubits and the paper
        assertThat(colours).isGreaterThan(34);
    }

    @Test
    void missingQubitsAreDrawnBySeed() throws IOException {
        Path one = folder.resolve("one.json");
        Path two = folder.resolve("two.json");
        String[] options = {
            "--qpu", "chip=zephyr", "--qpu", "size=4", "--qpu", "missing=0.05", "--qpu", "missingCouplers=0.01"
        };
        for (Path path : List.of(one, two)) {
            Cli.Result result = embed(Stream.concat(
                            Arrays.stream(options),
                            Stream.of("--qpu", "chipSeed=3", "--clique", "24", "--out", path.toString()))
                    .toArray(String[]::new));
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("zephyr 4, 547 of 576 qubits");
        }
        assertThat(Files.readString(one)).isEqualTo(Files.readString(two));
        assertThat(EmbeddingFile.read(one).fault(new Zephyr(4, 4).graph(), SourceGraph.complete(24)))
                .isEmpty();
    }

    @Test
    void withoutAProblemTheLargestCliqueIsFound() {
        assertThat(embed("--qpu", "chip=chimera", "--qpu", "size=4").out())
                .contains("problem   16 variables, 120 couplings")
                .contains("chains    5 qubits, 5.00 on average, 80 in all");
    }

    @Test
    void graphsAreReadFromFiles() throws IOException {
        Path graph = folder.resolve("solver.json");
        Files.writeString(
                graph,
                "{\"properties\":{\"topology\":{\"type\":\"chimera\",\"shape\":[1,1,4]},"
                        + "\"qubits\":[0,1,4,5],\"couplers\":[[0,4],[0,5],[1,4],[5,1]]}}");
        Path problem = Files.writeString(folder.resolve("triangle.txt"), "3 3\n1 2 1\n2 3 1\n1 3 1\n");
        Cli.Result result = embed(problem.toString(), "--qpu", "graph=" + graph);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("4 of 8 qubits, 4 couplers").contains("3 variables, 3 couplings");
        Files.writeString(
                graph, "{\"topology\":{\"type\":\"chimera\",\"shape\":[1]},\"qubits\":[0,1],\"couplers\":[[0,1]]}");
        assertThat(embed("--qpu", "graph=" + graph).err()).contains("coupler (0, 1) is none of");
        Files.writeString(graph, "{\"topology\":{\"type\":\"chimera\",\"shape\":[1]},\"qubits\":[0,\"x\"]}");
        Cli.Result wrong = embed("--qpu", "graph=" + graph);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).isEqualTo("spinglass: " + graph + ": qubits[1] is \"x\"; expected a whole number\n");
        Files.writeString(graph, "{\"topology\": {\"type\":\n \"chimera\", \"shape\": [1");
        assertThat(embed("--qpu", "graph=" + graph).err())
                .startsWith("spinglass: " + graph + ": no JSON: ")
                .contains("in line 2, column ")
                .doesNotContain("Source", "REDACTED");
    }

    @Test
    void sparseProblemsTakeFewQubits() throws IOException {
        StringBuilder ring = new StringBuilder("60 60\n");
        for (int i = 1; i <= 60; i++) {
            ring.append(i).append(' ').append(i % 60 + 1).append(" 1\n");
        }
        Path problem = Files.writeString(folder.resolve("ring.txt"), ring);
        Path json = folder.resolve("ring.json");
        Cli.Result result =
                embed(problem.toString(), "--qpu", "chip=chimera", "--qpu", "size=6", "--out", json.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("60 variables, 60 couplings").doesNotContain("side by side");
        // no clique of 60 fits there, and a ring needs about a qubit a variable
        assertThat(EmbeddingFile.read(json).qubits()).isBetween(60, 90);
    }

    @Test
    void whatDoesNotFitSaysWhatWould() {
        Cli.Result result = embed("--qpu", "chip=chimera", "--qpu", "size=2", "--clique", "40");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "spinglass: no embedding of 40 variables found; the largest complete graph that fits has 8\n");
    }

    @Test
    void aServiceThatIsNotThereIsAFailureOfTheWork() throws IOException {
        Path config = Files.writeString(
                folder.resolve("dwave.conf"),
                "[defaults]\ntoken = secret\nendpoint = http://127.0.0.1:9/\nhttp_retry_total = 0\n");
        Cli.Result result = embed("--clique", "4", "--sampler", "dwave", "--qpu", "config=" + config);
        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).contains("127.0.0.1:9/ cannot be reached").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--clique 0 | --clique is '0' | from 1 to",
                "--qpu chip=hexagon | qpu.chip is 'hexagon' | pegasus or zephyr or chimera",
                "--qpu size=1 | qpu.size is '1' | from 2 to 64",
                "--qpu missing=1 | qpu.missing is '1' | from 0 to 0.99",
                "--qpu missingCouplers=-1 | qpu.missingCouplers is '-1' | from 0 to 0.99",
                "--qpu graph=none.json | none.json: cannot be read | no such file",
                "--qpu topology=a | unknown setting 'topology' | there are reads",
                "--qpu graph=a.json --qpu graph=b.json | --qpu graph is given twice | once",
                "--sampler sa | --sampler is 'sa' | emulator, dwave",
                "--sampler dwave --qpu config=nowhere.conf | nowhere.conf | cannot be read",
                "--time-limit soon | --time-limit is 'soon' | such as 10s",
                "--out none/x.json | --out is 'none/x.json' | a folder that can be written to",
                "a.txt --clique 3 | FILE and --clique are both given | one of them",
                "a.txt | a.txt: no such file | a problem",
                "--seed x | --seed is 'x' | a whole number",
            })
    void badOptionsAreOneLine(String options, String first, String second) {
        Cli.Result result = embed(options.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).startsWith("spinglass: ").contains(first).contains(second);
    }
}
