package org.spinglass.qpuserver;

import java.util.List;
import org.spinglass.quantum.internal.sapi.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests about problems to where they are served. */
final class Problems {
    private final ProblemBook book;
    private final ProblemIntake intake;
    private final ProblemQueries queries;
    private final ProblemCancellation cancellation;

    Problems(ProblemBook book, Catalogue catalogue) {
        this.book = book;
        this.intake = new ProblemIntake(book, catalogue);
        this.queries = new ProblemQueries(book);
        this.cancellation = new ProblemCancellation(book);
    }

    /**
     * The reply to a request.
     *
     * @param path what follows {@code problems}
     */
    Reply reply(Call call, List<String> path) throws InterruptedException {
        String request = call.method() + (path.size() < 2 ? "/" + path.size() : "/" + path.get(1));
        return switch (path.size() > 2 ? "" : request) {
            case "POST/0" -> intake.submit(call);
            case "GET/0" -> Negotiation.reply(call, MediaType.PROBLEMS, queries.states(call));
            case "DELETE/0" -> cancellation.cancel(call);
            case "GET/1" -> Negotiation.reply(call, MediaType.PROBLEM, queries.state(call, path.getFirst()));
            case "DELETE/1" -> cancellation.cancelOne(call, path.getFirst());
            case "GET/info" ->
                Negotiation.reply(call, MediaType.DATA, book.with(book.require(path.getFirst()), ServedProblem::info));
            case "GET/answer" ->
                Negotiation.reply(call, MediaType.ANSWER, book.with(book.require(path.getFirst()), Problems::answer));
            case "GET/messages" -> {
                book.require(path.getFirst());
                yield Negotiation.reply(
                        call, MediaType.MESSAGES, JsonMapper.shared().createArrayNode());
            }
            default -> throw new Refusal(404, call.method() + " problems/" + String.join("/", path) + " is unknown");
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
