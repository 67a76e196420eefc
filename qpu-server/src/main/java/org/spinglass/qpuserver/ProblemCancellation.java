// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
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
    private final ProblemStore store;

    ProblemCancellation(ProblemStore store) {
        this.store = store;
    }

    /** What became of each problem of a list. */
    Reply cancel(HttpRequest request) {
        JsonNode ids = request.json();
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
        return Negotiation.reply(request, MediaType.PROBLEMS, results);
    }

    /** What became of one problem. */
    Reply cancelOne(HttpRequest request, String id) {
        ObjectNode result = cancelled(id);
        int status = SapiError.isError(result) ? SapiError.of(result).code() : 200;
        return Negotiation.reply(request, MediaType.PROBLEM, result).withStatus(status);
    }

    /** Gives a problem up: at once while it waits, and as soon as its processor looks up while it is being solved. */
    private ObjectNode cancelled(String id) {
        return store.with(store.require(id), problem -> {
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
