package org.spinglass.quantum.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.sapi.JobMessage;
import org.spinglass.quantum.sapi.MediaType;
import org.spinglass.quantum.sapi.ProblemStatus.State;
import org.spinglass.quantum.sapi.SapiError;
import org.spinglass.quantum.sapi.SolverIdentity;
import org.spinglass.quantum.sapi.UniqueLabel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests about problems. */
final class Problems {
    private static final int MOST = 1000;
    private static final int LONGEST_WAIT = 30;
    private static final double USUAL_WAIT = 1;

    private final ProblemBook book;
    private final Catalogue catalogue;

    Problems(ProblemBook book, Catalogue catalogue) {
        this.book = book;
        this.catalogue = catalogue;
    }

    /**
     * The reply to a request.
     *
     * @param path what follows {@code problems}
     */
    Reply reply(Call call, List<String> path) throws InterruptedException {
        String request = call.method() + (path.size() < 2 ? "/" + path.size() : "/" + path.get(1));
        return switch (path.size() > 2 ? "" : request) {
            case "POST/0" -> submit(call);
            case "GET/0" -> Negotiation.reply(call, MediaType.PROBLEMS, states(call));
            case "DELETE/0" -> cancel(call);
            case "GET/1" -> Negotiation.reply(call, MediaType.PROBLEM, state(call, path.getFirst()));
            case "DELETE/1" -> cancelOne(call, path.getFirst());
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

    private Reply submit(Call call) {
        Negotiation.require(call.header("Accept"), MediaType.PROBLEMS);
        JsonNode jobs = call.json();
        if (!jobs.isArray()) {
            return Negotiation.reply(call, MediaType.PROBLEMS, take(jobs));
        }
        if (jobs.isEmpty() || jobs.size() > MOST) {
            throw new Refusal(400, jobs.size() + " problems; expected 1 to " + MOST);
        }
        ArrayNode states = JsonMapper.shared().createArrayNode();
        for (JsonNode job : jobs) {
            try {
                states.add(take(job));
            } catch (Refusal refusal) {
                states.add(refusal.error().toJson());
            }
        }
        return Negotiation.reply(call, MediaType.PROBLEMS, states);
    }

    /** Puts a problem into its solver's queue. */
    private ObjectNode take(JsonNode job) {
        JobMessage message;
        try {
            message = JobMessage.of(job);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
        SolverIdentity solver = catalogue.find(message.solver());
        if (solver == null) {
            throw new Refusal(404, "Solver does not exist or apitoken does not have access");
        }
        if (!catalogue.takes(solver.name(), message.type())) {
            throw new Refusal(400, "Problem type (" + message.type() + ") is not supported by the solver.");
        }
        if (message.label().length() > UniqueLabel.LONGEST) {
            throw new Refusal(
                    400,
                    "the label has " + message.label().length() + " characters; expected at most "
                            + UniqueLabel.LONGEST);
        }
        ServedProblem problem = new ServedProblem(book.name(), message, solver);
        ObjectNode state = problem.status(false).toJson();
        book.add(problem);
        catalogue.queue(solver.name()).add(problem);
        return state;
    }

    private ArrayNode states(Call call) throws InterruptedException {
        String ids = call.query().get("id");
        boolean isFiltered =
                call.query().keySet().stream().anyMatch(name -> !name.equals("id") && !name.equals("timeout"));
        List<ServedProblem> found;
        if (ids == null || isFiltered) {
            String most = call.query().getOrDefault("max_results", Integer.toString(MOST));
            found = book.matching(filter(call)).stream()
                    .limit(number("max_results", most, MOST))
                    .toList();
        } else {
            List<String> wanted = List.of(ids.split(","));
            if (wanted.size() > MOST) {
                throw new Refusal(400, wanted.size() + " ids; expected at most " + MOST);
            }
            found = book.awaited(wanted, timeout(call));
        }
        ArrayNode states = JsonMapper.shared().createArrayNode();
        for (ServedProblem problem : found) {
            states.add(book.with(problem, each -> each.status(false)).toJson());
        }
        return states;
    }

    private static Predicate<ServedProblem> filter(Call call) {
        String ids = call.query().get("id");
        @Nullable String state = call.query().get("status");
        @Nullable String solver = call.query().get("solver");
        @Nullable String label = call.query().get("label");
        return problem -> (ids == null || Arrays.asList(ids.split(",")).contains(problem.id()))
                && (state == null || problem.state().name().equals(state.toUpperCase(Locale.ROOT)))
                && (solver == null || problem.solver().name().equals(solver))
                && (label == null || problem.message().label().equals(label));
    }

    private static double timeout(Call call) {
        String text = call.query().get("timeout");
        return text == null ? USUAL_WAIT : number("timeout", text, LONGEST_WAIT);
    }

    private static int number(String name, String text, int most) {
        if (text.matches("[0-9]{1,6}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        }
        throw new Refusal(400, name + " is '" + text + "'; expected a whole number from 1 to " + most);
    }

    private ObjectNode state(Call call, String id) throws InterruptedException {
        ServedProblem problem = book.require(id);
        book.awaited(List.of(id), timeout(call));
        return book.with(problem, each -> each.status(true)).toJson();
    }

    private Reply cancel(Call call) {
        JsonNode ids = call.json();
        if (!ids.isArray() || ids.isEmpty()) {
            throw new Refusal(400, "ids are " + ids + "; expected a list of at least one");
        }
        ArrayNode results = JsonMapper.shared().createArrayNode();
        for (JsonNode id : ids) {
            try {
                results.add(cancelled(id.asString("")));
            } catch (Refusal refusal) {
                results.add(refusal.error().toJson());
            }
        }
        return Negotiation.reply(call, MediaType.PROBLEMS, results);
    }

    private Reply cancelOne(Call call, String id) {
        ObjectNode result = cancelled(id);
        int status = SapiError.isError(result) ? SapiError.of(result).code() : 200;
        return Negotiation.reply(call, MediaType.PROBLEM, result).withStatus(status);
    }

    /** Gives a problem up: at once while it waits, and as soon as its processor looks up while it is being solved. */
    private ObjectNode cancelled(String id) {
        return book.with(book.require(id), problem -> {
            if (problem.state().isTerminal()) {
                throw new Refusal(409, "Problem has been finished.");
            }
            problem.giveUp();
            if (problem.state() == State.IN_PROGRESS) {
                return new SapiError(202, "Attempting to cancel problem in progress.").toJson();
            }
            problem.end(State.CANCELLED);
            return problem.status(false).toJson();
        });
    }
}
