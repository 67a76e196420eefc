// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.internal.sapi.Deflate;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.ProblemStatus;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import org.spinglass.quantum.internal.sapi.QpAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Problems from their submission to their end. */
@Timeout(30)
class ServedProblemsTest extends ServerFixture {
    @Test
    void aProblemIsSolvedWithoutItsOffset() throws IOException {
        ProblemStatus status = ended(submitted("two"));
        assertThat(status.state()).isEqualTo(State.COMPLETED);
        assertThat(status.label()).isEqualTo("two");
        assertThat(status.type()).isEqualTo("ising");
        assertThat(status.solver().name()).isEqualTo("Emulated_chimera1");
        assertThat(status.solvedOn()).isAfterOrEqualTo(status.submittedOn());
        QubitAnswer answer = QpAnswer.read(status.id(), Objects.requireNonNull(status.answer()), 0.5);
        assertThat(answer.qubits()).containsExactly(0, 4);
        assertThat(answer.spins()).containsExactly(-1, -1);
        assertThat(answer.energies()).containsExactly(-1.5);
        assertThat(answer.occurrences()).containsExactly(5);
        assertThat(server.submissions()).isEqualTo(1);
    }

    @Test
    void theWayOverTheServerChangesNoAnswer() throws IOException {
        restart(emulated(7), ServerOptions.local("secret"));
        QubitProblem problem = new QubitProblem(
                new int[] {0, 1, 4, 5},
                new double[] {0.25, -0.5, 0, 0.125},
                new int[] {0, 4, 0, 5, 1, 5},
                new double[] {-0.5, 0.5, 0.75},
                2);
        AnnealParameters parameters = AnnealParameters.of(20)
                .withAnswerMode(AnnealParameters.AnswerMode.RAW)
                .with("anneal_schedule", List.of(List.of(0, 0), List.of(1.5, 0.5), List.of(2, 1)));
        AnnealJob job = new AnnealJob(problem, parameters, "same");
        ObjectNode message = JobMessage.of(job, PROPERTIES).toJson();
        String id = send("POST", "problems", MediaType.PROBLEMS, jobs(message))
                .json()
                .get(0)
                .path("id")
                .asString();
        QubitAnswer served = QpAnswer.read(id, Objects.requireNonNull(ended(id).answer()), problem.offset());
        QubitProblem bare =
                new QubitProblem(problem.qubits(), problem.fields(), problem.couplers(), problem.couplings(), 0);
        QubitAnswer direct = emulated(7).anneal(new AnnealJob(bare, job.parameters(), "same"));
        assertThat(served.spins()).isEqualTo(direct.spins());
        assertThat(served.timing()).isEqualTo(direct.timing());
        for (int row = 0; row < direct.rows(); row++) {
            assertThat(served.energies()[row]).isEqualTo(problem.energy(served.spins(), 4 * row));
        }
    }

    @Test
    void jobsOfABatchAreRefusedOneByOne() throws IOException {
        ObjectNode elsewhere = job("");
        elsewhere.putObject("solver").put("name", "other");
        ObjectNode hybrid = job("").put("type", "cqm");
        ObjectNode old = job("");
        ((ObjectNode) old.path("solver").path("version")).put("graph_id", "before");
        ObjectNode labelled = job("x".repeat(1024)).put("label", "x".repeat(1025));
        String body = jobs(elsewhere, hybrid, old, labelled, job("good"));
        byte[] small = Deflate.compress(body.getBytes(StandardCharsets.UTF_8));
        JsonNode states = RawHttp.send(
                        server.endpoint(),
                        "POST",
                        "/sapi/v2/problems",
                        Map.of("X-Auth-Token", "secret", "Content-Encoding", "deflate"),
                        small)
                .json();
        assertThat(states.get(0).path("error_code").intValue()).isEqualTo(404);
        assertThat(states.get(1).path("error_msg").asString())
                .isEqualTo("Problem type (cqm) is not supported by the solver.");
        assertThat(states.get(2).path("error_code").intValue()).isEqualTo(404);
        assertThat(states.get(3).path("error_code").intValue()).isEqualTo(400);
        assertThat(states.get(4).path("status").asString()).isEqualTo("PENDING");
        assertThat(server.submissions()).isEqualTo(1);
    }

    @Test
    void problemsThatFailSayWhy() throws IOException {
        assertThat(ended(submitted("broken")).error()).contains("no helium");
        String id = listed("label=broken").getFirst();
        assertThat(get("problems/" + id + "/answer", MediaType.ANSWER).status()).isEqualTo(404);
        assertThat(ended(submitted("next")).state()).isEqualTo(State.COMPLETED);
    }

