// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import org.spinglass.quantum.dwave.ConfigException;
import org.spinglass.quantum.dwave.DwaveClient;
import org.spinglass.quantum.dwave.DwaveConfig;
import org.spinglass.quantum.dwave.DwaveHybrid;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.dwave.HybridAnswer;
import org.spinglass.quantum.dwave.HybridJob;
import org.spinglass.quantum.dwave.HybridSampler;
import org.spinglass.quantum.dwave.NotSubmittedException;
import org.spinglass.quantum.dwave.SapiException;
import org.spinglass.quantum.dwave.SolverFilter;
import org.spinglass.quantum.dwave.SolverInfo;
import org.spinglass.quantum.emulator.EmulatedProcessor;

/** Our client of hybrid solvers against the service. */
@Timeout(120)
class HybridClientTest extends HybridFixture {
    @TempDir
    private Path temp;

    private Map<String, String> given(String... more) {
        Map<String, String> given = new HashMap<>(Map.of(
                "config_file",
                "false",
                "token",
                "secret",
                "endpoint",
                server.endpoint().toString(),
                "cache_enabled",
                "false",
                "http_retry_total",
                "3"));
        for (int k = 0; k < more.length; k += 2) {
            given.put(more[k], more[k + 1]);
        }
        return given;
    }

    private DwaveHybrid open(String... more) {
        Environment environment = new Environment(Map.of(), "Linux", temp, temp);
        return DwaveClient.open(DwaveConfig.load(given(more), environment), environment)
                .hybrid();
    }

