// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MessagesTest {
    private static final WorkingGraph GRAPH =
            new WorkingGraph(5760, new int[] {30, 31, 32, 33}, new int[] {30, 31, 31, 32, 32, 33});

    private static QubitProblem pair() {
        return new QubitProblem(
                new int[] {30, 31}, new double[] {-0.5, 0.5}, new int[] {30, 31}, new double[] {-1}, 0.25);
    }

    /** The worked example of D-Wave's manual. */
    @Test
    void aProblemOfTwoQubitsIsWrittenAsDocumented() {
        JsonNode data = QpProblem.write(pair(), GRAPH);
        assertThat(data.path("lin").asString()).isEqualTo("AAAAAAAA4L8AAAAAAADgPwAAAAAAAPh/AAAAAAAA+H8=");
        assertThat(data.path("quad").asString()).isEqualTo("AAAAAAAA8L8=");
        assertThat(data.path("offset").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void qubitsAndCouplersThatDoNotWorkAreNamed() {
        QubitProblem missing = new QubitProblem(new int[] {29}, new double[] {1}, new int[0], new double[0], 0);
        assertThatThrownBy(() -> QpProblem.write(missing, GRAPH)).hasMessageContaining("qubit 29 is not");
        QubitProblem far = new QubitProblem(new int[] {30, 32}, new double[2], new int[] {30, 32}, new double[] {1}, 0);
        assertThatThrownBy(() -> QpProblem.write(far, GRAPH)).hasMessageContaining("coupler (30, 32) is not");
    }

    @Test
    void dataThatDoesNotFitTheProcessorIsRefused() {
        ObjectNode data = QpProblem.write(pair(), GRAPH);
        assertThatThrownBy(() -> QpProblem.read(data.deepCopy().put("quad", ""), GRAPH))
                .hasMessageContaining("quad has 0 bytes; expected 8");
        assertThatThrownBy(() -> QpProblem.read(data.deepCopy().put("lin", "AAAAAAAA4L8="), GRAPH))
                .hasMessageContaining("lin has 8 bytes; expected 32 for 4 qubits");
        assertThatThrownBy(() -> QpProblem.read(data.deepCopy().put("lin", "!"), GRAPH))
                .hasMessageContaining("lin is \"!\"; expected base64");
        assertThatThrownBy(() -> QpProblem.read(data.deepCopy().put("format", "bq"), GRAPH))
                .hasMessageContaining("format is \"bq\"; expected \"qp\"");
        assertThatThrownBy(() -> QpProblem.read(data.deepCopy().put("quad", "AAAAAAAA+H8="), GRAPH))
                .hasMessageContaining("NaN; expected a finite number");
    }

    @Test
    void zerosAndOnesBecomeSpinsOfTheSameEnergy() {
        ObjectNode json = new JobMessage(
                        new SolverIdentity("any", null),
                        "qubo",
                        QpProblem.write(pair(), GRAPH),
                        JsonMapper.shared().createObjectNode(),
                        "")
                .toJson();
        QubitProblem spins = JobMessage.of(json).job(GRAPH).problem();
        for (int state = 0; state < 4; state++) {
            int x = state & 1;
            int y = state >> 1;
            double energy = spins.energy(new byte[] {(byte) (2 * x - 1), (byte) (2 * y - 1)}, 0);
            assertThat(energy).isEqualTo(-0.5 * x + 0.5 * y - x * y);
        }
    }

    @Test
    void aJobComesBackWithAllItsParameters() {
        AnnealParameters parameters = AnnealParameters.of(7)
                .withAnnealingTime(2.5)
                .withAnswerMode(AnswerMode.RAW)
                .withAutoScale(false)
                .with("anneal_schedule", List.of(List.of(0, 0), List.of(2.5, 1)))
                .with("reduce_intersample_correlation", true);
        AnnealJob job = new AnnealJob(pair(), parameters, "two qubits");
        JobMessage message = JobMessage.of(job, properties());
        JobMessage read =
                JobMessage.of(JsonMapper.shared().readTree(message.toJson().toString()));
        AnnealJob back = read.job(GRAPH);
        assertThat(back.parameters()).isEqualTo(parameters);
        assertThat(back.label()).isEqualTo("two qubits");
        assertThat(back.problem().couplings()).containsExactly(-1);
        assertThat(back.problem().offset()).isZero();
        assertThat(read.solver())
                .isEqualTo(new SolverIdentity(
                        "Emulated_pegasus16", message.solver().graphId()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1})
    void aSeedGoesToProcessorsThatKnowIt(long seed) {
        AnnealJob job = new AnnealJob(pair(), AnnealParameters.of(1), "x", seed);
        String sent = JobMessage.of(job, properties()).toJson().toString();
        assertThat(JobMessage.of(JsonMapper.shared().readTree(sent)).job(GRAPH).seed())
                .hasValue(seed);
        assertThat(JobMessage.of(job, withoutSeeds()).toJson().toString())
                .doesNotContain("seed")
                .doesNotContain("x_");
    }

    private static ProcessorProperties withoutSeeds() {
        ProcessorProperties own = properties();
        Set<String> parameters = new HashSet<>(own.parameters());
        assertThat(parameters.remove("x_seed")).isTrue();
        return new ProcessorProperties(
                own.name(),
                own.graphId(),
                own.topology(),
                own.graph(),
                own.fieldRange(),
                own.couplingRange(),
                own.extendedCouplingRange(),
                own.qubitCouplingRange(),
                own.groupCouplingRange(),
                own.readsRange(),
                own.annealingTimeRange(),
                own.defaultAnnealingTime(),
                own.runTimeRange(),
                parameters,
                own.others());
    }

    private static ProcessorProperties properties() {
        Topology topology = Topology.of("pegasus", List.of(16));
        return new EmulatedProcessor(topology, GRAPH, EmulatorOptions.standard(1), Workers.of(1)).properties();
    }

    @Test
    void parametersOfAnotherKindAreNamed() {
        ObjectNode json = JobMessage.of(new AnnealJob(pair(), AnnealParameters.of(1), ""), properties())
                .toJson();
        assertThat(job(json, "{}").parameters()).isEqualTo(AnnealParameters.of(1));
        assertThatThrownBy(() -> job(json, "{\"num_reads\": 1.5}")).hasMessageContaining("num_reads is 1.5");
        assertThatThrownBy(() -> job(json, "{\"x_seed\": 0.5}"))
                .hasMessageContaining("x_seed is 0.5; expected a whole");
        assertThatThrownBy(() -> job(json, "{\"x_seed\": 9223372036854775808}")).hasMessageContaining("of 64 bits");
        assertThat(job(json, "{}").seed()).isEmpty();
        assertThatThrownBy(() -> job(json, "{\"answer_mode\": 3}")).hasMessageContaining("answer_mode is 3");
        assertThatThrownBy(() -> job(json, "{\"auto_scale\": \"x\"}")).hasMessageContaining("auto_scale is \"x\"");
        assertThat(job(json, "{\"initial_state\": [1, 1]}").parameters().answerMode())
                .isEqualTo(AnswerMode.RAW);
        assertThatThrownBy(() -> JobMessage.of(json.deepCopy().put("type", 3)))
                .hasMessageContaining("type is 3; expected a text");
    }

    private static AnnealJob job(ObjectNode json, String params) {
        ObjectNode other = json.deepCopy();
        other.set("params", JsonMapper.shared().readTree(params));
        return JobMessage.of(other).job(GRAPH);
    }

    @Test
    void propertiesOfEmulatedProcessorsComeBack() {
        for (String type : new String[] {"chimera", "pegasus", "zephyr"}) {
            Topology topology = Topology.of(type, List.of(3));
            WorkingGraph whole = topology.graph();
            WorkingGraph graph = Faults.random(whole, 0.05, 0.01, 3).removedFrom(whole);
            ProcessorProperties properties =
                    new EmulatedProcessor(topology, graph, EmulatorOptions.standard(1), Workers.of(1)).properties();
            String json = SolverJson.write(properties, "emulated").toString();
            ProcessorProperties back = SolverJson.read(JsonMapper.shared().readTree(json));
            assertThat(back.graph().fingerprint()).isEqualTo(graph.fingerprint());
            assertThat(back.graph().couplers()).isEqualTo(graph.couplers());
            assertThat(back.topology()).isEqualTo(topology);
            assertThat(back.parameters()).isEqualTo(properties.parameters());
            assertThat(back.others()).containsAllEntriesOf(properties.others());
            assertThat(back.groupCouplingRange()).isEqualTo(properties.groupCouplingRange());
            assertThat(back.runTimeRange()).isEqualTo(properties.runTimeRange());
        }
    }

    @Test
    void propertiesThatCannotBeAreNamed() {
        ObjectNode solver = SolverJson.write(properties(), "emulated");
        ObjectNode properties = (ObjectNode) solver.path("properties");
        properties.putArray("h_range").add(4).add(-4);
        assertThatThrownBy(() -> SolverJson.read(solver))
                .hasMessage("solver Emulated_pegasus16: h_range is [4,-4]; expected two numbers in order");
        properties.putArray("h_range").add(-4).add(4);
        properties.putArray("couplers").addArray().add(30).add(40);
        assertThatThrownBy(() -> SolverJson.read(solver)).hasMessageContaining("joins 40");
        properties.put("num_qubits", 5);
        assertThatThrownBy(() -> SolverJson.read(solver)).hasMessageContaining("num_qubits is 5; expected 5760");
    }

    @Test
    void deflatedMessagesComeBackAndBrokenOnesAreRefused() {
        byte[] message = "spin ".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        byte[] small = Deflate.compress(message);
        assertThat(small.length).isLessThan(message.length / 50);
        assertThat(Deflate.decompress(small, message.length)).isEqualTo(message);
        assertThatThrownBy(() -> Deflate.decompress(small, message.length - 1)).hasMessageContaining("more than 24999");
        assertThatThrownBy(() -> Deflate.decompress(Arrays.copyOf(small, small.length / 2), 1 << 20))
                .hasMessageContaining("ends early");
        assertThatThrownBy(() -> Deflate.decompress(message, 1 << 20)).hasMessageContaining("no deflate stream");
    }

    @Test
    void errorsAreReadFromWhateverComes() {
        assertThat(SapiError.of(400, "{\"error_code\": 404, \"error_msg\": \"gone\"}"))
                .isEqualTo(new SapiError(404, "gone"));
        assertThat(SapiError.of(502, "Bad Gateway\n")).isEqualTo(new SapiError(502, "Bad Gateway"));
        assertThat(SapiError.of(500, "")).isEqualTo(new SapiError(500, ""));
        assertThat(SapiError.of(503, "[1]")).isEqualTo(new SapiError(503, "[1]"));
        assertThat(SapiError.isError(new SapiError(409, "done").toJson())).isTrue();
    }

    @Test
    void mediaTypesMatchInVersionThreeOnly() {
        MediaType type = MediaType.PROBLEMS;
        assertThat(type.versioned()).isEqualTo("application/vnd.dwave.sapi.problems+json; version=3.0.0");
        assertThat(type.matches("application/vnd.dwave.sapi.problems+json; version=3.1; charset=utf-8"))
                .isTrue();
        assertThat(type.matches("application/vnd.dwave.sapi.problems+json;version=2.0.0"))
                .isFalse();
        assertThat(type.matches("application/vnd.dwave.sapi.problems+json")).isFalse();
        assertThat(type.matches("application/vnd.dwave.sapi.problem+json; version=3.0.0"))
                .isFalse();
        assertThat(type.matches(null)).isFalse();
    }
}
