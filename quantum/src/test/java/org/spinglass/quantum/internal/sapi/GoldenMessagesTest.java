// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.Golden;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.topology.WorkingGraph;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages against those of D-Wave's own client. */
class GoldenMessagesTest {

    @TestFactory
    List<DynamicTest> problemsAreWrittenAndReadAsByTheOfficialClient() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode vector : Golden.dwave("qp_encode.json").path("vectors")) {
            tests.add(DynamicTest.dynamicTest(vector.path("name").asString(), () -> {
                WorkingGraph graph = graph(vector.path("solver"));
                QubitProblem problem = problem(vector);
                JsonNode expected = vector.path("expect");
                assertThat(QpProblem.write(problem, graph)).isEqualTo(expected);
                QubitProblem back = QpProblem.read(expected, graph);
                assertThat(back.qubits()).isEqualTo(problem.qubits());
                assertThat(back.fields()).isEqualTo(problem.fields());
                assertThat(back.couplings())
                        .isEqualTo(Arrays.stream(problem.couplings())
                                .filter(value -> value != 0)
                                .toArray());
                assertThat(back.offset()).isEqualTo(problem.offset());
                assertThat(QpProblem.write(back, graph)).isEqualTo(expected);
            }));
        }
        assertThat(tests).hasSize(11);
        return tests;
    }

    private static WorkingGraph graph(JsonNode solver) {
        int[] qubits = Golden.ints(solver.path("qubits"));
        int[] couplers = new int[2 * solver.path("couplers").size()];
        for (int e = 0; e < couplers.length; e++) {
            couplers[e] = solver.path("couplers").get(e / 2).get(e % 2).intValue();
        }
        return new WorkingGraph(qubits[qubits.length - 1] + 1, qubits, couplers);
    }

    /** Both directions of a pair add, unless they say the same thing twice. */
    private static QubitProblem problem(JsonNode vector) {
        Map<Integer, Double> fields = new TreeMap<>();
        JsonNode linear = vector.path("linear");
        for (int i = 0; i < linear.size(); i++) {
            if (vector.path("linear_is_list").asBoolean()) {
                fields.put(i, linear.get(i).doubleValue());
            } else {
                fields.put(linear.get(i).get(0).intValue(), linear.get(i).get(1).doubleValue());
            }
        }
        boolean isUndirected = vector.path("undirected_biases").asBoolean();
        Map<List<Integer>, Double> couplings =
                new TreeMap<>((a, b) -> a.get(0).equals(b.get(0)) ? a.get(1) - b.get(1) : a.get(0) - b.get(0));
        for (JsonNode entry : vector.path("quadratic")) {
            int p = Math.min(entry.get(0).intValue(), entry.get(1).intValue());
            int q = Math.max(entry.get(0).intValue(), entry.get(1).intValue());
            fields.putIfAbsent(p, 0.0);
            fields.putIfAbsent(q, 0.0);
            couplings.merge(List.of(p, q), entry.get(2).doubleValue(), isUndirected ? (a, b) -> a : Double::sum);
        }
        return new QubitProblem(
                fields.keySet().stream().mapToInt(Integer::intValue).toArray(),
                fields.values().stream().mapToDouble(Double::doubleValue).toArray(),
                couplings.keySet().stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .toArray(),
                couplings.values().stream().mapToDouble(Double::doubleValue).toArray(),
                vector.path("offset").doubleValue());
    }

    @TestFactory
    List<DynamicTest> answersAreReadAndWrittenAsByTheOfficialClient() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode vector : Golden.dwave("qp_decode.json").path("vectors")) {
            tests.add(DynamicTest.dynamicTest(vector.path("name").asString(), () -> {
                JsonNode message = vector.path("message");
                JsonNode expected = vector.path("expect");
                QubitAnswer answer = QpAnswer.read("id", message.path("answer"), 0);
                assertThat(answer.qubits()).isEqualTo(Golden.ints(expected.path("active_variables")));
                assertThat(answer.energies())
                        .isEqualTo(JsonMapper.shared().treeToValue(expected.path("energies"), double[].class));
                boolean isRaw = expected.path("num_occurrences").isNull();
                int[] ones = new int[answer.rows()];
                Arrays.fill(ones, 1);
                assertThat(answer.occurrences())
                        .isEqualTo(isRaw ? ones : Golden.ints(expected.path("num_occurrences")));
                boolean isQubo = message.path("type").asString().equals("qubo");
                int at = 0;
                for (JsonNode row : expected.path("samples_on_active_variables")) {
                    for (JsonNode value : row) {
                        int spin = isQubo ? 2 * value.intValue() - 1 : value.intValue();
                        assertThat(answer.spins()[at++]).isEqualTo((byte) spin);
                    }
                }
                assertThat(answer.spins()).hasSize(at);
                boolean isPadded = answer.rows() == 1 && answer.qubits().length == 5;
                if (!message.path("answer").has("offset") && !isPadded) {
                    assertThat((Object) QpAnswer.write(
                                    answer,
                                    isRaw ? AnswerMode.RAW : AnswerMode.HISTOGRAM,
                                    message.path("answer").path("num_variables").intValue()))
                            .isEqualTo(message.path("answer"));
                }
            }));
        }
        assertThat(tests).hasSize(9);
        return tests;
    }

    @Test
    void theRecordedSolverIsReadAndWrittenBack() {
        JsonNode list = exchangeBody(0);
        assertThat(SolverJson.isProcessor(list.get(0))).isFalse();
        JsonNode solver = list.get(1);
        assertThat(SolverJson.isProcessor(solver)).isTrue();
        ProcessorProperties properties = SolverJson.read(solver);
        assertThat(properties.name()).isEqualTo("Emulated_QPU1.1");
        assertThat(properties.graphId()).isEqualTo("01emu00001");
        assertThat(properties.graph().couplers()).containsExactly(30, 31, 31, 32, 32, 33);
        assertThat(properties.qubitCouplingRange()).isEqualTo(new Range(-18, 15));
        assertThat(properties.parameters()).contains("flux_biases", "label").hasSize(18);
        assertThat(properties.others()).containsEntry("max_anneal_schedule_points", 12);
        String written = SolverJson.write(properties, solver.path("description").asString())
                .toString();
        assertThat(JsonMapper.shared().readTree(written).equals(solver))
                .as(written)
                .isTrue();
    }

    @Test
    void recordedJobsAndStatesAreReadAndWrittenBack() {
        WorkingGraph graph = SolverJson.read(exchangeBody(0).get(1)).graph();
        int jobs = 0;
        int states = 0;
        for (JsonNode exchange : Golden.dwave("sapi_exchanges.json").path("exchanges")) {
            if (exchange.path("method").asString().equals("POST")) {
                byte[] raw = Base64.getDecoder()
                        .decode(exchange.path("raw_body_base64").asString());
                JsonNode body = JsonMapper.shared().readTree(Deflate.decompress(raw, 1 << 20));
                JobMessage message = JobMessage.of(body.get(0));
                assertThat((Object) message.toJson()).isEqualTo(body.get(0));
                if (message.params().path("num_reads").asInt(1) > 0) {
                    AnnealJob job = message.job(graph);
                    assertThat(job.problem().qubits()[0]).isEqualTo(30);
                    jobs++;
                }
            }
            String path = exchange.path("path").asString();
            if (path.contains("/problems/") && !path.matches(".*/(info|answer|messages)")) {
                JsonNode body = JsonMapper.shared()
                        .readTree(exchange.path("response_body").asString());
                JsonNode state = body.isArray() ? body.get(0) : body;
                assertThat((Object) ProblemStatus.of(state).toJson()).isEqualTo(state);
                states++;
            }
        }
        assertThat(jobs).isEqualTo(4);
        assertThat(states).isEqualTo(14);
    }

    private static JsonNode exchangeBody(int index) {
        return JsonMapper.shared()
                .readTree(Golden.dwave("sapi_exchanges.json")
                        .path("exchanges")
                        .get(index)
                        .path("response_body")
                        .asString());
    }
}
