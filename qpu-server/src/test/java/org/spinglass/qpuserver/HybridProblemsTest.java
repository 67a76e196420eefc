// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.quantum.internal.sapi.MediaType;
import tools.jackson.databind.JsonNode;

/** Problems of a hybrid solver, as D-Wave's client hands them over and reads their answers. */
@Timeout(120)
class HybridProblemsTest extends HybridFixture {

    @Test
    void theSolverSaysWhatTheClientLooksFor() throws IOException {
        JsonNode solver = send("GET", "solvers/remote/", MediaType.SOLVERS.versioned(), new byte[0])
                .json()
                .get(0);
        JsonNode properties = solver.path("properties");
        assertThat(solver.path("identity").path("name").asString()).isEqualTo(HybridSolver.USUAL_NAME);
        assertThat(properties.path("category").asString()).isEqualTo("hybrid");
        assertThat(properties.path("supported_problem_types").toString()).isEqualTo("[\"bqm\"]");
        assertThat(properties.path("minimum_time_limit").get(0).toString()).isEqualTo("[1,1.0]");
        assertThat(properties.path("parameters").has("time_limit")).isTrue();
        assertThat(properties.propertyNames())
                .contains(
                        "maximum_time_limit_hrs",
                        "maximum_number_of_variables",
                        "maximum_number_of_biases",
                        "quota_conversion_rate",
                        "version");
    }

    @Test
    void theAnswerIsTheBestStateWithTheNamesOfTheFile() throws IOException {
        String id = id(submit(uploaded(XY), "{\"time_limit\": 1.5}"));
        JsonNode answer = ended(id).path("answer");
        assertThat(answer.path("format").asString()).isEqualTo("bq");
        JsonNode data = answer.path("data");
        assertThat(data.path("type").asString()).isEqualTo("SampleSet");
        assertThat(data.path("variable_labels").toString()).isEqualTo("[\"x\",\"y\"]");
        assertThat(data.path("variable_type").asString()).isEqualTo("BINARY");
        assertThat(data.path("num_rows").asInt()).isEqualTo(1);
        assertThat(data.path("sample_data").path("data").toString()).isEqualTo("[[3]]");
        assertThat(data.path("vectors").path("energy").path("data").get(0).asDouble())
                .isEqualTo(-1);
        assertThat(data.path("info").propertyNames()).contains("run_time", "charge_time", "qpu_access_time");
    }

    @Test
    void aModelInTheMessageIsSolvedToo() throws IOException {
        String model =
                "{\"type\": \"BinaryQuadraticModel\", \"version\": {\"bqm_schema\": \"3.0.0\"}, \"use_bytes\": false,"
                        + " \"index_type\": \"int32\", \"bias_type\": \"float64\", \"num_variables\": 2, \"num_interactions\": 1,"
                        + " \"variable_labels\": [\"a\", 7], \"variable_type\": \"SPIN\", \"offset\": 0.5, \"info\": {},"
                        + " \"linear_biases\": [1, 0], \"quadratic_biases\": [1], \"quadratic_head\": [0], \"quadratic_tail\": [1]}";
        String job = "[{\"solver\": \"" + HybridSolver.USUAL_NAME + "\", \"data\": {\"format\": \"bq\", \"data\": "
                + model + "}, \"type\": \"bqm\", \"params\": {}}]";
        RawHttp.Response taken =
                send("POST", "problems/", MediaType.PROBLEMS.versioned(), job.getBytes(StandardCharsets.UTF_8));
        JsonNode data = ended(id(taken)).path("answer").path("data");
        assertThat(data.path("sample_data").path("data").toString()).isEqualTo("[[2]]");
        assertThat(data.path("vectors").path("energy").path("data").get(0).asDouble())
                .isEqualTo(-1.5);
        assertThat(data.path("variable_labels").toString()).isEqualTo("[\"a\",7]");
    }

