// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.work.SpreadReads;
import org.spinglass.lab.work.WorkTask;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceException;
import org.spinglass.lab.work.WorkplaceProvider;
import org.spinglass.training.TrainingListener;

/** Two executors, each a process of its own, one of which dies. */
class LocalClusterTest {
    @TempDir
    Path temp;

    @Test
    void anExecutorThatDiesChangesNothing() throws InterruptedException, IOException {
        WorkplaceProvider spark = WorkplaceProvider.find("spark").orElseThrow();
        try (Workplace place = spark.open("local-cluster[2,1,1024]", Map.of(), "tests")) {
            for (int k = 0; k < 600 && place.slots() < 2; k++) {
                Thread.sleep(100); // on a busy machine an executor may come seconds after the other
            }
            assertThat(place.slots()).isEqualTo(2);
            List<WorkTask> tasks = new ArrayList<>();
            for (byte k = 0; k < 4; k++) {
                tasks.add(new WorkTask(Tasks.Deadly.class, new byte[] {k}, List.of()));
            }
            Heard heard = new Heard(false);
            place.run(tasks, heard);
            assertThat(heard.results.values().stream().map(result -> (int) result[0]))
                    .containsExactly(0, 1, 2, 3);

            aNetworkThatBothTrain(place);
            aWideNetworkThatBothTrain(place);
            imagesThatStayInTheirFiles(place);
            filesThatCannotBeRead(place);

            PlainIsing model = Problems.graph(90);
            SolveRequest request = SolveRequest.of(3)
                    .withSampler(SimulatedAnnealing.singleSpin())
                    .withReads(40)
                    .withSweeps(20);
            try (SpreadReads spread = new SpreadReads(place)) {
                Solution there = Solver.solve(model, request.withDrawing(spread));
                assertThat(there.samples().samples(0))
                        .isEqualTo(Solver.solve(model, request).samples().samples(0));
            }
        }
    }

    /** Executors that train one network together die on the way: first both, and later one of those in their place. */
    private void aNetworkThatBothTrain(Workplace place) {
        try (TrainingRun run = Problems.sharded(temp.resolve("here"), 4, null, costs -> {})) {
            run.train(new Watching(Integer.MAX_VALUE));
        }
        AtomicInteger killed = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        try (TrainingRun run =
                Problems.sharded(temp.resolve("there"), 4, place, costs -> taken.set(costs.takenOver()))) {
            run.train(new Watching(Integer.MAX_VALUE) {
                @Override
                public boolean stepDone(TrainingListener.Step step) {
                    if (step.epoch() % 2 == 0 && step.step() == 1) {
                        killed.addAndGet(killExecutors(step.epoch() == 2 ? 2 : 1));
                    }
                    return true;
                }
            });
        }
        assertThat(killed.get()).isBetween(2, 3);
        assertThat(taken.get()).isPositive();
        for (String file : List.of("weights.safetensors", "model.json")) {
            assertThat(temp.resolve("there").resolve(file))
                    .hasSameBinaryContentAs(temp.resolve("here").resolve(file));
        }
    }

    /** Blocks of a wide layer are annealed by both executors, one of which dies on the way. */
    private void aWideNetworkThatBothTrain(Workplace place) {
        try (TrainingRun run = Problems.wide(temp.resolve("wide-here"), 3, null, costs -> {})) {
            run.train(new Watching(Integer.MAX_VALUE));
        }
        AtomicInteger killed = new AtomicInteger();
        AtomicReference<String> line = new AtomicReference<>("");
        try (TrainingRun run = Problems.wide(temp.resolve("wide-there"), 3, place, costs -> line.set(costs.line()))) {
            run.train(new Watching(Integer.MAX_VALUE) {
                @Override
                public boolean stepDone(TrainingListener.Step step) {
                    if (step.epoch() == 2 && step.step() == 1) {
                        killed.addAndGet(killExecutors(1));
                    }
                    return true;
                }
            });
        }
        assertThat(killed.get()).isEqualTo(1);
        assertThat(line.get()).contains(" anneals on executors ");
        assertThat(temp.resolve("wide-there").resolve("weights.safetensors"))
                .hasSameBinaryContentAs(temp.resolve("wide-here").resolve("weights.safetensors"));
    }

    /** An executor that reads its own part of the samples dies, and another reads it in its place. */
    private void imagesThatStayInTheirFiles(Workplace place) throws IOException {
        Problems.writeIdx(temp.resolve("digits"));
        String address = temp.resolve("digits").toUri().toString();
        try (TrainingRun run = Problems.inPlace(temp.resolve("stored-here"), address, "signs", 2, null)) {
            run.train(new Watching(Integer.MAX_VALUE));
        }
        AtomicInteger killed = new AtomicInteger();
        try (TrainingRun run = Problems.inPlace(temp.resolve("stored-there"), address, "signs", 2, place)) {
            run.train(new Watching(Integer.MAX_VALUE) {
                @Override
                public boolean stepDone(TrainingListener.Step step) {
                    if (step.epoch() == 1 && step.step() == 2) {
                        killed.addAndGet(killExecutors(1));
                    }
                    return true;
                }
            });
        }
        assertThat(killed.get()).isEqualTo(1);
        assertThat(temp.resolve("stored-there").resolve("weights.safetensors"))
                .hasSameBinaryContentAs(temp.resolve("stored-here").resolve("weights.safetensors"));
    }

    /** Files that are there when a training begins, and not where it is done. */
    private void filesThatCannotBeRead(Workplace place) throws IOException {
        Path images = temp.resolve("digits").resolve("train-images-idx3-ubyte");
        String address = temp.resolve("digits").toUri().toString();
        byte[] all = Files.readAllBytes(images);
        try (TrainingRun run = Problems.inPlace(temp.resolve("cut-off"), address, null, 1, place)) {
            Files.write(images, Arrays.copyOf(all, all.length / 3));
            assertThatThrownBy(() -> run.train(new Watching(Integer.MAX_VALUE)))
                    .isInstanceOf(WorkplaceException.class)
                    .hasMessageContaining(", executor ")
                    .hasMessageContaining("train-images-idx3-ubyte: has become shorter");
        }
        Files.write(images, all);
        try (TrainingRun run = Problems.inPlace(temp.resolve("missing"), address, null, 1, place)) {
            Files.delete(images);
            assertThatThrownBy(() -> run.train(new Watching(Integer.MAX_VALUE)))
                    .isInstanceOf(WorkplaceException.class)
                    .hasMessageContaining(", executor ")
                    .hasMessageContaining("train-images-idx3-ubyte: cannot be read: no such file");
        }
        assertThat(temp.resolve("missing")).doesNotExist();
    }

    /** Executors are the only processes that the tests begin. */
    private static int killExecutors(int count) {
        return (int) ProcessHandle.current()
                .children()
                .limit(count)
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }
}
