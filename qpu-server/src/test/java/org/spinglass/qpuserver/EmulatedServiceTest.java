// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.dwave.ConfigException;
import org.spinglass.quantum.dwave.DwaveProcessors;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/** The client against the emulated service. */
class EmulatedServiceTest {
    private static final String TOKEN = "EMU-0123456789abcdef";

    @TempDir
    private Path temp;

    private static EmulatedProcessor emulated(String type, int size, Workers workers) {
        Topology topology = Topology.of(type, List.of(size));
        EmulatorOptions options =
                EmulatorOptions.standard(3).withNoise(0, 0).withTemperature(4).withSweepsPerMicrosecond(20);
        return new EmulatedProcessor(topology, topology.graph(), options, workers);
    }

    private Map<String, String> given(EmulatorServer server, String... more) {
        Map<String, String> given = new HashMap<>(Map.of(
                "config_file",
                "false",
                "token",
                TOKEN,
                "endpoint",
                server.endpoint().toString()));
        for (int k = 0; k < more.length; k += 2) {
            given.put(more[k], more[k + 1]);
        }
        return given;
    }

    private Environment environment() {
        return new Environment(Map.of("XDG_CACHE_HOME", temp.toString()), "Linux", temp, temp);
    }

    /** All couplings of a graph ferromagnetic, with fields that make all spins up the lowest state. */
    private static AnnealJob ferromagnet(WorkingGraph graph, int reads) {
        int[] qubits = graph.qubits();
        double[] fields = new double[qubits.length];
        Arrays.fill(fields, -0.5);
        long[] pairs = IntStream.range(0, graph.couplers().length / 2)
                .mapToLong(c -> (long) graph.couplers()[2 * c] << 32 | graph.couplers()[2 * c + 1])
                .sorted()
                .toArray();
        int[] couplers = new int[2 * pairs.length];
        double[] couplings = new double[pairs.length];
        for (int c = 0; c < pairs.length; c++) {
            couplers[2 * c] = (int) (pairs[c] >>> 32);
            couplers[2 * c + 1] = (int) pairs[c];
            couplings[c] = -1;
        }
        QubitProblem problem = new QubitProblem(qubits, fields, couplers, couplings, 0.25);
        return new AnnealJob(problem, AnnealParameters.of(reads), "ferromagnet");
    }

    @Test
    void problemsOnAWholeProcessorAreSolvedThroughFaultsAndDelays() throws IOException {
        FaultPlan posts = FaultPlan.first("POST", "problems", Fault.lost(), Fault.throttled(0), Fault.status(503));
        FaultPlan gets = FaultPlan.first("GET", "problems", Fault.cut(), Fault.status(500), Fault.throttled(0));
        FaultPlan both = (method, path) -> {
            Fault fault = posts.next(method, path);
            return fault == null ? gets.next(method, path) : fault;
        };
        try (Workers workers = Workers.of(1);
                EmulatedProcessor processor = emulated("pegasus", 2, workers);
                EmulatorServer server = EmulatorServer.start(
                        List.of(processor),
                        ServerOptions.local(TOKEN)
                                .withDelay(Duration.ofMillis(30))
                                .withFaults(both));
                Processor client = DwaveProcessors.open(given(server), environment(), null)) {
            assertThat(client.properties().graph().couplers())
                    .isEqualTo(processor.properties().graph().couplers());
            AnnealJob job = ferromagnet(client.properties().graph(), 4);
            List<QubitAnswer> answers = client.anneal(List.of(job, job, job), () -> true);
            double ground = 0.25 - 0.5 * 40 - 164;
            for (QubitAnswer answer : answers) {
                assertThat(answer.energies()[0]).isEqualTo(ground);
                assertThat(answer.qubits()).isEqualTo(job.problem().qubits());
            }
            client.anneal(job);
            client.anneal(job);
            assertThat(server.submissions()).isEqualTo(5);
        }
    }

    @Test
    void theSameSeedGivesTheSameAnswersInEverySession() throws IOException {
        List<String> first = noisySession(11);
        assertThat(noisySession(11)).isEqualTo(first);
        assertThat(noisySession(12)).isNotEqualTo(first);
    }

