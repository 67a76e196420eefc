// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.lab.settings.LabException;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

class EnsembleTrainingTest {
    private static final int MEMBERS = 3;

    @TempDir
    private Path temp;

    private static RunConfiguration asked(int threads, @Nullable String augment, @Nullable Integer members) {
        return new RunConfiguration(
                "small-cnn",
                "digits",
                null,
                60,
                50,
                "response",
                "sa",
                "single-spin",
                4,
                2,
                7,
                threads,
                false,
                "centred",
                null,
                false,
                null,
                null,
                augment,
                null,
                members,
                null,
                Map.of());
    }

    /** Ends the run in the second epoch of one of the networks. */
    private static final class Stop implements RunObserver {
        private final int member;
        private int present;

        Stop(int member) {
            this.member = member;
        }

        @Override
        public void memberBegins(int number, int epochsDone) {
            present = number;
        }

        @Override
        public boolean stepDone(TrainingListener.Step step) {
            return present != member || step.epoch() < 2;
        }

        @Override
        public void epochDone(EpochReport report) {
            // nothing is kept
        }

        @Override
        public void warning(String message) {
            throw new AssertionError(message);
        }
    }

    private static RunOutcome train(RunConfiguration asked, Path out, RunObserver observer) {
        try (TrainingRun run = Runs.begin(asked, out)) {
            return run.train(observer).orElseThrow();
        }
    }

    private static RunOutcome resume(RunConfiguration asked, Path out) {
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(out), Runs.plan(asked), RunData.of(Runs.DIGITS))) {
            return run.train(new Runs.Watcher(null)).orElseThrow();
        }
    }

    @Test
    void networksDifferAndAnswerTogether() {
        RunOutcome outcome = train(asked(2, null, MEMBERS), temp.resolve("run"), new Runs.Watcher(null));
        Model model = Model.read(temp.resolve("run"));
        assertThat(model.members()).hasSize(MEMBERS).doesNotHaveDuplicates();
        float[] image = new float[(int) model.card().input().values()];
        float[] together = model.outputs(image, 1);
        for (int k = 0; k < together.length; k++) {
            double mean = 0;
            for (Weights member : model.members()) {
                mean += new Model(member, model.card()).outputs(image, 1)[k] / (double) MEMBERS;
            }
            assertThat((double) together[k]).isCloseTo(mean, within(1e-6));
        }
        Summary.Ensemble ensemble = Objects.requireNonNull(outcome.summary().ensemble());
        assertThat(ensemble.members()).isEqualTo(MEMBERS);
        assertThat(ensemble.validationAccuracy()).isBetween(0.1, 1.0);
        assertThat(ensemble.seconds()).isGreaterThan(outcome.summary().seconds());
    }

    @Test
    void theFirstNetworkIsThatOfARunWithoutOthers() throws IOException {
        train(asked(1, null, MEMBERS), temp.resolve("three"), new Runs.Watcher(null));
        train(asked(2, null, null), temp.resolve("one"), new Runs.Watcher(null));
        assertThat(temp.resolve("three/weights.safetensors"))
                .hasBinaryContent(Files.readAllBytes(temp.resolve("one/weights.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRunStoppedInAnyNetworkGoesOnToTheSameBits(int member) throws IOException {
        Path whole = temp.resolve("whole");
        Path stopped = temp.resolve("stopped");
        train(asked(1, "signs", MEMBERS), whole, new Runs.Watcher(null));
        Summary first =
                train(asked(2, "signs", MEMBERS), stopped, new Stop(member)).summary();
        assertThat(first.isInterrupted()).isTrue();
        assertThat(Model.read(stopped).members()).hasSize(Math.max(1, member - 1));
        assertThat(resume(asked(1, "signs", MEMBERS), stopped).summary().isInterrupted())
                .isFalse();
        for (String file : new String[] {"weights", "members/2", "members/3"}) {
            assertThat(stopped.resolve(file + ".safetensors"))
                    .hasBinaryContent(Files.readAllBytes(whole.resolve(file + ".safetensors")));
        }
        assertThatThrownBy(() -> resume(asked(1, "signs", MEMBERS), stopped))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("the run is done, with all of its 2 epochs");
    }

    @Test
    void augmentationChangesWhatIsLearnt() throws IOException {
        train(asked(1, null, null), temp.resolve("plain"), new Runs.Watcher(null));
        train(asked(1, "shift=0.1", null), temp.resolve("moved"), new Runs.Watcher(null));
        assertThat(Files.readAllBytes(temp.resolve("moved/weights.safetensors")))
                .isNotEqualTo(Files.readAllBytes(temp.resolve("plain/weights.safetensors")));
    }

    @Test
    void whatHasNoEffectOrIsOutOfRangeIsRefused() {
        assertThatThrownBy(() -> asked(1, "sign", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("augment: 'sign'; expected signs, photos");
        assertThatThrownBy(() -> asked(1, null, 1001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ensemble is 1001; expected 2 to 1000");
    }
}
