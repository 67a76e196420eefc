// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataException;
import org.spinglass.data.DataStore;
import org.spinglass.data.StoredFiles;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.lab.work.HereWorkplace;
import org.spinglass.lab.work.SharedBytes;
import org.spinglass.lab.work.SpreadReads;
import org.spinglass.lab.work.WorkTask;
import org.spinglass.lab.work.WorkplaceException;
import org.spinglass.lab.work.WorkplaceProvider;
import org.spinglass.training.TrainingException;

class SparkWorkplaceTest extends OnSpark {
    @Test
    void tasksSayAndAnswer() {
        Heard heard = new Heard(false);
        try (SharedBytes shared = place().share(new byte[] {7})) {
            place().run(
                            List.of(
                                    new WorkTask(Tasks.Echo.class, new byte[] {3}, List.of(shared)),
                                    new WorkTask(Tasks.Echo.class, new byte[1 << 20], List.of(shared))),
                            heard);
        }
        assertThat(place().slots()).isEqualTo(2);
        assertThat(heard.results.get(0)).containsExactly(3, 7, 1);
        assertThat(heard.results.get(1)).containsExactly(0, 7, 1);
        assertThat(heard.told.get(0)).containsExactly((byte) 1, (byte) 2);
    }

    @Test
    void tasksThatAreToldToEndAnswerAllTheSame() {
        Heard heard = new Heard(true);
        place().run(List.of(new WorkTask(Tasks.Endless.class, new byte[] {5}, List.of())), heard);
        assertThat(heard.results.get(0)).containsExactly(42);
    }

    @Test
    void failuresOfTheProgramKeepTheirWords() {
        assertThatThrownBy(() -> place().run(
                                List.of(new WorkTask(Tasks.Failing.class, new byte[] {0}, List.of())),
                                new Heard(false)))
                .isInstanceOf(TrainingException.class)
                .hasMessage("the third layer does not fit");
        assertThatThrownBy(() -> place().run(
                                List.of(new WorkTask(Tasks.Failing.class, new byte[] {1}, List.of())),
                                new Heard(false)))
                .isInstanceOf(WorkplaceException.class)
                .hasMessageContaining("local[2]")
                .hasMessageContaining("a fault of the program");
    }

    /** Of work that has failed Spark begins no task more, whose bytes are taken back at once. */
    @Test
    void nothingIsBegunOnceWorkHasFailed() {
        List<String> errors = ErrorLog.during(() -> {
            try (SharedBytes shared = place().share(new byte[] {7})) {
                WorkTask failing = new WorkTask(Tasks.Failing.class, new byte[] {0}, List.of(shared));
                assertThatThrownBy(() -> place().run(Collections.nCopies(400, failing), new Heard(false)))
                        .isInstanceOf(TrainingException.class);
            }
            Heard heard = new Heard(true);
            place().run(List.of(new WorkTask(Tasks.Endless.class, new byte[] {5}, List.of())), heard);
            assertThat(heard.results.get(0)).containsExactly(42);
        });
        assertThat(errors).isEmpty();
    }

