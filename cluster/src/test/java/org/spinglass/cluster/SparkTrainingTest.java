// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.data.DataSet;
import org.spinglass.lab.run.Evaluation;
import org.spinglass.lab.run.EvaluationStoppedException;
import org.spinglass.lab.run.ModelTrial;
import org.spinglass.lab.run.RunFolder;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.ShardCosts;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.model.Model;

/** Trainings on a cluster come to what they come to on one machine. */
class SparkTrainingTest extends OnSpark {
    /** A training of one network, here or spread over a workplace. */
    @FunctionalInterface
    private interface Spread {
        TrainingRun begin(Path out, @Nullable Workplace place, Consumer<ShardCosts> told) throws IOException;
    }

    /** Trains here and there, and compares the weights; what the costs of the latter came to, in words. */
    private String comparedCosts(Spread spread) throws IOException {
        AtomicReference<String> line = new AtomicReference<>("");
        try (TrainingRun run = spread.begin(temp.resolve("here"), null, costs -> {})) {
            run.train(new Watching(2));
        }
        try (TrainingRun run = spread.begin(temp.resolve("there"), place(), costs -> line.set(costs.line()))) {
            run.train(new Watching(2));
        }
        requireSame("there", "here");
        return Objects.requireNonNull(line.get());
    }

    @Test
    void weightsAreThoseOfOneMachine() throws IOException {
        train(temp.resolve("here"), null, null, Integer.MAX_VALUE);
        train(temp.resolve("there"), null, place(), Integer.MAX_VALUE);
        requireSame("there", "here");
    }

    @Test
    void ensemblesAreThoseOfOneMachine() throws IOException {
        train(temp.resolve("here"), 3, null, Integer.MAX_VALUE);
        train(temp.resolve("there"), 3, place(), Integer.MAX_VALUE);
        for (String file : List.of("weights.safetensors", "members/2.safetensors", "members/3.safetensors")) {
            assertThat(temp.resolve("there").resolve(file))
                    .hasSameBinaryContentAs(temp.resolve("here").resolve(file));
        }
    }

    @Test
    void evaluationsAreThoseOfOneMachine() throws IOException {
        train(temp.resolve("run"), 3, null, Integer.MAX_VALUE);
        Model model = Model.read(temp.resolve("run"));
        DataSet digits = Problems.data().set();
        Evaluation here = new ModelTrial(model, null, null, () -> true).on(digits, "training");
        Evaluation there = new ModelTrial(model, null, place(), () -> true).on(digits, "training");
        assertThat(there).isEqualTo(here);
        assertThat(here.count()).isEqualTo(2000);
        assertThatThrownBy(() -> new ModelTrial(model, null, place(), () -> false).on(digits, "training"))
                .isInstanceOf(EvaluationStoppedException.class);
        assertThatThrownBy(() -> new ModelTrial(model, null, null, () -> false).on(digits, "training"))
                .isInstanceOf(EvaluationStoppedException.class);
    }

    /** One network that all places train, its samples in shards. */
    @Test
    void shardsComeToTheWeightsOfOneMachine() throws IOException {
        String line = comparedCosts((out, place, told) -> Problems.sharded(out, 2, place, told));
        assertThat(line).startsWith("3 steps of").contains("shards taken over: 0");
    }

    /** Convolutions that are annealed as one have one visit a step, of sums that all places make. */
    @Test
    void groupsComeToTheWeightsOfOneMachine() throws IOException {
        String line = comparedCosts((out, place, told) -> Problems.grouped(out, 2, place, told));
        assertThat(line).contains("shards taken over: 0");
        assertThat(temp.resolve("there").resolve("config.yaml")).content().contains("together: 2");
    }

    /** A wide layer is annealed in blocks by all places. */
    @Test
    void blocksComeToTheWeightsOfOneMachine() throws IOException {
        String line = comparedCosts((out, place, told) -> Problems.wide(out, 2, place, told));
        assertThat(line).contains(" anneals on executors ").endsWith("shards taken over: 0, blocks: 0");
    }

    /** A training in shards that was stopped goes on here or there. */
    @Test
    void shardsGoOnAnywhere() throws IOException {
        try (TrainingRun run = Problems.sharded(temp.resolve("here"), 3, null, costs -> {})) {
            run.train(new Watching(3));
        }
        for (boolean isThere : List.of(true, false)) {
            Path out = temp.resolve("stopped-" + isThere);
            try (TrainingRun run = Problems.sharded(out, 3, isThere ? null : place(), costs -> {})) {
                run.train(new Watching(1));
            }
            assertThat(out.resolve("summary.json")).content().contains("\"interrupted\" : true");
            RunPlan plan = Problems.shardedPlan(3, isThere ? place() : null, costs -> {});
            try (TrainingRun run = TrainingRun.resume(RunFolder.open(out), plan, Problems.data())) {
                assertThat(run.epochsDone()).isEqualTo(1);
                run.train(new Watching(3));
            }
            requireSame(out.getFileName().toString(), "here");
        }
    }

    /** Images that stay in their files, as they are and deformed, come to the weights of one machine. */
    @ParameterizedTest
    @ValueSource(strings = {"", "shift=0.05,rotation=8"})
    void imagesThatStayInTheirFilesComeToTheSameWeights(String how) throws IOException {
        Path folder = temp.resolve("digits");
        Problems.writeIdx(folder);
        String address = folder.toUri().toString();
        String deform = how.isEmpty() ? null : how;
        try (TrainingRun run = Problems.inPlace(temp.resolve("here"), address, deform, 2, null)) {
            run.train(new Watching(2));
        }
        try (TrainingRun run = Problems.inPlace(temp.resolve("there"), address, deform, 2, place())) {
            run.train(new Watching(2));
        }
        requireSame("there", "here");
        assertThat(temp.resolve("there").resolve("contact-sheet.png")).exists();
        assertThat(temp.resolve("there").resolve("data.json")).content().contains("whose training images stay there");
    }

    @Test
    void aRunThatIsStoppedKeepsItsEpochs() throws IOException {
        train(temp.resolve("there"), null, place(), 1);
        assertThat(temp.resolve("there").resolve("checkpoint")).exists();
        assertThat(Files.readAllLines(temp.resolve("there").resolve("metrics.csv")))
                .hasSizeBetween(2, 400);
        assertThat(temp.resolve("there").resolve("summary.json")).content().contains("\"interrupted\" : true");
    }

    private void requireSame(String one, String other) {
        for (String file : List.of("weights.safetensors", "model.json")) {
            assertThat(temp.resolve(one).resolve(file))
                    .hasSameBinaryContentAs(temp.resolve(other).resolve(file));
        }
    }

    private static void train(Path out, @Nullable Integer ensemble, @Nullable Workplace place, int epochs)
            throws IOException {
        try (TrainingRun run = Problems.training(out, 5, ensemble == null && epochs == 1 ? 400 : 3, ensemble, place)) {
            run.train(new Watching(epochs));
        }
    }
}
