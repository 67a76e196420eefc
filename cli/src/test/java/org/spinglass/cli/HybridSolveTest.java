// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.qpuserver.ConstrainedSolver;
import org.spinglass.qpuserver.EmulatorServer;
import org.spinglass.qpuserver.HybridSolver;
import org.spinglass.qpuserver.ServerOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code solve --sampler dwave-hybrid} against a service of our own. */
class HybridSolveTest {
    @TempDir
    private Path temp;

    private Workers workers;
    private EmulatorServer server;
    private Path problem;
    private Path config;

    @BeforeEach
    void start() throws IOException {
        workers = Workers.of(1);
        server = EmulatorServer.start(
                List.of(),
                List.of(new HybridSolver("H", workers, 1)),
                List.of(new ConstrainedSolver("C", new ConstrainedModels(workers), 1)),
                ServerOptions.local("secret"));
        config = Files.writeString(
                temp.resolve("dwave.conf"),
                "[defaults]\ntoken = secret\nendpoint = " + server.endpoint() + "\ncache_enabled = false\n");
        // a ring of five: at most four edges are cut
        problem = Files.writeString(temp.resolve("ring.rudy"), "5 5\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n1 5 1\n");
    }

    @AfterEach
    void stop() {
        server.close();
        workers.close();
    }

    private Cli.Result solve(String... more) {
        List<String> all = new ArrayList<>(
                List.of("solve", problem.toString(), "--sampler", "dwave-hybrid", "--qpu", "config=" + config));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void theValueIsInTheSenseOfTheFile() {
        Cli.Result result = solve("--json", "--time-limit", "2s");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode answer = JsonMapper.shared().readTree(result.out());
        assertThat(answer.path("bestValue").asDouble()).isEqualTo(4);
        assertThat(answer.path("sampler").asString()).isEqualTo("dwave-hybrid");
        assertThat(answer.path("options").path("solver").asString()).isEqualTo("H");
        assertThat(answer.path("options").path("timeLimit").asDouble()).isEqualTo(2);
        assertThat(server.submissions()).isEqualTo(1);
    }

    /** The best of 10, 13, 18 and 31 that weigh no more than 10 together, and a spin that is to be down. */
    @Test
    void aModelOfNamedVariablesIsSolvedWhole() throws IOException {
        problem = Files.writeString(
                temp.resolve("bag.lp"),
                "Maximize\n value: 10 a + 13 b + 18 c + 31 d - 2 n\nSubject To\n weight: 2 a + 3 b + 4 c + 7 d <= 10\n"
                        + " least: n >= 3\nBounds\n n <= 9\nGeneral\n n\nBinary\n a b c d\nEnd\n");
        Cli.Result result = solve("--json", "--time-limit", "2s");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode answer = JsonMapper.shared().readTree(result.out());
        assertThat(answer.path("objective").asDouble()).isEqualTo(38);
        assertThat(answer.path("values").path("d").asInt()).isEqualTo(1);
        assertThat(answer.path("values").path("n").asInt()).isEqualTo(3);
        assertThat(server.submissions()).isEqualTo(1);
        Path cqm = temp.resolve("bag.cqm");
        assertThat(Cli.run("convert", problem.toString(), cqm.toString()).code())
                .isZero();
        problem = cqm;
        Cli.Result again = solve("--time-limit", "2s");
        assertThat(again.out())
                .contains("objective -38, feasible")
                .contains("C ran for ")
                .contains(" s; done")
                .contains("d = 1");
    }

    /** One file, one answer: of the simulators, an emulated processor with chains and all, and a service. */
    @Test
    void theSameFileIsSolvedByAllThatCanSolveIt() throws IOException {
        problem = Files.writeString(
                temp.resolve("shifts.lp"),
                "Minimize\n cost: 3 ann + 4 bob + 6 cy + [ 4 ann * bob - 4 bob * cy ] / 2\nSubject To\n"
                        + " two: ann + bob + cy = 2\n early: hour >= 2\n late: hour + ann <= 3\nBounds\n hour <= 3\n"
                        + "General\n hour\nBinary\n ann bob cy\nEnd\n");
        JsonNode served = JsonMapper.shared()
                .readTree(solve("--json", "--time-limit", "1s").out());
        // ann and bob 7 + 2, ann and cy 9, bob and cy 10 - 2
        assertThat(served.path("objective").asDouble()).isEqualTo(8);
        assertThat(served.path("feasible").asBoolean()).isTrue();
        for (String sampler : List.of("auto", "sa", "memetic", "emulator")) {
            Cli.Result result = Cli.run("solve", problem.toString(), "--json", "--sampler", sampler);
            assertThat(result.code()).as(result.err()).isZero();
            JsonNode answer = JsonMapper.shared().readTree(result.out());
            assertThat(answer.path("objective").asDouble()).as(sampler).isEqualTo(8);
            assertThat(answer.path("feasible").asBoolean()).isTrue();
            for (String name : List.of("ann", "bob", "cy")) {
                assertThat(answer.path("values").path(name))
                        .as(sampler)
                        .isEqualTo(served.path("values").path(name));
            }
        }
    }

    @Test
    void whatAServiceSaysOfAModelIsTold() throws IOException {
        problem = Files.writeString(temp.resolve("m.lp"), "Minimize\n o: a\nBinary\n a\nEnd\n");
        Cli.Result result = solve("--time-limit", "100ms");
        assertThat(result.code()).isNotZero();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err())
                .contains("time_limit is 0.1; a problem of 1 variables, 0 constraints and 1 biases needs at least 1 s");
    }

    @Test
    void aTimeBelowTheSolversIsRefusedBeforeAnythingIsSent() {
        Cli.Result result = solve("--time-limit", "10ms");
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).contains("the time limit is 0.01 s; H takes 1.081 s to 86400 s for 5 variables");
        assertThat(result.code()).isNotZero();
        assertThat(server.submissions()).isZero();
    }

    @Test
    void aSolverThatIsNotThereIsNamed() {
        Cli.Result result = solve("--qpu", "solver=none");
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err())
                .contains("Solver with the requested features not available")
                .contains("has H");
    }
}
