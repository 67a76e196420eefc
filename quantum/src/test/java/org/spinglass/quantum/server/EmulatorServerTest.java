package org.spinglass.quantum.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.sapi.Deflate;
import org.spinglass.quantum.sapi.JobMessage;
import org.spinglass.quantum.sapi.MediaType;
import org.spinglass.quantum.sapi.ProblemStatus;
import org.spinglass.quantum.sapi.ProblemStatus.State;
import org.spinglass.quantum.sapi.QpAnswer;
import org.spinglass.quantum.sapi.SolverJson;
import org.spinglass.quantum.topology.Topology;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(30)
class EmulatorServerTest {
    private static final Topology CHIMERA = Topology.of("chimera", List.of(1));
    private static final ProcessorProperties PROPERTIES = emulated(1).properties();

    private final ExactProcessor exact = new ExactProcessor(PROPERTIES);
    private EmulatorServer server;

    private static EmulatedProcessor emulated(long seed) {
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

    private void restart(ServerOptions options) throws IOException {
        server.close();
        server = EmulatorServer.start(List.of(exact), options);
    }

    private RawHttp.Response send(String method, String target, MediaType type, String body, String... headers)
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

    private RawHttp.Response get(String target, MediaType type, String... headers) throws IOException {
        return send("GET", target, type, "", headers);
    }

    private static ObjectNode job(String label) {
        QubitProblem problem =
                new QubitProblem(new int[] {0, 4}, new double[] {1, 0}, new int[] {0, 4}, new double[] {-1}, 0.5);
        return JobMessage.of(new AnnealJob(problem, AnnealParameters.of(5), label), PROPERTIES)
                .toJson();
    }

    private static String jobs(ObjectNode... jobs) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        for (ObjectNode job : jobs) {
            list.add(job);
        }
        return list.toString();
    }

    private String submitted(String label) throws IOException {
        RawHttp.Response response = send("POST", "problems/", MediaType.PROBLEMS, jobs(job(label)));
        ProblemStatus status = ProblemStatus.of(response.json().get(0));
        assertThat(status.state()).isEqualTo(State.PENDING);
        return status.id();
    }

    private ProblemStatus ended(String id) throws IOException {
        JsonNode list =
                get("problems/?id=" + id + "&timeout=20", MediaType.PROBLEMS).json();
        assertThat(list.get(0).has("answer")).isFalse();
        return ProblemStatus.of(get("problems/" + id, MediaType.PROBLEM).json());
    }

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
        server.close();
        server = EmulatorServer.start(List.of(emulated(7)), ServerOptions.local("secret"));
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
    void solversAreFilteredAndNotSentTwice() throws IOException {
        RawHttp.Response all = get("solvers/remote/?filter=all%2C-status%2C-avg_load", MediaType.SOLVERS);
        assertThat(SolverJson.read(all.json().get(0)).graph().fingerprint())
                .isEqualTo(CHIMERA.graph().fingerprint());
        assertThat(all.json().get(0).has("status")).isFalse();
        RawHttp.Response again = get(
                "solvers/remote?filter=all,-status,-avg_load",
                MediaType.SOLVERS,
                "If-None-Match",
                Objects.requireNonNull(all.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        JsonNode some = get(
                        "solvers/remote/Emulated_chimera1/?filter=none,%2Bidentity.name,%2Bproperties.topology.type,%2Bno",
                        MediaType.SOLVER)
                .json();
        assertThat(some)
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"identity\":{\"name\":\"Emulated_chimera1\"},"
                                + "\"properties\":{\"topology\":{\"type\":\"chimera\"}}}"));
        assertThat(get("solvers/remote/?filter=some", MediaType.SOLVERS).status())
                .isEqualTo(400);
        assertThat(get("solvers/remote/other", MediaType.SOLVER).status()).isEqualTo(404);
    }

