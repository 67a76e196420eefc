// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.qpuserver.SolverDescriptions.Description;
import org.spinglass.quantum.internal.json.JsonFault;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.SolverIdentity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The solvers: what they say of themselves, and where their problems go. */
final class Catalogue {

    private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    private final Map<String, SolverQueue> queues = new LinkedHashMap<>();
    private final SolverDescriptions descriptions = new SolverDescriptions();

    Catalogue(List<SolverWork> solvers, ProblemStore store, ServerOptions options) {
        for (String text : options.listed()) {
            put(parsed(text));
        }
        for (SolverWork solver : solvers) {
            put(solver.definition());
        }
        for (SolverWork solver : solvers) {
            queues.put(solver.name(), new SolverQueue(solver, store, options));
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a listed solver is no JSON: " + JsonFault.of(e), e);
        }
    }

    private void put(JsonNode solver) {
        String name = SolverIdentity.of(solver.path("identity")).name();
        if (!(solver instanceof ObjectNode object) || definitions.put(name, object) != null) {
            throw new IllegalArgumentException("two solvers are called " + name + "; expected different names");
        }
    }

    /** The identity of a solver that is asked for; null where there is none of that name and version. */
    @Nullable
    SolverIdentity find(SolverIdentity wanted) {
        ObjectNode definition = definitions.get(wanted.name());
        if (definition == null) {
            return null;
        }
        SolverIdentity found = SolverIdentity.of(definition.path("identity"));
        return wanted.graphId() == null || wanted.graphId().equals(found.graphId()) ? found : null;
    }

    /** Whether a solver solves problems of a type. */
    boolean takes(String name, String type) {
        if (!queues.containsKey(name)) {
            return false;
        }
        for (JsonNode known : definition(name).path("properties").path("supported_problem_types")) {
            if (known.asString("").equals(type)) {
                return true;
            }
        }
        return false;
    }

    SolverQueue queue(String name) {
        SolverQueue queue = queues.get(name);
        if (queue == null) {
            throw new IllegalArgumentException(name + " solves no problems");
        }
        return queue;
    }

    private ObjectNode definition(String name) {
        ObjectNode definition = definitions.get(name);
        if (definition == null) {
            throw new Refusal(404, "Solver does not exist or apitoken does not have access");
        }
        return definition;
    }

    /** All solvers, or the one that the path names. */
    Reply reply(HttpRequest request, @Nullable String name) {
        if (!request.method().equals("GET")) {
            throw new Refusal(405, request.method() + " of solvers; expected GET");
        }
        String filter = request.query().getOrDefault("filter", "all");
        List<Double> loads = queues.values().stream().map(SolverQueue::load).toList();
        Description rendition = descriptions.of(name, filter, loads, () -> described(name, filter));
        Reply reply =
                Negotiation.reply(request, name == null ? MediaType.SOLVERS : MediaType.SOLVER, rendition.content());
        String known = request.header("If-None-Match");
        boolean isKnown = known != null
                && (known.contains(rendition.tag()) || known.strip().equals("*"));
        Reply sent = isKnown ? new Reply(304, reply.contentType(), null, reply.headers()) : reply;
        // another service may be started at the same address; who has the description already is sent no other (304)
        return sent.with("ETag", rendition.tag()).with("Cache-Control", "private, max-age=0");
    }

    private JsonNode described(@Nullable String name, String filter) {
        if (name != null) {
            return FieldFilter.apply(current(name), filter);
        }
        ArrayNode list = JsonMapper.shared().createArrayNode();
        definitions.keySet().forEach(each -> list.add(FieldFilter.apply(current(each), filter)));
        return list;
    }

    private ObjectNode current(String name) {
        ObjectNode solver = JsonMapper.shared().createObjectNode();
        solver.setAll(definition(name));
        SolverQueue queue = queues.get(name);
        return solver.put("status", "ONLINE").put("avg_load", queue == null ? 0 : queue.load());
    }

    void close() {
        queues.values().forEach(SolverQueue::close);
    }
}
