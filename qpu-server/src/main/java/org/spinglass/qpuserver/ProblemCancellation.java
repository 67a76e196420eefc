package org.spinglass.qpuserver;

import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import org.spinglass.quantum.internal.sapi.SapiError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives problems up at the wish of their owner. */
final class ProblemCancellation {
    private final ProblemBook book;

    ProblemCancellation(ProblemBook book) {
        this.book = book;
    }

    /** What became of each problem of a list. */
    Reply cancel(Call call) {
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

    /** What became of one problem. */
    Reply cancelOne(Call call, String id) {
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
