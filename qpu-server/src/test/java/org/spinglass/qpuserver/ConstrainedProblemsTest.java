// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.internal.sapi.MediaType;
import tools.jackson.databind.JsonNode;

/**
 * Problems of a solver of constrained models, as D-Wave's client hands them over:
 * {@code LeapHybridCQMSampler.sample_cqm} of dwave-system 1.34 reads the properties, uploads the file, and submits its
 * name. Files are read by a stand-in: the first byte is the number of variables, and of constraints too.
 */
@Timeout(120)
class ConstrainedProblemsTest extends HybridFixture {
    private final CountDownLatch searching = new CountDownLatch(1);

    @Override
    @BeforeEach
    void start() throws IOException {
        workers = Workers.of(1);
        server = EmulatorServer.start(
                List.of(),
                List.of(new HybridSolver(HybridSolver.USUAL_NAME, workers, 1)),
                List.of(new ConstrainedSolver(ConstrainedSolver.USUAL_NAME, this::read, 1)),
                ServerOptions.local("secret"));
    }

    private ConstrainedSolver.Loaded read(InputStream file, String name) throws IOException {
        byte[] bytes = file.readAllBytes();
        if (bytes[0] == '?') {
            throw new IllegalArgumentException(name + ": begins with ?");
        }
        return new Model(bytes[0] * 1000, searching);
    }

    private record Model(int variables, CountDownLatch searching) implements ConstrainedSolver.Loaded {
        @Override
        public int constraints() {
            return variables;
        }

        @Override
        public long biases() {
            return 3L * variables;
        }

