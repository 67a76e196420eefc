// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.lab.samplers.OpenSampler;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.samplers.SamplerPlan;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.LabException;

/** What is opened is opened once, and closed; what only describes opens nothing. */
final class OpeningTest {
    @TempDir
    private Path temp;

    private static RunConfiguration asked(int epochs) {
        return Runs.asked(epochs, 1, 50);
    }

    @Test
    void aRunOpensItsTrainerOnceAndClosesIt() {
        CountingPlan plan = new CountingPlan(asked(2).trainer().plan(Runs.spec()));
        try (TrainingRun run = TrainingRun.begin(
                new RunPlan(asked(2), plan), Runs.spec(), RunData.of(Runs.DIGITS), temp.resolve("run"))) {
            assertThat(plan.events()).containsExactly("open");
            run.train(new Runs.Watcher(null));
        }
        assertThat(plan.events()).containsExactly("open", "train", "close");
        CountingPlan more = new CountingPlan(asked(3).trainer().plan(Runs.spec()));
        try (TrainingRun run = TrainingRun.resume(
                RunFolder.open(temp.resolve("run")), new RunPlan(asked(3), more), RunData.of(Runs.DIGITS))) {
            run.train(new Runs.Watcher(null));
        }
        assertThat(more.events()).containsExactly("open", "train", "close");
    }

    @Test
    void whatFailsAfterTheOpeningClosesToo() throws Exception {
        CountingPlan plan = new CountingPlan(asked(2).trainer().plan(Runs.spec()));
        Path taken = Files.createDirectory(temp.resolve("taken"));
        Files.writeString(taken.resolve("mine"), "mine");
        assertThatThrownBy(() ->
                        TrainingRun.begin(new RunPlan(asked(2), plan), Runs.spec(), RunData.of(Runs.DIGITS), taken))
                .isInstanceOf(LabException.class);
        assertThat(plan.events().stream().filter("open"::equals).count())
                .isEqualTo(plan.events().stream().filter("close"::equals).count());
        CountingPlan never = new CountingPlan(asked(2).trainer().plan(Runs.spec()));
        assertThatThrownBy(() -> TrainingRun.begin(
                        new RunPlan(asked(2), never), Runs.spec(), RunData.of(Runs.noise(30, 0)), temp.resolve("few")))
                .isInstanceOf(RuntimeException.class);
        assertThat(never.events()).isEmpty();
    }

    @Test
    void anEmulatorsThreadsEndWithIt() throws Exception {
        List<Thread> before = threads();
        SamplerPlan plan =
                SamplerKind.EMULATOR.plan(GivenSettings.ofTexts(Map.of("size", "2", "reads", "20", "time", "1")));
        assertThat(threads()).isEqualTo(before);
        SparseIsing pair = SparseIsing.of(new int[] {0}, new int[] {1}, new float[] {-1}, new float[2], 0);
        Sampler used;
        try (OpenSampler open = plan.open(3)) {
            used = open.sampler();
            used.sample(pair, SamplingRequest.of(1, 1));
            used.sample(pair, SamplingRequest.of(1, 2));
            assertThat(open.totals().calls()).isEqualTo(2);
            assertThat(open.totals().reads()).isEqualTo(40);
            assertThat(threads()).hasSizeGreaterThan(before.size());
        }
        for (Thread thread : threads()) {
            if (!before.contains(thread)) {
                thread.join(10_000);
            }
        }
        assertThat(threads()).isEqualTo(before);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        Objects.requireNonNullElse(thread.getName(), "").startsWith("spinglass-"))
                .filter(Thread::isAlive)
                .toList();
    }

    @Test
    void whatWouldHaveNoEffectOnAQuantumAnnealerIsRefused() {
        for (String setting : List.of("sweeps", "temperature", "order")) {
            assertThatThrownBy(() -> emulated(Map.of(setting, setting.equals("order") ? "random" : "8"), null)
                            .trainer()
                            .plan(Runs.spec())
                            .options())
                    .hasMessageContaining("setting '" + setting + "' has no effect with sampler emulator");
        }
        assertThatThrownBy(() -> emulated(Map.of(), "single-spin")).hasMessageContaining("move is 'single-spin'");
        assertThat(emulated(Map.of("qpu.reads", "7"), null)
                        .trainer()
                        .plan(Runs.spec())
                        .options())
                .containsEntry("sampler", "emulator")
                .containsKey("batch")
                .doesNotContainKeys("sweeps", "temperature");
    }

    private static RunConfiguration emulated(
            Map<String, String> settings, @org.jspecify.annotations.Nullable String move) {
        return new RunConfiguration(
                "small-cnn",
                "digits",
                null,
                60,
                50,
                "response",
                "emulator",
                move,
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
                settings);
    }
}