    private static PlainIsing complete(int n, long seed) {
        Random random = new Random(seed);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            builder.addField(i, random.nextInt(-5, 6));
            for (int j = 0; j < i; j++) {
                builder.addCoupling(j, i, random.nextInt(-5, 6) + 0.25);
            }
        }
        return builder.addOffset(3.5).build();
    }

    @Test
    void groundStatesComeBackVariableByVariable() {
        try (DwaveHybrid solver = open()) {
            assertThat(solver.name()).isEqualTo(HybridSolver.USUAL_NAME);
            for (int n : new int[] {1, 2, 18}) {
                PlainIsing model = complete(n, n);
                HybridAnswer answer = solver.solve(model, HybridJob.standard(), () -> true);
                double least = new ExactSearch()
                        .sample(model, SamplingRequest.of(1, 0))
                        .best()
                        .energy();
                assertThat(model.energy(0, answer.states().getFirst())).isEqualTo(least);
                assertThat(answer.timing()).containsKeys("run_time", "charge_time", "qpu_access_time");
            }
        }
        assertThat(server.submissions()).isEqualTo(3);
    }

    @Test
    void filesOfManyPartsArriveWhole() {
        PlainIsing model = complete(1000, 3); // 1,000 * 999 * 12 bytes: three parts
        try (DwaveHybrid solver = open()) {
            HybridAnswer answer =
                    solver.solve(model, HybridJob.standard().withTimeLimit(Duration.ofSeconds(4)), () -> true);
            assertThat(answer.states()).hasSize(1);
            assertThat(model.energy(0, answer.states().getFirst())).isLessThan(-60_000);
        }
    }

    @Test
    void failuresOfTheServiceAreOutlived() throws IOException {
        for (FaultPlan faults : List.of(
                FaultPlan.first("POST", "multipart", Fault.status(503), Fault.cut(), Fault.lost()),
                FaultPlan.first("PUT", "part", Fault.cut(), Fault.status(500), Fault.lost()),
                FaultPlan.first("GET", "status", Fault.lost(), Fault.status(502)),
                FaultPlan.first("POST", "combine", Fault.lost(), Fault.cut()),
                FaultPlan.first("POST", "problems", Fault.lost()))) {
            server.close();
            server = EmulatorServer.start(
                    List.of(),
                    List.of(new HybridSolver("other", workers, 1)),
                    ServerOptions.local("secret").withFaults(faults));
            try (DwaveHybrid solver = open()) {
                HybridAnswer answer = solver.solve(complete(6, 1), HybridJob.standard(), () -> true);
                assertThat(answer.states()).hasSize(1);
            }
            assertThat(server.submissions()).isEqualTo(1);
        }
    }

    @Test
    void whatTheSolverWouldNotTakeIsNotSent() {
        try (DwaveHybrid solver = open()) {
            assertThat(solver.leastSeconds(1)).isEqualTo(1);
            assertThat(solver.leastSeconds(5500)).isEqualTo(6.5);
            assertThat(solver.leastSeconds(2_000_000)).isEqualTo(600);
            long before = server.requests();
            HybridJob hasty = HybridJob.standard().withTimeLimit(Duration.ofMillis(10));
            assertThatThrownBy(() -> solver.solve(complete(2, 1), hasty, () -> true))
                    .isInstanceOf(NotSubmittedException.class)
                    .hasMessage("the time limit is 0.01 s; " + HybridSolver.USUAL_NAME
                            + " takes 1.021 s to 86400 s for 2 variables");
            assertThat(server.requests()).isEqualTo(before);
        }
        assertThatThrownBy(() -> open("solver", "{\"name\": \"none\"}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has " + HybridSolver.USUAL_NAME);
        assertThatThrownBy(() -> open("token", "wrong")).isInstanceOf(SapiException.class);
    }

    @Test
    void eachProgramFindsItsSolverAmongSeveral() throws IOException {
        server.close();
        EmulatedProcessor chip = ServerFixture.emulated(1);
        server = EmulatorServer.start(
                List.of(chip), List.of(new HybridSolver("H", workers, 1)), ServerOptions.local("secret"));
        Environment environment = new Environment(Map.of(), "Linux", temp, temp);
        try (DwaveClient client = DwaveClient.open(DwaveConfig.load(given(), environment), environment)) {
            assertThat(client.solvers(SolverFilter.parse("{\"hybrid\": true}")).stream()
                            .map(SolverInfo::name))
                    .containsExactly("H");
            assertThat(client.solvers(SolverFilter.parse("{\"supported_problem_types__contains\": \"ising\"}")).stream()
                            .map(SolverInfo::name))
                    .containsExactly(chip.properties().name());
            assertThat(client.processor().properties().name())
                    .isEqualTo(chip.properties().name());
        }
        try (DwaveHybrid solver = open("client", "qpu")) {
            assertThat(solver.name()).isEqualTo("H");
        }
    }

    @Test
    void whoGivesUpCancels() {
        PlainIsing model = complete(300, 2);
        try (DwaveHybrid solver = open()) {
            HybridJob hour = HybridJob.standard().withTimeLimit(Duration.ofHours(1));
            assertThatThrownBy(() -> solver.solve(model, hour, () -> server.submissions() == 0))
                    .isInstanceOf(CancellationException.class);
            HybridAnswer next = solver.solve(complete(3, 1), HybridJob.standard(), () -> true);
            assertThat(next.states()).hasSize(1); // the solver is free again
        }
    }

    @Test
    void itIsASamplerLikeOthers() {
        PlainIsing model = complete(12, 4);
        try (DwaveHybrid solver = open()) {
            HybridSampler sampler = new HybridSampler("dwave-hybrid", solver, null, "mine");
            SampleSet found = sampler.sample(model, SamplingRequest.of(1, 7));
            double least = new ExactSearch()
                    .sample(model, SamplingRequest.of(1, 0))
                    .best()
                    .energy();
            assertThat(found.best().energy()).isEqualTo(least);
            assertThat(found.provenance().options())
                    .containsEntry("solver", HybridSolver.USUAL_NAME)
                    .containsKey("run_time");
            assertThatThrownBy(
                            () -> sampler.sample(model, SamplingRequest.of(1, 7).withStop(StopRule.energy(0))))
                    .hasMessageContaining("a target is given");
            SampleSet cancelled =
                    sampler.sample(complete(300, 1), SamplingRequest.of(1, 7).withProgress(progress -> false));
            assertThat(cancelled.provenance().cancelled()).isTrue();
        }
    }
}
