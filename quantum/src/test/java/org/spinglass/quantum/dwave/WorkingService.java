// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.internal.sapi.Deflate;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.ProblemStatus;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import org.spinglass.quantum.internal.sapi.QpAnswer;
import org.spinglass.quantum.internal.sapi.SapiError;
import org.spinglass.quantum.internal.sapi.SolverIdentity;
import org.spinglass.quantum.internal.sapi.SolverJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service knows and does, without HTTP: it takes problems, solves them after some questions, and can be told to refuse, to
 * fail and to hide them. Safe for several threads.
 */
class WorkingService {
    static final String TOKEN = "SECRET-0123456789abcdef";

    private final Processor processor;
    private final Map<String, ObjectNode> problems = new LinkedHashMap<>();
    private final Map<String, AnnealJob> jobs = new HashMap<>();
    private final List<String> cancelled = new ArrayList<>();
    private int pollsBeforeAnswer = 1;
    private boolean answersWithStatus;
    private int looksInVain;
    private JsonNode refusal = JsonMapper.shared().createArrayNode();

    /** What is answered. */
    record Reply(int status, MediaType media, JsonNode json) {}

    WorkingService(Processor processor) {
        this.processor = processor;
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

    synchronized List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    /** Does what a request asks for. */
    synchronized Reply work(HttpExchange exchange, String path, byte[] body) {
        String method = exchange.getRequestMethod();
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
            AnnealJob same = job.withLabel("");
            problem.set(
                    "answer",
                    QpAnswer.write(
                            processor.anneal(same),
                            job.parameters().answerMode(),
                            processor.properties().graph().labels()));
        }
        return problem;
    }
}
