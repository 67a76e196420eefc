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
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a table of features to a model in use. */
class OwnTableTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static Cli.Result trained;

    @BeforeAll
    static void train() throws IOException {
        run = folder.resolve("run");
        Path file = Files.writeString(folder.resolve("kinds.csv"), table(List.of("length", "width", "kind"), 90, 0));
        trained = Cli.run(
                "train", "--data", file.toString(), "--epochs", "10", "--threads", "1", "--out", run.toString());
    }

    /** Three kinds, which length and width tell apart in units of their own; {@code kind} and {@code note} are texts. */
    private static String table(List<String> columns, int rows, int shift) {
        StringBuilder table = new StringBuilder(String.join(",", columns)).append('\n');
        for (int i = 0; i < rows; i++) {
            int kind = (i + shift) % 3;
            double noise = ((i + shift) * 37 % 17 - 8) * 0.05;
            List<String> fields = columns.stream()
                    .map(column -> switch (column) {
                        case "length" -> Double.toString(1000 * kind + 100 * noise);
                        case "width" -> Double.toString(kind == 1 ? 5 : -5 + noise);
                        case "kind" -> "k" + kind;
                        default -> "a note";
                    })
                    .toList();
            table.append(String.join(",", fields)).append('\n');
        }
        return table.toString();
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    private static String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theModelIsWrittenWithItsScale() throws IOException {
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(json(run.resolve("data.json")).get("features").toString()).isEqualTo("[\"length\",\"width\"]");
        JsonNode features = json(run.resolve("model.json")).get("features");
        assertThat(features.get("names").toString()).isEqualTo("[\"length\",\"width\"]");
        assertThat(features.get("means").get(0).asDouble()).isBetween(800.0, 1200.0);
        assertThat(features.get("deviations").get(0).asDouble()).isBetween(700.0, 900.0);
        JsonNode evaluation = json(run.resolve("evaluation.json"));
        assertThat(evaluation.get("data").asString()).isEqualTo("validation rows of kinds");
        assertThat(evaluation.get("accuracy").asDouble())
                .isEqualTo(json(run.resolve("summary.json"))
                        .get("validationAccuracy")
                        .asDouble())
                .isGreaterThan(0.9);
    }

    /** The columns in another order, among others, give what they give alone. */
    @Test
    void rowsAreClassifiedAsEvaluated() throws IOException {
        String more = write("more.csv", table(List.of("note", "width", "kind", "length"), 60, 7));
        String alone = write("alone.csv", table(List.of("length", "width"), 60, 7));
        String plain = write("plain.csv", Files.readString(Path.of(alone)).replaceFirst("length,width\n", ""));

        Cli.Result evaluated = Cli.run(
                "evaluate",
                run.toString(),
                "--data",
                more,
                "--label",
                "kind",
                "--out",
                folder.resolve("more.json").toString());
        Cli.Result predicted = Cli.run("predict", run.toString(), more, "--json");

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("rows of more: accuracy ", "class    rows  precision");
        JsonNode evaluation = json(folder.resolve("more.json"));
        assertThat(evaluation.get("count").asInt()).isEqualTo(60);
        assertThat(predicted.outLines()).hasSize(60);
        int right = 0;
        for (int i = 0; i < 60; i++) {
            JsonNode row = JsonMapper.shared().readTree(predicted.outLines().get(i));
            assertThat(row.get("row").asString()).isEqualTo(more + " row " + i);
            double sum = StreamSupport.stream(row.get("predictions").spliterator(), false)
                    .mapToDouble(one -> one.get("confidence").asDouble())
                    .sum();
            assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
            right += row.get("class").asString().equals("k" + (i + 7) % 3) ? 1 : 0;
        }
        assertThat(evaluation.get("accuracy").asDouble())
                .isEqualTo(right / 60.0)
                .isGreaterThan(0.9);
        for (String same : List.of(alone, plain)) {
            assertThat(Cli.run("predict", run.toString(), same, "--json").out())
                    .isEqualTo(predicted.out().replace(more, same));
        }
    }

    @Test
    void aTableMayComeByStandardInput() {
        InputStream former = System.in;
        try {
            System.setIn(new ByteArrayInputStream("width,length\n5,1000\n".getBytes(StandardCharsets.UTF_8)));
            Cli.Result result = Cli.run("predict", run.toString(), "-", "--csv", "--top", "1");
            assertThat(result.outLines()).hasSize(2).first().isEqualTo("row,class1,confidence1,score1");
            assertThat(result.outLines().get(1)).startsWith("standard input row 0,k1,");
        } finally {
            System.setIn(former);
        }
    }

    @Test
    void everyFormatIsExported() throws IOException {
        for (String format : List.of("onnx", "safetensors", "pytorch")) {
            Cli.Result exported = Cli.run("export", run.toString(), "--format", format);
            assertThat(exported.code()).as(exported.err()).isZero();
            assertThat(Path.of(exported.outLines().getFirst())).isNotEmptyFile();
        }
        assertThat(run.resolve("model.py")).content().contains("FEATURES = [\"length\",\"width\"]");
    }

    @Test
    void wrongInputIsOneLine() throws IOException {
        String bad = write("bad.csv", "length,width\n1,2\n");
        String lacking = write("lacking.csv", "length,height\n1,2\n");
        String unknown = write("unknown.csv", "length,width,kind\n1,2,k0\n1,2,k7\n");
        String model = run.toString();

        check(
                lacking + ":1: has no column 'width'; expected the 2 columns length, width; there are length, height",
                "predict",
                model,
                lacking);
        check(
                "missing.csv: no such file; expected a table (CSV) with the 2 columns length, width",
                "predict",
                model,
                "missing.csv");
        check(
                "--invert is for pictures; the network takes the columns length, width of a table",
                "predict",
                model,
                bad,
                "--invert");
        check(
                "unknown has the class k7, which the model does not know; it knows k0, k1, k2",
                "evaluate",
                model,
                "--data",
                unknown,
                "--label",
                "kind");
        check(
                "digits is a set of images; the model takes a table with the columns length, width",
                "evaluate",
                model,
                "--data",
                "digits");
        check(
                "unknown has no test rows; expected another --part",
                "evaluate",
                model,
                "--data",
                unknown,
                "--label",
                "kind",
                "--part",
                "test");
        Cli.Result lateFault = Cli.run("predict", model, unknown, lacking.replace("lacking", "missing"));
        assertThat(lateFault.code()).isEqualTo(2);
        assertThat(lateFault.out()).isEmpty();
    }

    @Test
    void rowsThatCannotBeReadAreNamedAndTheOthersClassified() throws IOException {
        String bad = write("bad.csv", "length,width\n1,2\n3,four\n5\n7,8\n");
        Cli.Result some = Cli.run("predict", run.toString(), bad, "--csv", "--top", "1");

        assertThat(some.code()).isEqualTo(1);
        assertThat(some.outLines()).hasSize(3);
        assertThat(some.outLines().get(1)).startsWith(bad + " row 0,");
        assertThat(some.outLines().get(2)).startsWith(bad + " row 3,");
        assertThat(some.errLines())
                .containsExactly(
                        "spinglass: " + bad + ":3: width is 'four'; expected a number",
                        "spinglass: " + bad + ":4: has 1 fields; expected 2, as in the first row",
                        "spinglass: 2 of 4 rows could not be read");
        assertThat(Cli.run("predict", run.toString(), write("worse.csv", "length,width\nx,y\n"))
                        .code())
                .isEqualTo(2);
    }

    private static void check(String message, String... args) {
        Cli.Result result = Cli.run(args);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errLines()).last().isEqualTo("spinglass: " + message);
    }
}
