// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Networks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TrainCommandTest {
    @TempDir
    private Path temp;

    private Path out() {
        return temp.resolve("run");
    }

    @Test
    void aTrainingIsShownRecordedAndNamed() throws Exception {
        Cli.Result result = Cli.train("--epochs", "2", "--seed", "5", "--out", out().toString());
        assertThat(result.code()).isZero();
        assertThat(result.outLines()).last().isEqualTo(out().toString());
        assertThat(result.out()).contains("network", "small-cnn", "accuracy", "best epoch", "1 conv2d 3x3", "gap");
        for (String file : new String[] {
            "config.yaml",
            "network.yaml",
            "checkpoint",
            "metrics.csv",
            "weights.safetensors",
            "training.png",
            "kernels.png",
            "kernels-before.png",
            "summary.json"
        }) {
            assertThat(result.out()).contains("wrote " + out().resolve(file));
            assertThat(out().resolve(file)).isNotEmptyFile();
        }
        assertThat(result.errLines()).hasSize(3);
        assertThat(result.errLines().get(2)).startsWith("epoch 2/2: loss ").contains("validation");
        assertThat(Files.readAllLines(out().resolve("metrics.csv")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("epoch,seconds,trainLoss,trainAccuracy,validationAccuracy,layer1Energy,layer1Bound,");
    }

    @Test
    void aNetworkThatOnlyGuessesIsToldOf() {
        String note = "no better than a guess among 10 classes";
        Cli.Result idle = Cli.train("--epochs", "1", "--set", "firstRange=1e-6", "--out", out().toString());
        assertThat(idle.code()).isZero();
        assertThat(idle.out()).contains(note);
        Cli.Result trained =
                Cli.train("--epochs", "3", "--out", temp.resolve("trained").toString());
        assertThat(trained.out()).doesNotContain(note);
    }

    @Test
    void theTableTellsOfLayersThatWereAnnealedAsOne() {
        String note = "annealed as one spin glass";
        List<String> lenet =
                List.of("train", "--network", "lenet", "--samples", "100", "--epochs", "1", "--threads", "1");
        assertThat(trained(lenet, "apart")).contains("the epoch's last step").doesNotContain(note);
        assertThat(trained(lenet, "joint", "--set", "together=2")).contains(note);
    }

    private String trained(List<String> command, String name, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--out", temp.resolve(name).toString()));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new)).out();
    }

    @Test
    void explainTellsEveryLayerAndTrainsNothing() {
        Cli.Result result = Cli.train("--explain", "--set", "neurons=side-by-side");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("1 conv2d 3x3", "sketches", "neurons=side-by-side", "never formed", "s an epoch");
        assertThat(Path.of("runs")).doesNotExist();
        assertThat(Cli.train("--explain", "--set", "shards=5", "--set", "neurons=side-by-side")
                        .out())
                .contains("formed, of the sums of shards", "in shards, and too few inputs to be cut into blocks");
        Cli.Result json = Cli.train("--explain", "--json", "--sampler", "tabu");
        assertThat(json.outLines()).hasSize(1);
        JsonNode printed = JsonMapper.shared().readTree(json.out());
        assertThat(printed.get("samples").asInt()).isEqualTo(100);
        assertThat(printed.get("annealIsPredicted").asBoolean()).isFalse();
        assertThat(printed.get("layers")).isNotEmpty();
        assertThat(printed.get("secondsPerEpoch").asDouble()).isPositive();
    }

    @Test
    void explainTellsWhichLayersAreOne() {
        Cli.Result result =
                Cli.run("train", "--explain", "--network", "small-vgg", "--threads", "1", "--set", "together=3");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("4,608 weights, 18,432 spins, 100 samples, 10 outputs; part of one subproblem")
                .contains("annealed as one spin glass with layers 1, 2, by one pass")
                .contains("640 weights, 2,560 spins, 100 samples, 10 outputs; 10 subproblems of 256 spins")
                .contains("73,728 spins, 100 samples, 10 outputs; 1 subproblem of 73,728 spins");
    }

    @Test
    void explainIsOfResponsesAndOfNewRuns() {
        assertThat(Cli.train("--explain", "--method", "pseudoinverse").err())
                .contains("--explain is for --method response, not for --method pseudoinverse");
        assertThat(Cli.train("--explain", "--resume", out().toString()).err())
                .contains("--explain and --resume are both given");
        assertThat(Cli.train("--explain", "--runs", "3").err()).contains("--explain and --runs are both given");
        assertThat(Cli.train("--explain", "--out", out().toString()).err())
                .contains("--explain and --out are both given");
        assertThat(out()).doesNotExist();
    }

    @Test
    void jsonIsTheSummaryOnOneLineAndNothingElse() throws Exception {
        Cli.Result result = Cli.train("--epochs", "1", "--json", "--out", out().toString());
        assertThat(result.outLines()).hasSize(1);
        assertThat(result.errLines()).last().isEqualTo(out().toString());
        JsonNode printed = JsonMapper.shared().readTree(result.outLines().getFirst());
        assertThat(printed).isEqualTo(JsonMapper.shared().readTree(Files.readString(out().resolve("summary.json"))));
        assertThat(printed.get("samples").asInt()).isEqualTo(100);
        assertThat(printed.get("seed").asLong()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherOthers() {
        for (String[] run : new String[][] {{"a", "-3"}, {"b", "-3"}, {"c", "4"}}) {
            Cli.train(
                    "--epochs",
                    "1",
                    "--seed",
                    run[1],
                    "--out",
                    temp.resolve(run[0]).toString());
        }
        Path weights = temp.resolve("a/weights.safetensors");
        assertThat(temp.resolve("b/weights.safetensors")).hasSameBinaryContentAs(weights);
        assertThat(temp.resolve("c/weights.safetensors").toFile()).isFile();
        assertThat(Snapshot.of(temp.resolve("c")).files().get("weights.safetensors"))
                .isNotEqualTo(Snapshot.of(temp.resolve("a")).files().get("weights.safetensors"));
    }

    @Test
    void anEmptyFolderIsTakenAndNetworksComeFromFiles() throws Exception {
        Files.createDirectory(out());
        Path file = temp.resolve("mine");
        Files.writeString(file, NetworkYaml.write(Networks.spec("small-cnn")).replace("small-cnn", "mine"));
        Cli.Result result = Cli.run(
                "train",
                "--network",
                file.toString(),
                "--samples",
                "50",
                "--validation",
                "0",
                "--epochs",
                "1",
                "--bias",
                "--crop",
                "author",
                "--out",
                out().toString());
        assertThat(result.code()).isZero();
        assertThat(Files.readString(out().resolve("network.yaml")))
                .contains("name: \"mine\"", "bias: true", "crop: author")
                .doesNotContain("bias: false", "crop: centred");
        assertThat(result.out()).contains("validation -");
    }

    @Test
    void aPersonSeesABar() {
        Cli.Result result = Cli.run(
                true,
                "train",
                "--network",
                "linear",
                "--samples",
                "50",
                "--validation",
                "20",
                "--epochs",
                "2",
                "--out",
                out().toString());
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains("\repoch 1/2 ", "\u2501", " to go", "loss ")
                .doesNotContain("epoch 1/2: ")
                .endsWith("\r\u001b[K");
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(Cli.run().out()).contains("Usage: spinglass", "train", "reproduce", "solve");
        assertThat(Cli.run("--help").out()).isEqualTo(Cli.run().out());
        assertThat(Cli.run("--version").out()).matches("spinglass \\d+\\.\\d+.*\\R");
        Cli.Result help = Cli.run("train", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        Networks.all().forEach(network -> assertThat(help.out()).contains("  " + network.name() + " "));
    }

    @Test
    void anEmulatedQuantumAnnealerTrainsAndIsAccountedFor(@TempDir Path folder) throws Exception {
        String[] options = {
            "train",
            "--network",
            "spectral-linear",
            "--crop",
            "author",
            "--method",
            "pseudoinverse",
            "--samples",
            "100",
            "--validation",
            "50",
            "--epochs",
            "2",
            "--threads",
            "1",
            "--sampler",
            "emulator",
            "--qpu",
            "size=6",
            "--qpu",
            "reads=8",
            "--qpu",
            "time=0.5",
            "--qpu",
            "missing=0.01"
        };
        Cli.Result one = Cli.run(with(options, "--out", folder.resolve("one").toString()));
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out())
                .containsPattern("processor   20 problems in [0-9]+ calls, [0-9]+ reads, [0-9.]+ s of access time")
                .containsPattern("chains      [0-9.]+ qubits on average, [0-9]+ at most, [0-9.]+% broken");
        assertThat(Files.readString(folder.resolve("one/summary.json"))).contains("accessSeconds");
        Cli.Result two = Cli.run(with(options, "--out", folder.resolve("two").toString()));
        assertThat(two.code()).isZero();
        assertThat(folder.resolve("two/weights.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("one/weights.safetensors"));
    }

    @Test
    void anOwnNetworkIsTrainedThePapersWay(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, """
                name: mine
                layers:
                  - spectral-pool: {height: 12, width: 12}
                  - conv2d: {channels: 4, kernel: 5}
                  - leaky-relu: 0.01
                  - max-pool: {window-height: 3, window-width: 3}
                  - linear: {outputs: classes}
                """);
        String[] options = {
            "train",
            "--network",
            file.toString(),
            "--method",
            "pseudoinverse",
            "--samples",
            "200",
            "--validation",
            "200",
            "--epochs",
            "4",
            "--threads",
            "1"
        };
        Path usual = folder.resolve("usual");
        Cli.Result one = Cli.run(with(options, "--out", usual.toString()));
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(Files.readString(usual.resolve("config.yaml")))
                .containsPattern("firstRange: 0.2\\b")
                .contains("order: SPINS", "bits: 4");
        Path changed = folder.resolve("changed");
        Cli.Result two = Cli.run(with(
                options,
                "--out",
                changed.toString(),
                "--set",
                "weighting=beta",
                "--set",
                "refresh=1",
                "--set",
                "amplification=1,5",
                "--set",
                "preset=2025"));
        assertThat(two.code()).as(two.err()).isZero();
        assertThat(Files.readString(changed.resolve("config.yaml")))
                .contains("order: RANDOM", "weighting: BETA", "refresh: 1", "[1.0, 5.0]");
        for (Path run : new Path[] {usual, changed}) {
            String accuracy = Files.readString(run.resolve("summary.json"))
                    .replaceAll("(?s).*\"trainAccuracy\"\\s*:\\s*([0-9.]+).*", "$1");
            assertThat(Double.parseDouble(accuracy)).isGreaterThan(0.2);
        }
    }

    private static String[] with(String[] options, String... more) {
        String[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return all;
    }
}
