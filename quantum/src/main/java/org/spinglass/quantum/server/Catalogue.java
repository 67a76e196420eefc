package org.spinglass.quantum.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.sapi.MediaType;
import org.spinglass.quantum.sapi.SolverIdentity;
import org.spinglass.quantum.sapi.SolverJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The solvers: what they say of themselves, and where their problems go. */
final class Catalogue {
    private static final String DESCRIPTION = "emulated annealer";

    /** How long what does not change may be kept, in seconds. */
    private static final int LASTING = 60;

    private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    private final Map<String, SolverQueue> queues = new LinkedHashMap<>();

    Catalogue(List<Processor> processors, ProblemBook book, ServerOptions options) {
        for (JsonNode solver : options.listed()) {
            put(solver.deepCopy());
        }
        for (Processor processor : processors) {
            put(SolverJson.write(processor.properties(), DESCRIPTION));
        }
        for (Processor processor : processors) {
            queues.put(processor.properties().name(), new SolverQueue(processor, book, options.delay()));
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
    Reply reply(Call call, @Nullable String name) {
        if (!call.method().equals("GET")) {
            throw new Refusal(405, call.method() + " of solvers; expected GET");
        }
        String filter = call.query().getOrDefault("filter", "all");
        if (name == null) {
            ArrayNode list = JsonMapper.shared().createArrayNode();
            definitions.keySet().forEach(each -> list.add(FieldFilter.apply(current(each), filter)));
            return cached(call, Negotiation.reply(call, MediaType.SOLVERS, list), list);
        }
        ObjectNode solver = FieldFilter.apply(current(name), filter);
        return cached(call, Negotiation.reply(call, MediaType.SOLVER, solver), solver);
    }

    private ObjectNode current(String name) {
        ObjectNode solver = JsonMapper.shared().createObjectNode();
        solver.setAll(definition(name));
        SolverQueue queue = queues.get(name);
        return solver.put("status", "ONLINE").put("avg_load", queue == null ? 0 : queue.load());
    }

    private static Reply cached(Call call, Reply reply, JsonNode body) {
        String tag = "W/\"" + digest(body.toString()) + "\"";
        JsonNode first = body.isArray() ? body.path(0) : body;
        boolean isLasting = !first.has("status") && !first.has("avg_load");
        String known = call.header("If-None-Match");
        Reply sent = known != null && (known.contains(tag) || known.strip().equals("*"))
                ? new Reply(304, reply.contentType(), null, reply.headers())
                : reply;
        return sent.with("ETag", tag).with("Cache-Control", "private, max-age=" + (isLasting ? LASTING : 0));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }

    void close() {
        queues.values().forEach(SolverQueue::close);
    }
}
