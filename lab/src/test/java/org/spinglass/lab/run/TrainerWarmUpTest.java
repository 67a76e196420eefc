// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.ImageSize;

/** What is trained beside the reading of the data ends with it, and changes nothing. */
final class TrainerWarmUpTest {
    @TempDir
    Path temp;

    private static boolean begin(TrainerWarmUp warmUp, String data) {
        return warmUp.begin(
                Runs.plan(Runs.asked(2, 1, 20)),
                Runs.spec(),
                new DataChoice(data, null, ImageSize.STANDARD, false, null));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("spinglass-warm-up"))
                .toList();
    }

    @Test
    void endsWhenItIsClosed() throws InterruptedException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
        List<Thread> before = threads();
        TrainerWarmUp warmUp = new TrainerWarmUp();
        assertThat(begin(warmUp, "cifar-10")).isTrue();
        List<Thread> begun =
                threads().stream().filter(thread -> !before.contains(thread)).toList();
        assertThat(begun).hasSize(1);
        warmUp.close();
        begun.getFirst().join(60_000);
        assertThat(begun.getFirst().isAlive()).isFalse();
    }

    @Test
    void dataOfAnUnknownShapeHasNone() {
        try (TrainerWarmUp warmUp = new TrainerWarmUp()) {
            assertThat(begin(warmUp, temp.toString())).isFalse();
        }
    }

    @Test
    void theTrainingBesideItIsTheSame() {
        Path alone = temp.resolve("alone");
        Path beside = temp.resolve("beside");
        try (TrainingRun run = Runs.begin(Runs.asked(2, 1, 20), alone)) {
            run.train(new Runs.Watcher(null));
        }
        try (TrainerWarmUp warmUp = new TrainerWarmUp();
                TrainingRun run = Runs.begin(Runs.asked(2, 1, 20), beside)) {
            begin(warmUp, "digits");
            run.train(new Runs.Watcher(null));
        }
        assertThat(beside.resolve("weights.safetensors")).hasSameBinaryContentAs(alone.resolve("weights.safetensors"));
    }
}