        @Override
        public byte[] search(Duration time, long seed, BooleanSupplier goesOn, ConstrainedSolver.Info info) {
            searching.countDown();
            while (time.toSeconds() > 3000) {
                if (!goesOn.getAsBoolean()) {
                    throw new CancellationException("given up");
                }
                Thread.onSpinWait();
            }
            return ("{\"type\": \"SampleSet\", \"seconds\": " + time.toMillis() / 1000.0 + ", \"seed\": " + seed
                            + ", \"info\": {\"run_time\": " + info.now().get("run_time") + "}}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private RawHttp.Response constrained(String upload, String format, String params) throws IOException {
        String body = "[{\"solver\": {\"name\": \"" + ConstrainedSolver.USUAL_NAME + "\"}, \"data\": {\"format\": \""
                + format + "\", \"data\": \"" + upload + "\"}, \"type\": \"cqm\", \"params\": " + params + "}]";
        return send("POST", "problems/", MediaType.PROBLEMS.versioned(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(RawHttp.Response taken) {
        return taken.json().get(0).path("id").asString("");
    }

    private static String refused(RawHttp.Response response) {
        JsonNode state = response.json().get(0);
        assertThat(state.path("error_code").asInt()).as(state.toString()).isEqualTo(400);
        return state.path("error_msg").asString("");
    }

    @Test
    void theSolverSaysWhatTheClientLooksFor() throws IOException {
        JsonNode solver = send(
                        "GET",
                        "solvers/remote/" + ConstrainedSolver.USUAL_NAME,
                        MediaType.SOLVER.versioned(),
                        new byte[0])
                .json();
        JsonNode properties = solver.path("properties");
        assertThat(properties.path("category").asString()).isEqualTo("hybrid");
        assertThat(properties.path("supported_problem_types").toString()).isEqualTo("[\"cqm\"]");
        assertThat(properties.path("minimum_time_limit_s").asDouble()).isEqualTo(1);
        assertThat(properties.path("parameters").propertyNames()).containsExactly("time_limit", "x_seed");
        for (String number : List.of(
                "maximum_number_of_constraints",
                "maximum_number_of_variables",
                "maximum_number_of_biases",
                "maximum_number_of_quadratic_variables",
                "num_variables_multiplier",
                "num_biases_multiplier",
                "num_constraints_multiplier",
                "maximum_time_limit_hrs")) {
            assertThat(properties.path(number).isNumber()).as(number).isTrue();
        }
        assertThat(properties.path("version").isString()).isTrue();
    }

    @Test
    void theAnswerIsWhatTheSearchSays() throws IOException {
        JsonNode answer = ended(id(constrained(uploaded(new byte[] {2}), "ref", "{\"time_limit\": 12, \"x_seed\": 7}")))
                .path("answer");
        assertThat(answer.path("format").asString()).isEqualTo("bq");
        assertThat(answer.path("data").path("type").asString()).isEqualTo("SampleSet");
        assertThat(answer.path("data").path("seconds").asDouble()).isBetween(0.2 * 12, 12.0);
        assertThat(answer.path("data").path("seed").asInt()).isEqualTo(7);
        assertThat(answer.path("data").path("info").path("run_time").asLong()).isPositive();
        // 0.001 * 2000 + 0.00001 * 6000 + 0.00000001 * 2000 * 2000
        JsonNode least =
                ended(id(constrained(uploaded(new byte[] {2}), "ref", "{}"))).path("answer");
        assertThat(least.path("data").path("seconds").asDouble()).isBetween(0.2 * 2.1, 2.1);
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        String upload = uploaded(new byte[] {2});
        assertThat(refused(constrained(upload, "bq", "{}"))).isEqualTo("format is \"bq\"; expected \"ref\"");
        assertThat(refused(constrained(upload, "ref", "{\"num_reads\": 5}"))).contains("Unknown parameter 'num_reads'");
        JsonNode early = ended(id(constrained(upload, "ref", "{\"time_limit\": 1}")));
        assertThat(early.path("status").asString()).isEqualTo("FAILED");
        assertThat(early.path("error_message").asString())
                .isEqualTo("time_limit is 1; a problem of 2,000 variables, 2,000 constraints and 6,000 biases needs at"
                        + " least 2.1 seconds");
        String broken = uploaded(new byte[] {'?'});
        assertThat(ended(id(constrained(broken, "ref", "{}")))
                        .path("error_message")
                        .asString())
                .isEqualTo("problem data " + broken + ": begins with ?");
        JsonNode large = ended(id(constrained(uploaded(new byte[] {126}), "ref", "{\"time_limit\": 900}")));
        assertThat(large.path("error_message").asString())
                .startsWith(
                        "the problem has 126,000 variables, 126,000 constraints and 378,000 biases; the solver takes");
    }

    @Test
    void aProblemUnderWayIsGivenUp() throws IOException, InterruptedException {
        String id = id(constrained(uploaded(new byte[] {1}), "ref", "{\"time_limit\": 3600}"));
        searching.await();
        send("DELETE", "problems/" + id, MediaType.PROBLEM.versioned(), new byte[0]);
        assertThat(ended(id).path("status").asString("")).isEqualTo("CANCELLED");
    }

    /** It would go on for ever if the first problem did not end it. */
    @Test
    void untilTheFirstProblemTheSolverGetsReady() throws IOException, InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ConstrainedSolver.Reader reader = new ConstrainedSolver.Reader() {
            @Override
            public ConstrainedSolver.Loaded read(InputStream file, String name) throws IOException {
                return ConstrainedProblemsTest.this.read(file, name);
            }

            @Override
            public void warmUp(BooleanSupplier goesOn) {
                begun.countDown();
                while (goesOn.getAsBoolean()) {
                    Thread.onSpinWait();
                }
                done.countDown();
                throw new IllegalStateException("is of no consequence");
            }
        };
        server.close();
        server = EmulatorServer.start(
                List.of(),
                List.of(new HybridSolver(HybridSolver.USUAL_NAME, workers, 1)),
                List.of(new ConstrainedSolver(ConstrainedSolver.USUAL_NAME, reader, 1)),
                ServerOptions.local("secret").withWarmUp());
        begun.await();
        assertThat(done.getCount()).isOne();
        assertThat(ended(id(constrained(uploaded(new byte[] {2}), "ref", "{}")))
                        .path("status")
                        .asString(""))
                .isEqualTo("COMPLETED");
        assertThat(done.getCount()).isZero();
    }

    @Test
    void readingAModelIsPartOfItsTime() {
        long now = System.nanoTime();
        assertThat(HybridJob.left(10, now - 4_000_000_000L).toMillis()).isBetween(2_000L, 6_000L);
        assertThat(HybridJob.left(10, now - 60_000_000_000L).toMillis()).isEqualTo(2_000);
    }
}