    @Test
    void aSeedOfAJobFixesItsAnswerWhateverWasAskedBefore() throws IOException {
        Topology topology = Topology.of("chimera", List.of(2));
        EmulatorOptions options = EmulatorOptions.standard(3).withReadoutError(0.3);
        AnnealJob bare = ferromagnet(topology.graph(), 3);
        List<AnnealJob> jobs = IntStream.range(0, 3)
                .mapToObj(seed -> new AnnealJob(bare.problem(), bare.parameters(), "people's own", seed))
                .toList();
        List<String> direct;
        try (Workers workers = Workers.of(1);
                EmulatedProcessor processor = new EmulatedProcessor(topology, topology.graph(), options, workers)) {
            direct = rows(processor, jobs);
            assertThat(direct).doesNotHaveDuplicates();
        }
        try (Workers workers = Workers.of(1);
                EmulatedProcessor processor = new EmulatedProcessor(topology, topology.graph(), options, workers);
                EmulatorServer server = EmulatorServer.start(List.of(processor), ServerOptions.local(TOKEN));
                Processor client = DwaveProcessors.open(given(server), environment(), null)) {
            assertThat(rows(client, jobs.reversed())).isEqualTo(direct.reversed());
            assertThat(rows(client, jobs)).isEqualTo(direct);
        }
    }

    private static List<String> rows(Processor processor, List<AnnealJob> jobs) {
        return processor.anneal(jobs, () -> true).stream()
                .map(answer -> Arrays.toString(answer.spins()))
                .toList();
    }

    /** The rows of three equal problems and one more, read so badly that rows tell the random numbers behind them. */
    private List<String> noisySession(long seed) throws IOException {
        Topology topology = Topology.of("chimera", List.of(2));
        EmulatorOptions options = EmulatorOptions.standard(seed).withReadoutError(0.3);
        try (Workers workers = Workers.of(1);
                EmulatedProcessor processor = new EmulatedProcessor(topology, topology.graph(), options, workers);
                EmulatorServer server = EmulatorServer.start(List.of(processor), ServerOptions.local(TOKEN));
                Processor client = DwaveProcessors.open(given(server), environment(), null)) {
            AnnealJob job = ferromagnet(client.properties().graph(), 3);
            List<QubitAnswer> answers = new ArrayList<>(client.anneal(List.of(job, job, job), () -> true));
            answers.add(client.anneal(job));
            List<String> rows = answers.stream()
                    .map(answer -> Arrays.toString(answer.spins()))
                    .toList();
            assertThat(rows).doesNotHaveDuplicates();
            return rows;
        }
    }

    @Test
    void aMalformedAnswerToASubmissionIsNotSubmittedAgain() throws IOException {
        try (Workers workers = Workers.of(1);
                EmulatedProcessor processor = emulated("chimera", 1, workers);
                EmulatorServer server = EmulatorServer.start(
                        List.of(processor),
                        ServerOptions.local(TOKEN).withFaults(FaultPlan.first("POST", "problems", Fault.malformed())));
                Processor client = DwaveProcessors.open(given(server), environment(), null)) {
            AnnealJob job = ferromagnet(client.properties().graph(), 3);
            assertThat(client.anneal(job).energies()[0]).isEqualTo(0.25 - 0.5 * 8 - 16);
            assertThat(server.submissions()).isEqualTo(1);
        }
    }

    @Test
    void solversAreChosenByFeaturesAndAskedForAgain() throws IOException {
        try (Workers workers = Workers.of(1);
                EmulatedProcessor small = emulated("chimera", 1, workers);
                EmulatedProcessor large = emulated("zephyr", 2, workers);
                EmulatorServer server = EmulatorServer.start(List.of(small, large), ServerOptions.local(TOKEN))) {
            assertThat(nameOf(given(server))).isEqualTo("Emulated_zephyr2");
            long first = server.requests();
            assertThat(first).isEqualTo(2);
            assertThat(nameOf(given(server, "solver", "{\"topology__type\": \"chimera\"}")))
                    .isEqualTo("Emulated_chimera1");
            assertThat(server.requests() - first)
                    .as("another service may have been started at this address")
                    .isEqualTo(2);
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> nameOf(given(server, "solver", "{\"num_active_qubits__gt\": 5000}")))
                    .withMessageContaining("Emulated_zephyr2")
                    .withMessageContaining("num_active_qubits__gt");
        }
    }

    @Test
    void aRegionIsFoundInTheListOfRegions() throws IOException {
        try (Workers workers = Workers.of(1);
                EmulatedProcessor small = emulated("chimera", 1, workers);
                EmulatorServer server = EmulatorServer.start(List.of(small), ServerOptions.local(TOKEN))) {
            String metadata = server.endpoint().resolve("/metadata/v1").toString();
            Map<String, String> given = given(server, "metadata_api_endpoint", metadata, "region", "emu-1");
            given.remove("endpoint");
            assertThat(nameOf(given)).isEqualTo("Emulated_chimera1");
            given.put("region", "emu-2");
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> nameOf(given))
                    .withMessage("region is 'emu-2'; the service has emu-1, na-west-1");
        }
    }

    private String nameOf(Map<String, String> given) {
        try (Processor processor = DwaveProcessors.open(given, environment(), null)) {
            return processor.properties().name();
        }
    }
}