    static List<Sampler> samplers() {
        return List.of(
                SimulatedAnnealing.singleSpin(),
                SimulatedAnnealing.heatBath(),
                ParallelTempering.standard(),
                SimulatedBifurcation.discrete(),
                new TabuSearch(),
                new MemeticSearch());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void readsAreThoseOfOneMachine(Sampler sampler) {
        PlainIsing model = Problems.graph(90);
        SolveRequest request =
                SolveRequest.of(11).withSampler(sampler).withReads(75).withSweeps(6);
        try (SpreadReads spread = new SpreadReads(place());
                Workers two = Workers.of(2)) {
            Solution here = Solver.solve(model, request);
            Solution there = Solver.solve(model, request.withDrawing(spread).withWorkers(two));
            assertThat(there.samples().samples(0)).isEqualTo(here.samples().samples(0));
            assertThat(there.readEnergies()).isEqualTo(here.readEnergies());
            assertThat(there.moves()).isEqualTo(here.moves());
        }
    }

    /** Islands exchange their best states, and find the same on a cluster and here. */
    @Test
    void islandsAreThoseOfOneMachine() {
        PlainIsing model = Problems.graph(90);
        SolveRequest request = SolveRequest.of(11)
                .withSampler(new MemeticSearch())
                .withReads(20)
                .withSweeps(1300);
        try (HereWorkplace here = new HereWorkplace(1);
                SpreadReads one = new SpreadReads(here, OptionalInt.of(3));
                SpreadReads spread = new SpreadReads(place(), OptionalInt.of(3))) {
            Solution alone = Solver.solve(model, request.withDrawing(one));
            Solution there = Solver.solve(model, request.withDrawing(spread));
            assertThat(there.samples().samples(0)).isEqualTo(alone.samples().samples(0));
            assertThat(there.moves()).isEqualTo(alone.moves());
            assertThat(there.rounds().getFirst().options())
                    .containsEntry("islands", 3)
                    .containsEntry("exchanges", 1)
                    .containsEntry("place", "spark local[2]");
        }
    }

    /** With a time limit a search that grows is as many islands as there are places. */
    @Test
    void timedSearchesAreAnIslandAPlace() {
        SolveRequest request =
                SolveRequest.of(11).withSampler(new MergedAnnealing()).withTimeLimit(Duration.ofMillis(700));
        try (SpreadReads spread = new SpreadReads(place())) {
            Solution found = Solver.solve(Problems.graph(90), request.withDrawing(spread));
            assertThat(found.ended()).isEqualTo(Solution.End.TIME_LIMIT);
            assertThat(found.rounds().getLast().options()).containsEntry("islands", 2);
        }
    }

    /** Reads begin at given states there as here. */
    @Test
    void readsBeginAtGivenStates() {
        PlainIsing model = Problems.graph(90);
        SolveRequest request = SolveRequest.of(11)
                .withSampler(SimulatedAnnealing.singleSpin())
                .withReads(70)
                .withSweeps(4)
                .withStart(
                        List.of(Solver.solve(model, SolveRequest.of(3)).best().spins()));
        try (SpreadReads spread = new SpreadReads(place());
                Workers two = Workers.of(2)) {
            Solution here = Solver.solve(model, request);
            Solution there = Solver.solve(model, request.withDrawing(spread).withWorkers(two));
            assertThat(there.samples().samples(0)).isEqualTo(here.samples().samples(0));
            assertThat(there.readEnergies()).isEqualTo(here.readEnergies());
        }
    }

    @Test
    void targetsEndTheSearchEverywhere() {
        PlainIsing model = Problems.graph(90);
        SolveRequest request = SolveRequest.of(11)
                .withSampler(SimulatedAnnealing.singleSpin())
                .withReads(4)
                .withSweeps(2_000_000)
                .withTargetEnergy(-90);
        try (SpreadReads spread = new SpreadReads(place())) {
            Solution found = Solver.solve(model, request.withDrawing(spread));
            assertThat(found.ended()).isEqualTo(Solution.End.TARGET);
            assertThat(found.best().energy()).isLessThanOrEqualTo(-90);
        }
    }

    @Test
    void tasksAskAndAreAnswered() {
        Heard heard = new Heard(false) {
            @Override
            public byte[] asked(int task, byte[] question) {
                return new byte[] {(byte) (2 * question[0])};
            }
        };
        place().run(
                        List.of(
                                new WorkTask(Tasks.Asking.class, new byte[] {3}, List.of()),
                                new WorkTask(Tasks.Asking.class, new byte[] {1}, List.of())),
                        heard);
        assertThat(heard.results.get(0)).containsExactly(96);
        assertThat(heard.results.get(1)).containsExactly(64);
    }

    /** Hadoop's view of this machine's files tells the same as Java's. */
    @Test
    void hadoopReadsTheSameFiles() throws IOException {
        Path images = Problems.writeIdx(temp.resolve("digits"));
        URI folder = temp.resolve("digits").toUri();
        HadoopFiles hadoop = new HadoopFiles();
        assertThat(hadoop.reads("file")).isTrue();
        assertThat(hadoop.reads("hdfs")).isTrue();
        assertThat(hadoop.reads("gopher")).isFalse();
        assertThat(hadoop.list(folder))
                .extracting(StoredFiles.Entry::name)
                .containsExactly("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        StoredFiles.Entry first = hadoop.list(folder).getFirst();
        assertThat(first.length()).isEqualTo(Files.size(images));
        byte[] all = Files.readAllBytes(images);
        try (InputStream in = hadoop.open(first.address(), 1000)) {
            in.skipNBytes(234);
            assertThat(in.readNBytes(50)).isEqualTo(Arrays.copyOfRange(all, 1234, 1284));
        }
        assertThatThrownBy(() -> hadoop.list(temp.resolve("none").toUri()))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file or folder");
        assertThatThrownBy(() -> hadoop.open(temp.resolve("none").toUri(), 0))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file or folder");
    }

    /** A name node that nobody answers at is told in one line, and not after a quarter of an hour. */
    @Test
    void anHdfsThatIsNotThereIsToldInOneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String address = "hdfs://127.0.0.1:" + port + "/digits";
        assertThatThrownBy(() -> DataStore.inPlace(URI.create(address)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(address + ": cannot be read: ")
                .hasMessageContaining("refused")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aMasterThatIsNotThereIsToldInOneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        WorkplaceProvider spark = WorkplaceProvider.find("spark").orElseThrow();
        assertThatThrownBy(() -> spark.open("spark://127.0.0.1:" + port, Map.of(), "tests"))
                .isInstanceOf(WorkplaceException.class)
                .hasMessageContaining("no Spark master answers at spark://127.0.0.1:" + port)
                .hasMessageContaining("docs/cluster.md");
    }
}
