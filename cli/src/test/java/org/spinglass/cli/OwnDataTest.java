// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a folder of pictures to a model in use. */
class OwnDataTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static Cli.Result trained;

    @BeforeAll
    static void train() throws IOException {
        OwnPictures.write(folder.resolve("shapes"), 40, 1);
        OwnPictures.write(folder.resolve("more"), 20, 2);
        Files.writeString(folder.resolve("shapes/disc/broken.png"), "no picture");
        run = folder.resolve("run");
        trained = Cli.run(
                "train",
                "--data",
                folder.resolve("shapes").toString(),
                "--network",
                "cnn",
                "--epochs",
                "8",
                "--threads",
                "2",
                "--out",
                run.toString());
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    @Test
    void whatWasReadIsToldAndRecorded() throws IOException {
        assertThat(trained.code()).isZero();
        assertThat(trained.err())
                .contains(
                        "broken.png: is no picture; expected PNG, JPEG, GIF, BMP or WebP",
                        "read shapes: pictures in folders named by their classes",
                        "training   120 images of 1x32x32 in 3 classes: disc 40, lying 40, standing 40",
                        "on 96 samples of ");
        JsonNode data = json(run.resolve("data.json"));
        assertThat(data.get("classNames").toString()).isEqualTo("[\"disc\",\"lying\",\"standing\"]");
        assertThat(data.get("training").toString()).isEqualTo("[32,32,32]");
        assertThat(data.get("validation").toString()).isEqualTo("[8,8,8]");
        assertThat(data.get("leftOut").size()).isEqualTo(1);
        assertThat(run.resolve("contact-sheet.png")).isNotEmptyFile();
        JsonNode evaluation = json(run.resolve("evaluation.json"));
        assertThat(evaluation.get("data").asString()).isEqualTo("validation images of shapes");
        assertThat(evaluation.get("accuracy").asDouble())
                .isEqualTo(json(run.resolve("summary.json"))
                        .get("validationAccuracy")
                        .asDouble())
                .isGreaterThan(0.8);
    }

    @Test
    void otherPicturesAreClassifiedAsEvaluated() throws IOException {
        Cli.Result evaluated = Cli.run(
                "evaluate",
                run.toString(),
                "--data",
                folder.resolve("more").toString(),
                "--out",
                folder.resolve("more.json").toString());
        Cli.Result predicted =
                Cli.run("predict", run.toString(), folder.resolve("more").toString(), "--json");

        JsonNode evaluation = json(folder.resolve("more.json"));
        int right = 0;
        for (String line : predicted.outLines()) {
            JsonNode row = JsonMapper.shared().readTree(line);
            double sum = 0;
            for (JsonNode one : row.get("predictions")) {
                sum += one.get("confidence").asDouble();
            }
            assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
            Path file = Path.of(row.get("picture").asString());
            String expected = file.getName(file.getNameCount() - 2).toString();
            right += row.get("class").asString().equals(expected) ? 1 : 0;
        }
        assertThat(evaluated.code()).isZero();
        assertThat(predicted.outLines()).hasSize(60);
        assertThat(evaluation.get("accuracy").asDouble())
                .isEqualTo(right / 60.0)
                .isGreaterThan(0.8);
        assertThat(evaluated.out()).contains("images of more: accuracy ", "class", "precision", "confusion: ");
    }

    @Test
    void anEvaluationOnWhatWasTrainedOnSaysSo() throws IOException {
        String shapes = folder.resolve("shapes").toString();
        Cli.Result same = Cli.run("evaluate", run.toString(), "--data", shapes, "--json");
        Cli.Result other = Cli.run(
                "evaluate", run.toString(), "--data", folder.resolve("more").toString(), "--json");

        JsonNode evaluation = JsonMapper.shared().readTree(same.outLines().getFirst());
        assertThat(evaluation.get("trainedOn").asInt()).isEqualTo(96);
        assertThat(evaluation.get("count").asInt()).isEqualTo(120);
        assertThat(same.err())
                .contains("spinglass: " + shapes
                        + " is the data that the run was trained on, with 96 of these 120 images;");
        assertThat(JsonMapper.shared().readTree(other.outLines().getFirst()).has("trainedOn"))
                .isFalse();
        assertThat(other.err()).doesNotContain("trained on");
    }

    @Test
    void wrongOptionsAreToldBeforeAnyPictureIsRead() {
        String shapes = folder.resolve("shapes").toString();
        for (String[] wrong : new String[][] {
            {"--init", "nowhere"},
            {"--set", "sweeps=many"},
            {"--set", "nothing=1"},
            {"--method", "pseudoinverse", "--network", "lenet", "--set", "amplification=1,2"},
            {"--sampler", "emulator", "--qpu", "nothing=1"},
            {"--epochs", "0"},
            {"--out", run.toString()}
        }) {
            List<String> arguments = new ArrayList<>(List.of("train", "--data", shapes));
            arguments.addAll(List.of(wrong));
            Cli.Result result = Cli.run(arguments.toArray(String[]::new));
            assertThat(result.code()).as(arguments.toString()).isEqualTo(2);
            assertThat(result.errLines()).as(arguments.toString()).hasSize(1);
        }
    }

    @Test
    void picturesThatCannotBeReadAreNamedAndTheOthersClassified() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
        Path whole = folder.resolve("more/disc/0.png");

        Cli.Result some =
                Cli.run("predict", run.toString(), broken.toString(), whole.toString(), "--csv", "--top", "1");
        Cli.Result none = Cli.run("predict", run.toString(), broken.toString());
        Cli.Result missing =
                Cli.run("predict", run.toString(), folder.resolve("missing").toString());

        assertThat(some.code()).isEqualTo(1);
        assertThat(some.outLines()).hasSize(2).first().isEqualTo("picture,class1,confidence1,score1");
        assertThat(some.outLines().get(1)).startsWith(whole + ",");
        assertThat(some.errLines())
                .containsExactly(
                        "spinglass: " + broken + ": is no picture; expected PNG, JPEG, GIF, BMP or WebP",
                        "spinglass: 1 of 2 pictures could not be read");
        assertThat(none.code()).isEqualTo(2);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.errLines())
                .hasSize(1)
                .first()
                .asString()
                .contains("no such file or folder; expected pictures");
    }

    @Test
    void everyFormatIsExported() throws IOException {
        for (String format : List.of("onnx", "safetensors", "pytorch")) {
            Cli.Result exported = Cli.run("export", run.toString(), "--format", format);
            assertThat(exported.code()).as(exported.err()).isZero();
            assertThat(Path.of(exported.outLines().getFirst())).isNotEmptyFile();
        }
        Path named = folder.resolve("mine.py");
        assertThat(Cli.run("export", run.toString(), "--out", named.toString()).code())
                .isZero();
        assertThat(named).content().contains("import torch");
        assertThat(run.resolve("model.safetensors")).hasSameBinaryContentAs(run.resolve("weights.safetensors"));
    }

    @Test
    void aRunOnOwnDataIsResumedFromTheSameFiles() {
        Cli.Result more = Cli.run("train", "--resume", run.toString(), "--epochs", "9");
        Cli.Result other = Cli.run("train", "--resume", run.toString(), "--epochs", "10", "--grey");

        assertThat(more.code()).as(more.err()).isZero();
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("--grey was not given when the run in");
    }

    @Test
    void aRunStartsFromTheWeightsOfAnother() throws IOException {
        String shapes = folder.resolve("shapes").toString();
        Path out = folder.resolve("further");
        Cli.Result further = Cli.run(
                "train",
                "--data",
                shapes,
                "--network",
                "cnn",
                "--init",
                run.toString(),
                "--epochs",
                "1",
                "--out",
                out.toString());
        Cli.Result more = Cli.run("train", "--resume", out.toString(), "--epochs", "2");
        Path once = folder.resolve("once");
        Cli.run(
                "train",
                "--data",
                shapes,
                "--network",
                "cnn",
                "--init",
                run.resolve("weights.safetensors").toString(),
                "--epochs",
                "2",
                "--out",
                once.toString());
        Cli.Result other = Cli.run(
                "train",
                "--data",
                shapes,
                "--network",
                "lenet",
                "--init",
                run.toString(),
                "--out",
                folder.resolve("other").toString());

        assertThat(further.code()).as(further.err()).isZero();
        assertThat(json(out.resolve("summary.json")).get("trainAccuracy").asDouble())
                .isGreaterThan(0.9);
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(out.resolve("weights.safetensors")).hasSameBinaryContentAs(once.resolve("weights.safetensors"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.errLines()).last().asString().contains("weights.safetensors: ", "but network lenet needs");
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void severalRunsTellMeanAndSpread() throws IOException {
        Path out = folder.resolve("several");
        Cli.Result several = Cli.run(
                "train",
                "--data",
                folder.resolve("shapes").toString(),
                "--network",
                "linear",
                "--runs",
                "3",
                "--seed",
                "5",
                "--epochs",
                "1",
                "--json",
                "--out",
                out.toString());

        JsonNode all = JsonMapper.shared().readTree(several.outLines().getFirst());
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            JsonNode one = json(out.resolve("seed-" + (5 + k) + "/summary.json"));
            assertThat(all.get("runs").get(k)).isEqualTo(one);
            sum += one.get("validationAccuracy").asDouble();
        }
        assertThat(all.get("meanValidationAccuracy").asDouble())
                .isCloseTo(sum / 3, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(out.resolve("report.html")).content().contains("seed-5", "seed-7");
        assertThat(Cli.run("train", "--runs", "2", "--resume", out.toString()).err())
                .isEqualTo("spinglass: --runs and --resume are both given; expected one of them\n");
    }

    @Test
    void wrongInputIsOneLine() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(Cli.run("train", "--data", empty.toString()).err())
                .isEqualTo("spinglass: " + empty
                        + ": has no folder with pictures (PNG, JPEG, GIF, BMP or WebP); expected at"
                        + " least 2 folders with pictures, named by their classes\n");
        assertThat(Cli.run("train", "--data", "fashon").err())
                .isEqualTo(
                        "spinglass: --data is 'fashon'; there are: digits, mnist, fashion-mnist, cifar-10, or the path of your"
                                + " own files\n");
        assertThat(Cli.run("train", "--size", "0x3").err())
                .isEqualTo(
                        "spinglass: --size is '0x3'; expected a number of pixels from 1 to 4096, or rows x columns, such as"
                                + " 48x64\n");
        assertThat(Cli.run("train", "--data", "digits", "--label", "x").err())
                .contains("--label is for tables of your own");
        assertThat(Cli.run("predict", empty.toString(), "x.png").err())
                .contains("model.json: no such file; expected the folder of a trained model");
        assertThat(Cli.run("predict", run.toString()).err())
                .isEqualTo("spinglass: FILE is missing; 'spinglass predict --help' tells what is expected\n");
        assertThat(Cli.run("evaluate", run.toString(), "--data", "digits").err())
                .contains("digits has the class 0, which the model does not know; it knows disc, lying, standing");
        assertThat(Cli.run("export", run.toString(), "--format", "keras").err()).contains("--format is 'keras'");
        for (String[] wrong : new String[][] {
            {"train", "--data", empty.toString()},
            {"predict", empty.toString(), "x.png"},
            {"predict", run.toString()},
            {"evaluate", run.toString(), "--data", "digits"},
            {"export", run.toString(), "--format", "keras"}
        }) {
            assertThat(Cli.run(wrong).code()).isEqualTo(2);
        }
    }
}
