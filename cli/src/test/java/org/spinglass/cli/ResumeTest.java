// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResumeTest {
    @TempDir
    private Path temp;

    private Path run;

    @BeforeEach
    void trainOnce() {
        run = temp.resolve("run");
        assertThat(Cli.train("--epochs", "1", "--seed", "2", "--out", run.toString())
                        .code())
                .isZero();
    }

    private void assertRefused(Cli.Result result, String... parts) {
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).startsWith("spinglass: ").contains(parts).doesNotContain("Exception");
    }

    private void assertCheckpointRefused(byte[] content, String expected) throws IOException {
        Files.write(run.resolve("checkpoint"), content);
        Snapshot before = Snapshot.of(run);
        assertRefused(
                Cli.run("train", "--resume", run.toString(), "--epochs", "2"),
                run.resolve("checkpoint").toString(),
                expected);
        assertThat(Snapshot.of(run)).isEqualTo(before);
    }

    @Test
    void moreEpochsGiveTheWeightsOfARunInOneGo() {
        Path whole = temp.resolve("whole");
        Cli.train("--epochs", "2", "--seed", "2", "--out", whole.toString());
        Cli.Result result = Cli.run("train", "--out", run.toString(), "--resume", "--epochs", "2", "--threads", "2");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("resuming after epoch 1");
        assertThat(run.resolve("weights.safetensors")).hasSameBinaryContentAs(whole.resolve("weights.safetensors"));
    }

    @Test
    void aDamagedTruncatedOrForeignCheckpointIsRefused() throws IOException {
        byte[] good = Files.readAllBytes(run.resolve("checkpoint"));
        byte[] damaged = good.clone();
        damaged[good.length / 2] ^= 4;
        assertCheckpointRefused(damaged, "damaged");
        assertCheckpointRefused(Arrays.copyOf(good, good.length / 2), "damaged");
        assertCheckpointRefused(new byte[0], "not a checkpoint");
        Path other = temp.resolve("other");
        Cli.train("--epochs", "1", "--seed", "3", "--out", other.toString());
        assertCheckpointRefused(Files.readAllBytes(other.resolve("checkpoint")), "another run");
    }

    @ParameterizedTest
    @CsvSource({
        "--seed,3,2",
        "--samples,99,100",
        "--validation,51,50",
        "--bits,8,4",
        "--move,heat-bath,single-spin",
        "--crop,author,centred",
        "--data,mnist,digits",
        "--network,linear,small-cnn"
    })
    void optionsThatSayOtherwiseAreRefused(String option, String given, String then) {
        Snapshot before = Snapshot.of(run);
        assertRefused(
                Cli.run("train", "--resume", run.toString(), "--epochs", "2", option, given), option, given, then);
        assertThat(Snapshot.of(run)).isEqualTo(before);
    }

    @Test
    void optionsThatSayTheSameAreFine() {
        Cli.Result result = Cli.run(
                "train",
                "--resume",
                run.toString(),
                "--epochs",
                "2",
                "--seed",
                "2",
                "--network",
                "small-cnn",
                "--samples",
                "100");
        assertThat(result.code()).isZero();
    }

    @Test
    void theSamplerAndItsReadsStay() {
        String descents = temp.resolve("descents").toString();
        assertThat(Cli.train("--sampler", "descent", "--reads", "3", "--epochs", "1", "--out", descents)
                        .code())
                .isZero();
        assertRefused(Cli.run("train", "--resume", descents, "--epochs", "2", "--reads", "4"), "reads=4", "reads=3");
        assertRefused(Cli.run("train", "--resume", descents, "--epochs", "2", "--sampler", "tabu"), "tabu", "descent");
        Cli.Result result = Cli.run("train", "--resume", descents, "--epochs", "2", "--reads", "3");
        assertThat(result.err()).contains("resuming after epoch 1");
        assertThat(result.code()).isZero();
    }

    @Test
    void someOfTheRecordedSettingsMayBeSaidAgain() {
        String set = temp.resolve("set").toString();
        assertThat(Cli.train("--set", "batch=50", "--set", "shards=2", "--epochs", "1", "--out", set)
                        .code())
                .isZero();
        assertRefused(Cli.run("train", "--resume", set, "--epochs", "2", "--set", "batch=25"), "batch=25", "batch=50");
        assertRefused(Cli.run("train", "--resume", set, "--epochs", "2", "--set", "sweeps=3"), "sweeps=3", "batch=50");
        Cli.Result result = Cli.run("train", "--resume", set, "--epochs", "2", "--set", "batch=50");
        assertThat(result.err()).contains("resuming after epoch 1");
        assertThat(result.code()).isZero();
    }

    @Test
    void biasAndFewerEpochsAreRefused() {
        assertRefused(Cli.run("train", "--resume", run.toString(), "--bias"), "--bias");
        Cli.run("train", "--resume", run.toString(), "--epochs", "3");
        assertRefused(Cli.run("train", "--resume", run.toString(), "--epochs", "2"), "--epochs is 2", "3");
        assertRefused(Cli.run("train", "--resume", run.toString()), "is done", "--epochs");
    }

    @Test
    void aFolderWithoutARunIsRefused() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        assertRefused(Cli.run("train", "--resume", empty.toString()), "no run to resume");
        assertThat(empty).isEmptyDirectory();
        assertRefused(Cli.run("train", "--resume", temp.resolve("none").toString()), "no such folder");
        assertThat(temp.resolve("none")).doesNotExist();
        Files.delete(run.resolve("checkpoint"));
        assertRefused(Cli.run("train", "--resume", run.toString()), "checkpoint");
    }

    @Test
    void anEditedRecordIsRefusedWithItsLine() throws IOException {
        Path config = run.resolve("config.yaml");
        String written = Files.readString(config);
        for (String[] change : new String[][] {
            {"seed: 2", "seed: 3"},
            {"data: digits", "data: mnist"},
            {"epochs: 1", "epochs: 4"},
            {"samples: 100", "samples: 99"}
        }) {
            assertThat(written).contains(change[0]);
            Files.writeString(config, written.replace(change[0], change[1]));
            Snapshot before = Snapshot.of(run);
            Cli.Result result = Cli.run("train", "--resume", run.toString(), "--epochs", "4");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.errLines()).hasSize(1);
            assertThat(result.err())
                    .contains("config.yaml:")
                    .contains("it is '" + change[1] + "', and was '" + change[0] + "'");
            assertThat(Snapshot.of(run)).isEqualTo(before);
        }
        Files.writeString(config, written);
        assertThat(Cli.run("train", "--resume", run.toString(), "--epochs", "2").code())
                .isZero();
    }

    @Test
    void aRunThatWasStoppedBeforeItsFirstCheckpointBeginsAgain() throws IOException {
        Path stopped = Files.createDirectory(temp.resolve("stopped"));
        Files.copy(run.resolve("config.yaml"), stopped.resolve("config.yaml"));
        Files.copy(run.resolve("network.yaml"), stopped.resolve("network.yaml"));
        Files.writeString(stopped.resolve(".lock"), "");
        assertRefused(Cli.train("--out", stopped.toString()), "is not empty", "--resume continues the run in it");
        Cli.Result result = Cli.run("train", "--resume", stopped.toString());
        assertThat(result.code()).isZero();
        assertThat(stopped.resolve("weights.safetensors")).hasSameBinaryContentAs(run.resolve("weights.safetensors"));
        assertThat(stopped.resolve("config.yaml")).content().contains("afterEpoch: 0");
    }

    @Test
    void aRunThatWasStoppedBeforeItWroteDownWhatToDoIsInNobodysWay() throws IOException {
        Path stopped = Files.createDirectory(temp.resolve("stopped"));
        Files.copy(run.resolve("network.yaml"), stopped.resolve("network.yaml"));
        Files.writeString(stopped.resolve(".lock"), "");
        Files.writeString(stopped.resolve("config.yaml.part"), "version: 0.");
        assertRefused(Cli.run("train", "--resume", stopped.toString()), "no run to resume");
        assertThat(Cli.train("--epochs", "1", "--seed", "2", "--out", stopped.toString())
                        .code())
                .isZero();
        assertThat(stopped.resolve("weights.safetensors")).hasSameBinaryContentAs(run.resolve("weights.safetensors"));
        assertThat(stopped.resolve("config.yaml.part")).doesNotExist();
    }

    @Test
    void aDamagedRecordIsRefusedWithItsLine() throws IOException {
        Path config = run.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("bits: 4", "bits: 80"));
        assertRefused(Cli.run("train", "--resume", run.toString()), "config.yaml:", "bits is 80; expected 1 to 20");
    }
}
