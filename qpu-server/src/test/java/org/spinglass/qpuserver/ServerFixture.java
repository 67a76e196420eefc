// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.ProblemStatus;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import org.spinglass.quantum.topology.Topology;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A served processor, requests to it byte by byte, and jobs with answers that are known. */
abstract class ServerFixture {
    static final Topology CHIMERA = Topology.of("chimera", List.of(1));
    static final ProcessorProperties PROPERTIES = emulated(1).properties();

    final ExactProcessor exact = new ExactProcessor(PROPERTIES);
    EmulatorServer server;

    static EmulatedProcessor emulated(long seed) {
        return new EmulatedProcessor(CHIMERA, CHIMERA.graph(), EmulatorOptions.standard(seed), Workers.of(1));
    }

    @BeforeEach
    void start() throws IOException {
        server = EmulatorServer.start(List.of(exact), ServerOptions.local("secret"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Another service in place of the first. */
    void restart(Processor processor, ServerOptions options) throws IOException {
        server.close();
        server = EmulatorServer.start(List.of(processor), options);
    }

    /** The response to a request, with more headers by name and value; empty ones are left out. */
    RawHttp.Response send(String method, String target, MediaType type, String body, String... headers)
            throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of("X-Auth-Token", "secret", "Accept", type.versioned()));
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1].isEmpty()) {
                all.remove(headers[i]);
            } else {
                all.put(headers[i], headers[i + 1]);
            }
        }
        return RawHttp.send(
                server.endpoint(), method, "/sapi/v2/" + target, all, body.getBytes(StandardCharsets.UTF_8));
    }

    RawHttp.Response get(String target, MediaType type, String... headers) throws IOException {
        return send("GET", target, type, "", headers);
    }

    /** Two coupled spins, five times; the ground state is -1, -1 of energy -1.5, -2 without the offset. */
    static ObjectNode job(String label) {
        QubitProblem problem =
                new QubitProblem(new int[] {0, 4}, new double[] {1, 0}, new int[] {0, 4}, new double[] {-1}, 0.5);
        return JobMessage.of(new AnnealJob(problem, AnnealParameters.of(5), label), PROPERTIES)
                .toJson();
    }

    static String jobs(ObjectNode... jobs) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        for (ObjectNode job : jobs) {
            list.add(job);
        }
        return list.toString();
    }

    /** The id of a problem that is handed over. */
    String submitted(String label) throws IOException {
        RawHttp.Response response = send("POST", "problems/", MediaType.PROBLEMS, jobs(job(label)));
        ProblemStatus status = ProblemStatus.of(response.json().get(0));
        assertThat(status.state()).isEqualTo(State.PENDING);
        return status.id();
    }

    /** The state of a problem, and its answer, once it has ended. */
    ProblemStatus ended(String id) throws IOException {
        JsonNode list =
                get("problems/?id=" + id + "&timeout=20", MediaType.PROBLEMS).json();
        assertThat(list.get(0).has("answer")).isFalse();
        return ProblemStatus.of(get("problems/" + id, MediaType.PROBLEM).json());
    }

    List<String> listed(String query) throws IOException {
        List<String> ids = new ArrayList<>();
        get("problems/?" + query, MediaType.PROBLEMS)
                .json()
                .forEach(state -> ids.add(state.path("id").asString()));
        return ids;
    }
}
