// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.lab.settings.LabException;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.io.WeightsFile;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.TrainingException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TrainingRunTest {
    private static final Set<String> FILES = Set.of(
            "config.yaml",
            "network.yaml",
            "checkpoint",
            "metrics.csv",
            "weights.safetensors",
            "training.png",
            "kernels.png",
            "kernels-before.png",
            "model.json",
            "data.json",
            "contact-sheet.png",
            "evaluation.json",
            "summary.json");

    @TempDir
    private Path temp;

    private static Set<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static RunOutcome train(TrainingRun run) {
        try (run) {
            return run.train(new Runs.Watcher(null)).orElseThrow();
        }
    }

    private static TrainingRun resume(Path folder, int epochs, int threads) {
        return TrainingRun.resume(
                RunFolder.open(folder), Runs.plan(Runs.asked(epochs, threads, 50)), RunData.of(Runs.DIGITS));
    }

    @Test
    void leavesEveryFileAndNothingElse() throws IOException {
        Path out = temp.resolve("a/b/run");
        RunOutcome outcome = train(Runs.begin(Runs.asked(2, 1, 50), out));
        assertThat(filesIn(out)).isEqualTo(FILES);
        assertThat(outcome.files()).allMatch(Files::isRegularFile).hasSize(FILES.size());
        assertThat(WeightsFile.read(out.resolve("weights.safetensors"))
                        .network()
                        .name())
                .isEqualTo("small-cnn");
        assertThat(NetworkYaml.read(out.resolve("network.yaml"))).isEqualTo(Runs.spec());
    }

    @Test
    void summaryHasTheAgreedKeysFirstAndMatchesTheMetrics() throws IOException {
        Path out = temp.resolve("run");
        RunOutcome outcome = train(Runs.begin(Runs.asked(3, 2, 50), out));
        JsonNode json = JsonMapper.shared().readTree(Files.readString(out.resolve("summary.json")));
        assertThat(json.propertyNames())
                .startsWith(
                        "method",
                        "network",
                        "data",
                        "samples",
                        "epochs",
                        "seed",
                        "bits",
                        "sampler",
                        "trainAccuracy",
                        "validationAccuracy",
                        "bestValidationAccuracy",
                        "testAccuracy",
                        "trainLoss",
                        "seconds",
                        "cpuSeconds",
                        "peakMemoryBytes",
                        "version");
        assertThat(json.get("testAccuracy").isNull()).isTrue();
        assertThat(json.get("interrupted").asBoolean()).isFalse();
        assertThat(json.get("peakMemoryBytes").asLong()).isGreaterThan(10_000_000);
        List<String> metrics = Files.readAllLines(out.resolve("metrics.csv"));
        assertThat(metrics).hasSize(4);
        String[] last = metrics.getLast().split(",", -1);
        assertThat(last[0]).isEqualTo("3");
        assertThat(Double.parseDouble(last[2])).isEqualTo(json.get("trainLoss").asDouble());
        assertThat(Double.parseDouble(last[4]))
                .isEqualTo(json.get("validationAccuracy").asDouble());
        assertThat(outcome.summary().bestValidationAccuracy())
                .isEqualTo(outcome.epochs().stream()
                        .mapToDouble(epoch -> epoch.validationAccuracy())
                        .max()
                        .orElseThrow());
    }

    @Test
    void withoutValidationSamplesTheirAccuracyIsNullAndItsColumnEmpty() throws IOException {
        Path out = temp.resolve("run");
        Summary summary = train(Runs.begin(Runs.asked(2, 1, 0), out)).summary();
        assertThat(summary.validationAccuracy()).isNull();
        assertThat(summary.bestValidationAccuracy()).isNull();
        assertThat(Files.readAllLines(out.resolve("metrics.csv")).getLast().split(",", -1)[4])
                .isEmpty();
    }

    @Test
    void testImagesAreScoredWithTheWeightsThatAreKept() {
        RunConfiguration asked = Runs.asked(1, 1, 0);
        DataSet data = Runs.noise(80, 30);
        RunOutcome outcome =
                train(TrainingRun.begin(Runs.plan(asked), Runs.spec(), RunData.of(data), temp.resolve("run")));
        Weights weights = WeightsFile.read(temp.resolve("run/weights.safetensors"));
        Samples test = Objects.requireNonNull(Split.draw(data, 60, 0, 7).test());
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(weights.network(), 10, workers);
            double accuracy = Score.of(pass, test::copy, test.labels(), weights).accuracy();
            assertThat(outcome.summary().testAccuracy()).isEqualTo(accuracy);
        }
    }

    @Test
    void aResumedRunHasTheWeightsOfARunInOneGoWhateverTheThreads() throws IOException {
        Path whole = temp.resolve("whole");
        train(Runs.begin(Runs.asked(4, 1, 50), whole));
        Path parts = temp.resolve("parts");
        try (TrainingRun first = Runs.begin(Runs.asked(4, 2, 50), parts)) {
            Summary stopped = first.train(new Runs.Watcher(3)).orElseThrow().summary();
            assertThat(stopped.epochs()).isEqualTo(2);
            assertThat(stopped.isInterrupted()).isTrue();
        }
        RunOutcome resumed = train(resume(parts, 4, 1));
        assertThat(parts.resolve("weights.safetensors")).hasSameBinaryContentAs(whole.resolve("weights.safetensors"));
        assertThat(resumed.summary().resumedAfter()).containsExactly(2);
        assertThat(resumed.summary().isInterrupted()).isFalse();
        assertThat(Files.readAllLines(parts.resolve("metrics.csv"))).hasSize(5);
        assertThat(filesIn(parts)).isEqualTo(FILES);
    }

    @Test
    void aFinishedRunGoesOnOnlyWithMoreEpochs() throws IOException {
        Path whole = temp.resolve("whole");
        train(Runs.begin(Runs.asked(3, 1, 50), whole));
        Path out = temp.resolve("run");
        train(Runs.begin(Runs.asked(2, 1, 50), out));
        assertThatThrownBy(() -> resume(out, 2, 1))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("is done")
                .hasMessageContaining("--epochs");
        train(resume(out, 3, 1));
        assertThat(out.resolve("weights.safetensors")).hasSameBinaryContentAs(whole.resolve("weights.safetensors"));
        assertThat(RunFolder.open(out).readRecord().configuration().epochs()).isEqualTo(3);
    }

    @Test
    void aRunThatWasKilledAfterItsLastEpochIsCompleted() throws IOException {
        Path out = temp.resolve("run");
        train(Runs.begin(Runs.asked(2, 1, 50), out));
        Files.delete(out.resolve("summary.json"));
        Files.delete(out.resolve("weights.safetensors"));
        train(resume(out, 2, 1));
        assertThat(filesIn(out)).isEqualTo(FILES);
    }

    @Test
    void aRunThatFinishedNoEpochLeavesNothing() {
        try (TrainingRun run = Runs.begin(Runs.asked(2, 1, 50), temp.resolve("new/run"))) {
            assertThat(run.train(new Runs.Watcher(1))).isEmpty();
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aRunThatFailsInItsFirstEpochLeavesNothing() {
        RunObserver failing = new RunObserver() {
            @Override
            public boolean stepDone(org.spinglass.training.TrainingListener.Step step) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void epochDone(org.spinglass.training.EpochReport report) {}

            @Override
            public void warning(String message) {}
        };
        try (TrainingRun run = Runs.begin(Runs.asked(2, 1, 50), temp.resolve("run"))) {
            assertThatThrownBy(() -> run.train(failing)).hasMessage("broken");
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void otherDataAnotherCheckpointAndAnotherNetworkAreRefused() throws IOException {
        Path out = temp.resolve("run");
        train(Runs.begin(Runs.asked(1, 1, 50), out));
        RunConfiguration more = Runs.asked(2, 1, 50);
        assertThatThrownBy(
                        () -> TrainingRun.resume(RunFolder.open(out), Runs.plan(more), RunData.of(Runs.noise(200, 0))))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("other data");
        Path other = temp.resolve("other");
        RunConfiguration otherSeed = new RunConfiguration(
                "small-cnn",
                "digits",
                null,
                60,
                50,
                "response",
                "sa",
                "heat-bath",
                4,
                1,
                7,
                1,
                false,
                "centred",
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
        train(Runs.begin(otherSeed, other));
        byte[] own = Files.readAllBytes(out.resolve("checkpoint"));
        Files.copy(other.resolve("checkpoint"), out.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> resume(out, 2, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("another run");
        Files.write(out.resolve("checkpoint"), own);
        Files.writeString(out.resolve("network.yaml"), "name: x\nlayers:\n  - flatten\n  - linear: {outputs: 10}\n");
        assertThatThrownBy(() -> resume(out, 2, 1)).isInstanceOf(TrainingException.class);
        Files.writeString(out.resolve("network.yaml"), "name: x\nlayers: 5\n");
        assertThatThrownBy(() -> resume(out, 2, 1))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("network.yaml:2");
        assertThat(out.resolve("summary.json")).isRegularFile();
        assertThat(out.resolve(".lock")).doesNotExist();
    }

    @Test
    void nothingIsWrittenWhenTheInputDoesNotFit() {
        Path out = temp.resolve("run");
        assertThatThrownBy(() -> TrainingRun.begin(
                        Runs.plan(Runs.asked(1, 1, 50)), Runs.spec(), RunData.of(Runs.noise(30, 0)), out))
                .isInstanceOf(DataException.class);
        var tooSmall = NetworkYaml.parse("test", "name: big\nlayers:\n  - conv2d: {channels: classes, kernel: 33}\n");
        assertThatThrownBy(() ->
                        TrainingRun.begin(Runs.plan(Runs.asked(1, 1, 50)), tooSmall, RunData.of(Runs.DIGITS), out))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("layer 1");
        assertThat(temp).isEmptyDirectory();
    }
}