    /** What is known beforehand to be wrong is not taken. */
    @Test
    void problemsThatCannotBeSolvedAreRefused() throws IOException {
        restart(emulated(7), ServerOptions.local("secret"));
        ObjectNode wrong = job("");
        ((ObjectNode) wrong.path("data")).put("lin", "AAAA");
        refused(wrong, "lin has 3 bytes");
        String[][] cases = {
            {"programming_thermalization", "-5", "programming_thermalization is -5; expected microseconds from 0"},
            {"programming_thermalization", "\"x\"", "programming_thermalization is 'x'"},
            {"reduce_intersample_correlation", "\"yes\"", "expected true or false"},
            {"readout_thermalization", "-1", "readout_thermalization is -1"},
            {"num_reads", "10001", "num_reads 10001 is out of range [1, 10000]"},
            {"annealing_time", "2001", "annealing_time 2001.0 is out of range [0.5, 2000.0]"},
            {"answer_mode", "\"best\"", "histogram"},
            {"flux_biases", "[1]", "expected a list of 8 finite numbers"},
            {"x_other", "1", "x_other is not a parameter of this solver"},
            {"beta", "1", "beta is not a parameter of this solver"},
        };
        for (String[] each : cases) {
            ObjectNode job = job("");
            ((ObjectNode) job.path("params")).set(each[0], JsonMapper.shared().readTree(each[1]));
            refused(job, each[2]);
        }
        ObjectNode fluxes = job("");
        ((ObjectNode) fluxes.path("params"))
                .put("auto_scale", true)
                .putArray("flux_biases")
                .addAll(Collections.nCopies(
                        8, JsonMapper.shared().getNodeFactory().numberNode(0)));
        refused(fluxes, "flux_biases cannot be used with auto_scale");
        ((ObjectNode) fluxes.path("params")).remove("auto_scale");
        assertThat(send("POST", "problems/", MediaType.PROBLEMS, jobs(fluxes))
                        .json()
                        .get(0)
                        .path("status")
                        .asString())
                .isEqualTo("PENDING");
        assertThat(server.submissions()).isEqualTo(1);
    }

    private void refused(ObjectNode job, String message) throws IOException {
        RawHttp.Response alone = send("POST", "problems/", MediaType.PROBLEMS, job.toString());
        assertThat(alone.status()).isEqualTo(400);
        JsonNode listed =
                send("POST", "problems/", MediaType.PROBLEMS, jobs(job)).json().get(0);
        assertThat(listed.path("error_code").intValue()).isEqualTo(400);
        assertThat(listed.path("error_msg").asString()).contains(message);
    }

