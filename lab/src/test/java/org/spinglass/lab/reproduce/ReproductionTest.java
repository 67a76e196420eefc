// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.DataSet;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.lab.run.Runs;

final class ReproductionTest {
    private static final String OWN = """
            figure: own
            title: One of my own
            network: small-cnn
            crop: centred
            data: digits
            samples: 60
            validation: 50
            epochs: 2
            runs: 3
            curves:
              - {name: paper, label: annealing, method: pseudoinverse, settings: {move: single-spin}}
              - {name: gradient, label: backpropagation, method: backprop}
              - {name: ours, label: response trainer, method: response, published: {mean: 0.5, sd: 0.1}}
            """;

    @TempDir
    private Path temp;

    /** Counts runs, and asks to stop once there are some. */
    private static final class Watcher implements ReproductionObserver {
        private final int stopAfter;
        private final List<String> runs = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        Watcher(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public synchronized boolean isStopRequested() {
            return runs.size() >= stopAfter;
        }

        @Override
        public void progress(Progress progress) {
            assertThat(progress.runsDone()).isLessThan(progress.runs());
            assertThat(progress.share()).isBetween(0.0, 1.0);
        }

        @Override
        public synchronized void runDone(SeedRecord run, Progress progress) {
            runs.add(run.curve() + run.seed());
        }

        @Override
        public void curveFailed(Experiment experiment, Curve curve, String message) {
            failures.add(curve.name());
        }

        @Override
        public void warning(String message) {
            throw new AssertionError(message);
        }

        @Override
        public void written(Path file) {
            assertThat(file).isNotEmptyFile();
        }
    }

    private static Optional<List<CurveOutcome>> reproduce(String yaml, int threads, Watcher watcher, Path out) {
        return reproduce(yaml, Runs.DIGITS, threads, watcher, out);
    }

    private static Optional<List<CurveOutcome>> reproduce(
            String yaml, DataSet data, int threads, Watcher watcher, Path out) {
        Experiment experiment = Experiments.parse("own.yaml", yaml, Path.of(""));
        ReproductionRequest request = new ReproductionRequest(List.of(experiment), null, 4, threads, out);
        return new Reproduction(request, Map.of("own", experiment), Map.of("own", data), null, watcher).run();
    }

    private static String results(Path out) throws Exception {
        return Files.readString(out.resolve("results.json"))
                .replaceAll("\"(seconds|secondsPerRun|peakMemoryBytes)\" : [^,]*,", "");
    }

    /** Two runs share the curve's processor at the same time, and come to what they come to alone. */
    @Test
    void curvesAreAlsoAnnealedOnAnEmulatedProcessor() throws Exception {
        String yaml = """
                figure: own
                title: On a small chip
                network: spectral-linear
                crop: author
                data: digits
                samples: 40
                validation: 30
                epochs: 1
                runs: 2
                curves:
                  - name: quantum
                    label: emulated
                    method: pseudoinverse
                    settings: {sampler: emulator, qpu.size: 4, qpu.reads: 4, qpu.time: 0.5}
                """;
        List<CurveOutcome> outcomes =
                reproduce(yaml, 2, new Watcher(100), temp.resolve("two")).orElseThrow();
        assertThat(outcomes.getFirst().runs()).hasSize(2);
        reproduce(yaml, 1, new Watcher(100), temp.resolve("one"));
        assertThat(results(temp.resolve("one"))).isEqualTo(results(temp.resolve("two")));
        String tooDear = yaml.replace("qpu.size: 4", "qpu.size: 4, qpu.budget: 1ms");
        Watcher watcher = new Watcher(100);
        List<CurveOutcome> refused =
                reproduce(tooDear, 1, watcher, temp.resolve("dear")).orElseThrow();
        assertThat(refused.getFirst().failure()).contains("budget");
        assertThat(watcher.failures).containsExactly("quantum");
    }

    @Test
    void whatWasStoppedEndsWithTheSameNumbersAsWhatWasNot() throws Exception {
        Path whole = temp.resolve("whole");
        Watcher watcher = new Watcher(100);
        List<CurveOutcome> outcomes = reproduce(OWN, 2, watcher, whole).orElseThrow();
        assertThat(watcher.runs).hasSize(6);
        assertThat(watcher.failures).containsExactly("gradient");
        assertThat(outcomes).extracting(outcome -> outcome.runs().size()).containsExactly(3, 0, 3);
        assertThat(outcomes.get(1).failure()).contains("backprop");
        assertThat(whole.resolve("results.json")).isNotEmptyFile();
        assertThat(whole.resolve("own.png")).isNotEmptyFile();
        assertThat(whole.resolve(".lock")).doesNotExist();

        Path stopped = temp.resolve("stopped");
        Watcher first = new Watcher(2);
        assertThat(reproduce(OWN, 1, first, stopped)).isEmpty();
        assertThat(first.runs).containsExactly("paper4", "paper5");
        assertThat(stopped.resolve("results.json")).doesNotExist();
        Files.writeString(
                stopped.resolve("own/paper-seed5.json"), "{\"half"); // as a machine that lost its power leaves it

        Watcher second = new Watcher(100);
        assertThat(reproduce(OWN, 1, second, stopped)).isPresent();
        assertThat(second.runs).containsExactly("paper5", "paper6", "ours4", "ours5", "ours6");
        assertThat(results(stopped)).isEqualTo(results(whole));
    }

    @Test
    void aRecordMadeWithOtherSettingsIsNotUsed() {
        String annealing = OWN.replaceAll("(?m)^  - \\{name: (gradient|ours).*\n", "");
        for (String yaml : List.of(
                annealing,
                annealing.replace("move: single-spin", "move: heat-bath"),
                annealing.replace("move: single-spin", "sweeps: 2"),
                annealing.replace("epochs: 2", "epochs: 1"),
                annealing.replace("validation: 50", "validation: 51"),
                annealing.replace("crop: centred", "crop: author").replace("small-cnn", "mlp"))) {
            Watcher watcher = new Watcher(100);
            reproduce(yaml, 1, watcher, temp);
            assertThat(watcher.runs).as(yaml).containsExactly("paper4", "paper5", "paper6");
            Watcher again = new Watcher(100);
            reproduce(yaml, 1, again, temp);
            assertThat(again.runs).as(yaml).isEmpty();
        }
    }

    @Test
    void testImagesAreScoredAfterTheLastEpochWhereThereAreSome() {
        String yaml = OWN.replaceAll("(?m)^  - \\{name: (gradient|ours).*\n", "");
        CurveResult without = reproduce(yaml, 1, new Watcher(100), temp.resolve("without"))
                .orElseThrow()
                .getFirst()
                .result();
        assertThat(without.meanTest()).isNull();

        // the held-out images of this set are its test images too, and all of them are drawn: both scores are one
        DataSet digits = Runs.DIGITS;
        DataSet tested = DataSet.of("digits", digits.training(), digits.validation(), digits.validation());
        int all = Objects.requireNonNull(digits.validation()).count();
        Path out = temp.resolve("with");
        String whole = yaml.replace("validation: 50", "validation: " + all);
        CurveResult with = reproduce(whole, tested, 2, new Watcher(100), out)
                .orElseThrow()
                .getFirst()
                .result();
        assertThat(with.meanTest()).isCloseTo(with.meanFinal(), within(1e-12));
        assertThat(with.sdTest()).isCloseTo(with.sdFinal(), within(1e-12));
        assertThat(with.meanFinal()).isNotEqualTo(without.meanFinal());
    }
}
