// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
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
                List.of(), List.of(new HybridSolver("H", workers, 1)), ServerOptions.local("secret"));
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
        List<String> all = new java.util.ArrayList<>(
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
