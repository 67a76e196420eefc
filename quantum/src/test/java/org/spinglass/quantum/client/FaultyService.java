package org.spinglass.quantum.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.sapi.Deflate;
import org.spinglass.quantum.sapi.JobMessage;
import org.spinglass.quantum.sapi.MediaType;
import org.spinglass.quantum.sapi.ProblemStatus;
import org.spinglass.quantum.sapi.ProblemStatus.State;
import org.spinglass.quantum.sapi.QpAnswer;
import org.spinglass.quantum.sapi.SapiError;
import org.spinglass.quantum.sapi.SolverIdentity;
import org.spinglass.quantum.sapi.SolverJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A service with the faults that networks and services have, one after the other as a test asks for them. */
final class FaultyService implements AutoCloseable {
    static final String TOKEN = "SECRET-0123456789abcdef";

    /** What goes wrong with a request. */
    enum Fault {
        /** The connection is cut before the request is looked at. */
        CUT_BEFORE,
        /** The connection is cut when the work is done. */
        CUT_AFTER,
        /** The work is done, and a gateway says that it was not. */
        FAILED_AFTER,
        /** The work is not done, and the service breaks. */
        BROKEN,
        /** The work is not done, and a gateway finds nobody. */
        BAD_GATEWAY,
        /** The work is not done, and a gateway says that it takes too long. */
        GATEWAY_TIMEOUT,
        /** The service is too busy, and says when to come back. */
        THROTTLED,
        /** The service is too busy, and does not say when to come back. */
        FAILED,
        /** The work is done, and the answer is half of what it should be. */
        GARBAGE,
        /** The answer is of another type. */
        HTML,
        /** The service says nothing until the client gives up; the work is done. */
        SILENT_AFTER
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Processor processor;
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<String, ObjectNode> problems = new LinkedHashMap<>();
    private final Map<String, AnnealJob> jobs = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final Set<String> headers = new HashSet<>();
    private final Map<String, String> responseHeaders = new HashMap<>();
    private int pollsBeforeAnswer = 1;
    private boolean answersWithStatus;
    private int looksInVain;
    private JsonNode refusal = JsonMapper.shared().createArrayNode();

    FaultyService(Processor processor) throws IOException {
        this(processor, null);
    }

    /** A service that speaks TLS where it is told how. */
    FaultyService(Processor processor, @Nullable HttpsConfigurator tls) throws IOException {
        this.processor = processor;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            this.server = HttpServer.create(address, 0);
        } else {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(tls);
            this.server = secure;
        }
        server.setExecutor(threads);
        server.createContext("/sapi/v2/", this::serve);
        server.start();
    }