    @Test
    void longRepliesAreCompressedForThoseWhoReadIt() throws IOException {
        String target = "solvers/remote/?filter=all,-status,-avg_load";
        RawHttp.Response plain = get(target, MediaType.SOLVERS);
        assertThat(plain.header("Content-Encoding")).isNull();
        RawHttp.Response packed = get(target, MediaType.SOLVERS, "Accept-Encoding", "deflate, gzip;q=0.5");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.body()).isEqualTo(plain.body());
        assertThat(packed.header("ETag")).isEqualTo(plain.header("ETag"));
        assertThat(length(packed)).isLessThan(length(plain) / 2);
        assertThat(get(target, MediaType.SOLVERS, "Accept-Encoding", "gzip;q=0, br")
                        .header("Content-Encoding"))
                .isNull();
        assertThat(get("problems/", MediaType.PROBLEMS, "Accept-Encoding", "gzip")
                        .header("Content-Encoding"))
                .as("a short one")
                .isNull();
    }

    private static int length(RawHttp.Response response) {
        return Integer.parseInt(Objects.requireNonNull(response.header("Content-Length")));
    }

    @Test
    void requestsThatCannotBeServedAreRefused() throws IOException {
        String target = "problems/";
        MediaType type = MediaType.PROBLEMS;
        assertThat(get(target, type, "X-Auth-Token", "").status()).isEqualTo(401);
        assertThat(get(target, type, "X-Auth-Token", "other").status()).isEqualTo(401);
        assertThat(get(target, MediaType.PROBLEM).status()).isEqualTo(415);
        assertThat(get(target, type, "Accept", type.plain() + "; version=2.0.0").status())
                .isEqualTo(415);
        assertThat(send("POST", target, type, "[").status()).isEqualTo(400);
        assertThat(send("POST", target, type, "").status()).isEqualTo(400);
        assertThat(send("POST", target, type, "[]").status()).isEqualTo(400);
        assertThat(send("POST", target, type, "[1]", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(send("POST", target, type, "[1]", "Content-Encoding", "gzip").status())
                .isEqualTo(415);
        assertThat(send("POST", target, type, "[1]", "Content-Encoding", "deflate")
                        .status())
                .isEqualTo(400);
        assertThat(send("PUT", target, type, "[1]").status()).isEqualTo(404);
        assertThat(send("POST", "solvers/remote/", MediaType.SOLVERS, "[1]").status())
                .isEqualTo(405);
        assertThat(get(target + "?id=x&timeout=31", type).status()).isEqualTo(400);
        assertThat(get(target + "?max_results=0", type).status()).isEqualTo(400);
        assertThat(get("problems/x", MediaType.PROBLEM).status()).isEqualTo(404);
        assertThat(get("problems/x/answer", MediaType.ANSWER).status()).isEqualTo(404);
        assertThat(get("bqm/multipart", type).status()).isEqualTo(404);
        assertThat(send("DELETE", target, type, "[]").status()).isEqualTo(400);
        assertThat(get(target + "?id=x", type).json().isEmpty()).isTrue();
        assertThat(server.submissions()).isZero();
    }

    @Test
    void aVersionThatIsNotAskedForIsSentWithAWarning() throws IOException {
        RawHttp.Response response = get("problems/", MediaType.PROBLEMS, "Accept", "");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("X-Deprecation")).contains("context=\"api\"").contains("sunset=@");
        assertThat(MediaType.PROBLEMS.matches(response.header("Content-Type"))).isTrue();
        assertThat(get("problems/", MediaType.PROBLEMS).header("X-Deprecation")).isNull();
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
        ObjectNode wrong = job("");
        ((ObjectNode) wrong.path("data")).put("lin", "AAAA");
        String id = send("POST", "problems/", MediaType.PROBLEMS, wrong.toString())
                .json()
                .path("id")
                .asString();
        ProblemStatus status = ended(id);
        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.error()).contains("lin has 3 bytes");
        assertThat(get("problems/" + id + "/answer", MediaType.ANSWER).status()).isEqualTo(404);
        assertThat(ended(submitted("next")).state()).isEqualTo(State.COMPLETED);
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

    private List<String> listed(String query) throws IOException {
        List<String> ids = new java.util.ArrayList<>();
        get("problems/?" + query, MediaType.PROBLEMS)
                .json()
                .forEach(state -> ids.add(state.path("id").asString()));
        return ids;
    }

    @Test
    void aDelayKeepsProblemsWaiting() throws IOException {
        restart(ServerOptions.local("secret").withDelay(Duration.ofHours(1)));
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

    @Test
    void failuresComeAsPlanned() throws IOException {
        restart(ServerOptions.local("secret")
                .withFaults(FaultPlan.first(
                        "", "", Fault.status(503), Fault.throttled(3), Fault.cut(), Fault.malformed(), Fault.lost())));
        String body = jobs(job("x"));
        assertThat(send("POST", "problems/", MediaType.PROBLEMS, body).status()).isEqualTo(503);
        RawHttp.Response throttled = send("POST", "problems/", MediaType.PROBLEMS, body);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("Retry-After")).isEqualTo("3");
        assertThatThrownBy(() -> send("POST", "problems/", MediaType.PROBLEMS, body))
                .hasMessage("the connection ended");
        assertThat(server.submissions()).isZero();
        RawHttp.Response broken = send("POST", "problems/", MediaType.PROBLEMS, body);
        assertThat(broken.status()).isEqualTo(200);
        assertThatThrownBy(broken::json).isInstanceOf(tools.jackson.core.JacksonException.class);
        assertThat(server.submissions()).isEqualTo(1);
        assertThatThrownBy(() -> send("POST", "problems/", MediaType.PROBLEMS, body))
                .hasMessage("the connection ended");
        assertThat(server.submissions()).isEqualTo(2);
        assertThat(listed("label=x")).hasSize(2);
        assertThat(server.requests()).isEqualTo(6);
    }

    @Test
    void randomFailuresDependOnTheSeedAndSpareSubmissions() {
        FaultPlan plan = FaultPlan.random(0.3, 5);
        FaultPlan same = FaultPlan.random(0.3, 5);
        int failures = 0;
        int waits = 0;
        for (int i = 0; i < 1000; i++) {
            String method = i % 2 == 0 ? "POST" : "GET";
            Fault fault = plan.next(method, "/sapi/v2/problems/");
            assertThat(same.next(method, "/sapi/v2/problems/")).isEqualTo(fault);
            failures += fault == null ? 0 : 1;
            waits += fault != null && fault.kind() == Fault.Kind.THROTTLED ? fault.number() : 0;
            if (fault != null && method.equals("POST")) {
                assertThat(fault.kind()).isEqualTo(Fault.Kind.THROTTLED);
            }
        }
        assertThat(failures).isBetween(240, 360);
        assertThat(waits).as("seconds to wait").isBetween(5, 40);
        assertThatThrownBy(() -> FaultPlan.random(1, 0)).hasMessageContaining("1.0; expected 0 to below 1");
    }

    @Test
    void aPortInUseAndEqualNamesAreRefused() {
        int port = server.endpoint().getPort();
        assertThatThrownBy(() -> EmulatorServer.start(
                        List.of(exact), ServerOptions.local("secret").withAddress("127.0.0.1", port)))
                .isInstanceOf(java.net.BindException.class);
        assertThatThrownBy(() -> EmulatorServer.start(List.of(exact, exact), ServerOptions.local("secret")))
                .hasMessageContaining("two solvers are called Emulated_chimera1");
        assertThatThrownBy(() -> ServerOptions.local(" ")).hasMessageContaining("token is empty");
    }
}