    /** A job whose client has gone gives its turn to one that is waited for, and begins again behind it. */
    @Test
    void problemsOfClientsThatHaveGoneGiveWay() throws Exception {
        restart(exact, ServerOptions.local("secret").withPatience(Duration.ofMillis(1)));
        String gone = submitted("endless");
        exact.awaitEndless();
        assertThat(ended(submitted("waited for")).state()).isEqualTo(State.COMPLETED);
        assertThat(send("DELETE", "problems/" + gone, MediaType.PROBLEM, "").status())
                .isIn(200, 202);
        assertThat(ended(gone).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void connectionsTakeTurns() throws Exception {
        FairQueue queue = new FairQueue(Duration.ofHours(1));
        for (String name : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            queue.add(new ServedProblem(
                    name, JobMessage.of(job("")), JobMessage.of(job("")).solver(), name.substring(0, 1)));
        }
        StringBuilder order = new StringBuilder();
        for (int k = 0; k < 6; k++) {
            order.append(queue.take().id()).append(' ');
        }
        assertThat(order).hasToString("a1 b1 c1 a2 b2 a3 ");
        assertThat(queue.hasWanted()).isFalse();
        FairQueue impatient = new FairQueue(Duration.ZERO);
        for (String name : List.of("left", "given up", "waited for")) {
            impatient.add(new ServedProblem(
                    name, JobMessage.of(job("")), JobMessage.of(job("")).solver(), "all"));
        }
        assertThat(impatient.hasWanted()).isFalse();
        ServedProblem left = impatient.take();
        ServedProblem givenUp = impatient.take();
        ServedProblem waitedFor = impatient.take();
        assertThat(List.of(left.id(), givenUp.id(), waitedFor.id())).containsExactly("left", "given up", "waited for");
        waitedFor.beginWait();
        givenUp.giveUp();
        impatient.add(left);
        impatient.add(givenUp);
        assertThat(impatient.hasWanted()).isFalse();
        impatient.add(waitedFor);
        assertThat(impatient.hasWanted()).isTrue();
        assertThat(impatient.take()).isSameAs(givenUp);
        assertThat(impatient.take()).isSameAs(waitedFor);
        assertThat(impatient.take()).isSameAs(left);
    }

    @Test
    void bodiesMayBeGzippedAndTokensBearers() throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(small)) {
            gzip.write(jobs(job("gzipped")).getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> headers = Map.of("Authorization", "Bearer secret", "Content-Encoding", "gzip");
        JsonNode states = RawHttp.send(server.endpoint(), "POST", "/sapi/v2/problems", headers, small.toByteArray())
                .json();
        assertThat(states.get(0).path("status").asString()).isEqualTo("PENDING");
        byte[] half = Arrays.copyOf(small.toByteArray(), small.size() / 2);
        assertThat(RawHttp.send(server.endpoint(), "POST", "/sapi/v2/problems", headers, half)
                        .status())
                .isEqualTo(400);
        assertThat(RawHttp.send(
                                server.endpoint(),
                                "GET",
                                "/sapi/solvers/remote/",
                                Map.of("Authorization", "Bearer other"),
                                new byte[0])
                        .status())
                .isEqualTo(401);
    }

    /** The requests and answers of the tests of D-Wave's own client. */
    @Test
    void theAccountHandsOutTheToken() throws IOException {
        JsonNode project = account("account/active_project/oauth/").path("data").path("project");
        assertThat(account("account/projects/oauth/")
                        .path("data")
                        .path("projects")
                        .get(0)
                        .path("project"))
                .isEqualTo(project);
        assertThat(account("account/token/oauth/?project_id="
                                + project.path("id").asString())
                        .path("data")
                        .path("token")
                        .asString())
                .isEqualTo("secret");
        assertThat(account("account/token/oauth/?project_id=7")
                        .path("error_code")
                        .intValue())
                .isEqualTo(404);
    }

    private JsonNode account(String target) throws IOException {
        return RawHttp.send(
                        server.endpoint(),
                        "GET",
                        "/leap/api/" + target,
                        Map.of("Authorization", "Bearer secret"),
                        new byte[0])
                .json();
    }

    @Test
    void problemsAreGivenUpBeforeAndDuringTheirTurn() throws Exception {
        String running = submitted("endless");
        String waiting = submitted("waiting");
        exact.awaitEndless();
        assertThat(get("problems/?id=" + running + "," + waiting + "&timeout=1", MediaType.PROBLEMS)
                        .json())
                .extracting(state -> state.path("status").asString())
                .containsExactly("IN_PROGRESS", "PENDING");
        JsonNode results = send(
                        "DELETE",
                        "problems/",
                        MediaType.PROBLEMS,
                        "[\"%s\",\"%s\",\"%s\",\"x\"]".formatted(waiting, waiting, running))
                .json();
        assertThat(results.get(0).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(results.get(1).path("error_code").intValue()).isEqualTo(409);
        assertThat(results.get(2).path("error_code").intValue()).isEqualTo(202);
        assertThat(results.get(3).path("error_code").intValue()).isEqualTo(404);
        assertThat(ended(running).state()).isEqualTo(State.CANCELLED);
        assertThat(ended(submitted("next")).state()).isEqualTo(State.COMPLETED);
        assertThat(send("DELETE", "problems/" + waiting, MediaType.PROBLEM, "").status())
                .isEqualTo(409);
        assertThat(send("DELETE", "problems/x", MediaType.PROBLEM, "").status()).isEqualTo(404);
    }

    @Test
    void problemsAreListedByWhatIsAsked() throws IOException {
        String first = submitted("a");
        String second = submitted("b c");
        ended(first);
        ended(second);
        assertThat(listed("max_results=1")).containsExactly(second);
        assertThat(listed("status=COMPLETED")).containsExactly(second, first);
        assertThat(listed("label=b+c")).containsExactly(second);
        assertThat(listed("solver=other")).isEmpty();
        assertThat(listed("solver=Emulated_chimera1&id=" + first)).containsExactly(first);
    }

    @Test
    void aDelayKeepsProblemsWaiting() throws IOException {
        restart(exact, ServerOptions.local("secret").withDelay(Duration.ofHours(1)));
        String id = submitted("");
        assertThat(ProblemStatus.of(get("problems/" + id + "?timeout=1", MediaType.PROBLEM)
                                .json())
                        .state())
                .isEqualTo(State.PENDING);
        assertThat(get("solvers/remote/Emulated_chimera1", MediaType.SOLVER)
                        .json()
                        .path("avg_load")
                        .doubleValue())
                .isEqualTo(0.5);
        assertThat(send("DELETE", "problems/" + id, MediaType.PROBLEM, "").status())
                .isEqualTo(200);
    }
}