    String address() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort() + "/sapi/v2";
    }

    /** The next requests of a kind, such as {@code POST problems/}, fare like this. */
    synchronized void next(String kind, Fault... these) {
        faults.computeIfAbsent(kind, _ -> new ArrayDeque<>()).addAll(List.of(these));
    }

    /** How often problems are asked for until they are solved. */
    synchronized void solveAfter(int polls) {
        pollsBeforeAnswer = polls;
    }

    /** Problems are not found by their labels so many times. */
    synchronized void showLabelsAfter(int looks) {
        looksInVain = looks;
    }

    synchronized void answerWithStatus() {
        answersWithStatus = true;
    }

    synchronized void header(String name, String value) {
        responseHeaders.put(name, value);
    }

    /** The next job of a batch is refused. */
    synchronized void refuse(int code, String message) {
        refusal = new SapiError(code, message).toJson();
    }

    /** The next problem fails. */
    synchronized void failProblems(String message) {
        refusal = JsonMapper.shared().createObjectNode().put("error_message", message);
    }

    /** Labels of all jobs that were taken, as often as they were. */
    synchronized List<String> labels() {
        return problems.values().stream().map(p -> p.path("label").asString("")).toList();
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Names of headers that requests had. */
    synchronized Set<String> headers() {
        return Set.copyOf(headers);
    }

    synchronized List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring("/sapi/v2/".length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String kind = exchange.getRequestMethod() + " "
                + (path.startsWith("problems/") && path.length() > 9 ? "problems/ID" : path);
        Fault fault;
        synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            headers.addAll(exchange.getRequestHeaders().keySet());
            Deque<Fault> due = faults.getOrDefault(kind, new ArrayDeque<>());
            fault = due.poll();
        }
        switch (fault) {
            case CUT_BEFORE -> exchange.close();
            case GATEWAY_TIMEOUT -> send(exchange, 504, "text/html", "<h1>Gateway Timeout</h1>");
            case BROKEN -> send(exchange, 500, "text/plain", "Internal Server Error");
            case BAD_GATEWAY -> send(exchange, 502, "text/plain", "Bad Gateway");
            case FAILED -> send(exchange, 503, "text/plain", "not now " + TOKEN);
            case HTML -> send(exchange, 200, "text/html", "<h1>Please log in</h1>");
            case THROTTLED -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                send(exchange, 429, "application/json", "{\"error_code\": 429, \"error_msg\": \"Too many requests\"}");
            }
            case null, default -> {
                Reply reply = work(exchange.getRequestMethod(), path, exchange, body);
                String type = reply.media.versioned();
                if (fault == null) {
                    send(exchange, reply.status, type, reply.json.toString());
                } else if (fault == Fault.FAILED_AFTER) {
                    send(exchange, 502, "text/plain", "Bad Gateway");
                } else if (fault == Fault.GARBAGE) {
                    String text = reply.json.toString();
                    send(exchange, 200, type, text.substring(0, text.length() / 2));
                } else if (fault == Fault.CUT_AFTER) {
                    exchange.close();
                } // silent: neither answered nor closed
            }
        }
    }

    private record Reply(int status, MediaType media, JsonNode json) {}

    private synchronized Reply work(String method, String path, HttpExchange exchange, byte[] body) {
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"))) {
            return error(
                    401,
                    "Authentication failed for token "
                            + exchange.getRequestHeaders().getFirst("X-Auth-Token"));
        }
        if (path.startsWith("solvers/remote")) {
            ObjectNode solver = SolverJson.write(processor.properties(), "for tests");
            solver.put("status", "ONLINE").put("avg_load", 0.25);
            return path.equals("solvers/remote/")
                    ? new Reply(
                            200,
                            MediaType.SOLVERS,
                            JsonMapper.shared().createArrayNode().add(solver))
                    : path.endsWith("/" + processor.properties().name())
                            ? new Reply(200, MediaType.SOLVER, solver)
                            : error(404, "Solver does not exist or apitoken does not have access");
        }
        ArrayNode answers = JsonMapper.shared().createArrayNode();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (method.equals("POST")) {
            Headers headers = exchange.getRequestHeaders();
            byte[] plain =
                    "deflate".equals(headers.getFirst("Content-Encoding")) ? Deflate.decompress(body, 1 << 24) : body;
            JsonMapper.shared().readTree(plain).forEach(job -> answers.add(take(job)));
        } else if (method.equals("DELETE")) {
            for (JsonNode id : JsonMapper.shared().readTree(body)) {
                cancelled.add(id.asString());
                ObjectNode problem = problems.get(id.asString());
                answers.add(
                        problem == null ? new SapiError(404, "unknown").toJson() : problem.put("status", "CANCELLED"));
            }
        } else if (path.length() > "problems/".length()) {
            ObjectNode problem = problems.get(path.split("/")[1]);
            return problem == null
                    ? error(404, "unknown problem")
                    : new Reply(200, MediaType.PROBLEM, solved(problem.deepCopy()));
        } else if (query.startsWith("label=")) {
            String label = URLDecoder.decode(query.substring(6), StandardCharsets.UTF_8);
            boolean isShown = looksInVain-- <= 0;
            problems.values().stream()
                    .filter(p -> isShown && p.path("label").asString("").equals(label))
                    .forEach(answers::add);
        } else {
            pollsBeforeAnswer--;
            String ids = URLDecoder.decode(query.substring(3).split("&")[0], StandardCharsets.UTF_8);
            for (String id : ids.split(",")) {
                ObjectNode problem = Objects.requireNonNull(problems.get(id), id);
                if (pollsBeforeAnswer <= 0
                        && problem.path("status").asString("").equals("PENDING")) {
                    problem.put("status", refusal.has("error_message") ? "FAILED" : "COMPLETED");
                    problem.put("error_message", refusal.path("error_message").asString(null));
                }
                answers.add(answersWithStatus ? solved(problem.deepCopy()) : problem);
            }
        }
        return new Reply(200, MediaType.PROBLEMS, answers);
    }

    private static Reply error(int code, String message) {
        return new Reply(code, MediaType.PROBLEMS, new SapiError(code, message).toJson());
    }

    private JsonNode take(JsonNode message) {
        if (refusal.has("error_code")) {
            JsonNode once = refusal;
            refusal = JsonMapper.shared().createArrayNode();
            return once;
        }
        JobMessage job = JobMessage.of(message);
        String id = UUID.randomUUID().toString();
        jobs.put(id, job.job(processor.properties().graph()));
        ObjectNode status = new ProblemStatus(
                        id, State.PENDING, "ising", new SolverIdentity("x", null), null, job.label(), null, null, null)
                .toJson();
        problems.put(id, status);
        return status;
    }

    private ObjectNode solved(ObjectNode problem) {
        if (problem.path("status").asString("").equals("COMPLETED")) {
            AnnealJob job = Objects.requireNonNull(jobs.get(problem.path("id").asString()));
            AnnealJob same = new AnnealJob(job.problem(), job.parameters(), "");
            problem.set(
                    "answer",
                    QpAnswer.write(
                            processor.anneal(same),
                            job.parameters().answerMode(),
                            processor.properties().graph().labels()));
        }
        return problem;
    }

    private void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        synchronized (this) {
            responseHeaders.forEach(exchange.getResponseHeaders()::set);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
