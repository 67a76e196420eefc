// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.List;
import org.spinglass.quantum.internal.sapi.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests about problems to where they are served. */
final class Problems {
    private final ProblemStore store;
    private final ProblemIntake intake;
    private final ProblemQueries queries;
    private final ProblemCancellation cancellation;

    Problems(ProblemStore store, Catalogue catalogue) {
        this.store = store;
        this.intake = new ProblemIntake(store, catalogue);
        this.queries = new ProblemQueries(store);
        this.cancellation = new ProblemCancellation(store);
    }

    /**
     * The reply to a request.
     *
     * @param path what follows {@code problems}
     */
    Reply reply(HttpRequest request, List<String> path) throws InterruptedException {
        String route = request.method() + (path.size() < 2 ? "/" + path.size() : "/" + path.get(1));
        return switch (path.size() > 2 ? "" : route) {
            case "POST/0" -> intake.submit(request);
            case "GET/0" -> Negotiation.reply(request, MediaType.PROBLEMS, queries.states(request));
            case "DELETE/0" -> cancellation.cancel(request);
            case "GET/1" -> Negotiation.reply(request, MediaType.PROBLEM, queries.state(request, path.getFirst()));
            case "DELETE/1" -> cancellation.cancelOne(request, path.getFirst());
            case "GET/info" ->
                Negotiation.reply(
                        request, MediaType.DATA, store.with(store.require(path.getFirst()), ServedProblem::info));
            case "GET/answer" ->
                Negotiation.reply(
                        request, MediaType.ANSWER, store.with(store.require(path.getFirst()), Problems::answer));
            case "GET/messages" -> {
                store.require(path.getFirst());
                yield Negotiation.reply(
                        request, MediaType.MESSAGES, JsonMapper.shared().createArrayNode());
            }
            default -> throw new Refusal(404, request.method() + " problems/" + String.join("/", path) + " is unknown");
        };
    }

    private static ObjectNode answer(ServedProblem problem) {
        JsonNode answer = problem.answer();
        if (answer == null) {
            throw new Refusal(404, "Problem has no answer: it is " + problem.state());
        }
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.set("answer", answer);
        return json;
    }
}