    private static String id(RawHttp.Response taken) {
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        JsonNode state = taken.json().get(0);
        assertThat(state.path("status").asString("")).as(state.toString()).isEqualTo("PENDING");
        return state.path("id").asString();
    }

    private static String refused(RawHttp.Response response, int code) {
        JsonNode state = response.json().get(0);
        assertThat(state.path("error_code").asInt()).as(state.toString()).isEqualTo(code);
        return state.path("error_msg").asString("");
    }

    @Test
    void whatCannotBeIsRefusedBeforeItIsTaken() throws IOException {
        String upload = uploaded(XY);
        assertThat(refused(submit(upload, "{\"time_limit\": \"5\"}"), 400))
                .isEqualTo("time_limit is \"5\"; expected seconds above 0 and up to 86400");
        assertThat(refused(submit(upload, "{\"time_limit\": -1}"), 400)).contains("time_limit is -1");
        assertThat(refused(submit(upload, "{\"time_limit\": 86401}"), 400)).contains("up to 86400");
        assertThat(refused(submit(upload, "{\"x_seed\": 1.5}"), 400)).contains("x_seed is 1.5");
        assertThat(refused(submit(upload, "{\"num_reads\": 5}"), 400)).contains("Unknown parameter 'num_reads'");
        assertThat(refused(submit("none", "{}"), 404)).contains("Problem data none does not exist");
        assertThat(refused(submit(begun(312), "{}"), 400)).contains("is not complete");
        String cqm = "[{\"solver\": \"" + HybridSolver.USUAL_NAME
                + "\", \"data\": {\"format\": \"ref\", \"data\": \"x\"}, \"type\": \"cqm\", \"params\": {}}]";
        assertThat(refused(
                        send("POST", "problems/", MediaType.PROBLEMS.versioned(), cqm.getBytes(StandardCharsets.UTF_8)),
                        400))
                .isEqualTo("Problem type (cqm) is not supported by the solver.");
        assertThat(server.submissions()).isZero();
    }

    @Test
    void whatIsFoundWrongLaterFails() throws IOException {
        JsonNode early = ended(id(submit(uploaded(XY), "{\"time_limit\": 0.5}")));
        assertThat(early.path("status").asString()).isEqualTo("FAILED");
        assertThat(early.path("error_message").asString())
                .isEqualTo("time_limit is 0.5; a problem of 2 variables needs at least 1.021 seconds");
        byte[] broken = XY.clone();
        broken[100] = '!';
        String upload = uploaded(broken);
        JsonNode state = ended(id(submit(upload, "{}")));
        assertThat(state.path("status").asString()).isEqualTo("FAILED");
        assertThat(state.path("error_message").asString()).startsWith("problem data " + upload);
    }

    @Test
    void aProblemUnderWayIsGivenUp() throws IOException {
        Random random = new Random(5);
        IsingBuilder builder = new IsingBuilder(2000, Duplicates.SUM);
        for (int i = 0; i < 2000; i++) {
            for (int k = 1; k < 4; k++) {
                builder.addCoupling(i, (i + k * 37) % 2000, random.nextGaussian());
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ProblemFile.write(Problem.of(builder.build()), file, ProblemFormat.BQM);
        String upload = uploaded(file.toByteArray());
        String id = id(submit(upload, "{\"time_limit\": 3600}"));
        String waiting = id(submit(upload, "{\"time_limit\": 3600}"));
        while (!problem(id).path("status").asString("").equals("IN_PROGRESS")) {
            Thread.onSpinWait();
        }
        JsonNode said = send(
                        "DELETE",
                        "problems/",
                        MediaType.PROBLEMS.versioned(),
                        ("[\"" + waiting + "\", \"" + id + "\"]").getBytes(StandardCharsets.UTF_8))
                .json();
        assertThat(said.get(0).path("status").asString("")).isEqualTo("CANCELLED");
        assertThat(said.get(1).path("error_code").asInt()).isEqualTo(202);
        assertThat(ended(id).path("status").asString("")).isEqualTo("CANCELLED");
    }
}
