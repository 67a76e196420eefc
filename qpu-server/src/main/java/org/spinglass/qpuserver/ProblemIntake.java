// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.SolverIdentity;
import org.spinglass.quantum.internal.sapi.UniqueLabel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes problems, one or many in a request, and puts them into the queues of their solvers. */
final class ProblemIntake {
    private static final int MOST = 1000;

    private final ProblemStore store;
    private final Catalogue catalogue;

    ProblemIntake(ProblemStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /** The states of the problems of a request, or why they are not taken, one by one. */
    Reply submit(HttpRequest request) {
        Negotiation.require(request.header("Accept"), MediaType.PROBLEMS);
        JsonNode jobs = request.json();
        if (!jobs.isArray()) {
            return Negotiation.reply(request, MediaType.PROBLEMS, take(jobs, request.client()));
        }
        if (jobs.isEmpty() || jobs.size() > MOST) {
            throw new Refusal(400, jobs.size() + " problems; expected 1 to " + MOST);
        }
        ArrayNode states = JsonMapper.shared().createArrayNode();
        for (JsonNode job : jobs) {
            try {
                states.add(take(job, request.client()));
            } catch (Refusal refusal) {
                states.add(refusal.error().toJson());
            }
        }
        return Negotiation.reply(request, MediaType.PROBLEMS, states);
    }

    /** Puts a problem into its solver's queue. */
    private ObjectNode take(JsonNode job, String client) {
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
        SolverQueue queue = catalogue.queue(solver.name());
        queue.admit(message);
        ServedProblem problem = new ServedProblem(store.name(), message, solver, client);
        ObjectNode state = problem.status(false).toJson();
        store.add(problem);
        queue.add(problem);
        return state;
    }
}
