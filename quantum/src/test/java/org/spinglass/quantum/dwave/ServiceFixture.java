// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Topology;

/** A service with faults, a client of it, and jobs with answers that are known. */
abstract class ServiceFixture {
    @TempDir
    Path temp;

    private Workers workers;
    FaultyService service;

    @BeforeEach
    void start() throws IOException {
        workers = Workers.of(1);
        service = new FaultyService(processor());
    }

    /** The service anew, in TLS. */
    void restart(HttpsConfigurator tls) throws IOException {
        service.close();
        service = new FaultyService(processor(), tls);
    }

    private Processor processor() {
        Topology topology = Topology.of("chimera", List.of(1));
        return new EmulatedProcessor(topology, topology.graph(), EmulatorOptions.standard(7), workers);
    }

    @AfterEach
    void stop() {
        service.close();
        workers.close();
    }

    Environment environment() {
        return new Environment(Map.of(), "Linux", temp, temp);
    }

    /** A processor of the service, with more options by name and value. */
    Processor open(String... more) {
        Map<String, String> given = new HashMap<>(Map.of(
                "config_file",
                "false",
                "token",
                FaultyService.TOKEN,
                "endpoint",
                service.address(),
                "request_timeout",
                "10",
                "http_retry_total",
                "3",
                "cache_enabled",
                "false"));
        for (int k = 0; k < more.length; k += 2) {
            given.put(more[k], more[k + 1]);
        }
        return DwaveProcessors.open(given, environment(), null);
    }

    /** s0 = +1 by its field, s4 opposite to it; the constant makes the lowest energy -1.5. */
    static AnnealJob job(int reads) {
        QubitProblem problem =
                new QubitProblem(new int[] {0, 4}, new double[] {-1, 0}, new int[] {0, 4}, new double[] {1}, 0.5);
        return new AnnealJob(problem, AnnealParameters.of(reads).withAnnealingTime(5), "two spins");
    }

    /** Jobs of 5, 6, ... reads. */
    static List<AnnealJob> jobs(int count) {
        List<AnnealJob> jobs = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            jobs.add(job(5 + k));
        }
        return jobs;
    }

    /** The answers to {@link #jobs}. */
    static void assertRight(List<QubitAnswer> answers) {
        assertThat(answers).isNotEmpty();
        for (int k = 0; k < answers.size(); k++) {
            assertRight(answers.get(k), 5 + k);
        }
    }

    /** The answer to a {@link #job}. */
    static void assertRight(QubitAnswer answer, int reads) {
        assertThat(answer.qubits()).containsExactly(0, 4);
        assertThat(answer.spins()).startsWith(1, -1);
        assertThat(answer.energies()[0]).isEqualTo(-1.5);
        assertThat(Arrays.stream(answer.occurrences()).sum()).isEqualTo(reads);
        assertThat(answer.accessTime()).isPositive();
    }
}
