// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Features of solvers by their paths, such as {@code topology.type} or {@code num_active_qubits}, and their order. */
final class SolverFeature {
    static final String ONLINE = "online";
    static final String LOAD = "avg_load";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> DERIVED = Set.of(
            "id",
            "name",
            ONLINE,
            LOAD,
            "qpu",
            "hybrid",
            "software",
            "lower_noise",
            "num_active_qubits",
            "version",
            "graph_id");

    private SolverFeature() {}

    /** What is said of a parameter of problems; missing where the solver has none, and for what is derived. */
    static JsonNode parameter(SolverInfo solver, String path) {
        return DERIVED.contains(path)
                ? MissingNode.getInstance()
                : at(solver.properties().path("parameters"), path);
    }

    /** A derived value, a property, or a part of the whole. */
    static JsonNode value(SolverInfo solver, String path) {
        if (DERIVED.contains(path)) {
            return derived(solver, path);
        }
        JsonNode property = at(solver.properties(), path);
        if (!property.isMissingNode()) {
            return property;
        }
        JsonNode part = at(solver.json(), path);
        return part.isMissingNode() ? at(solver.json().path("identity"), path) : part;
    }

    private static JsonNode derived(SolverInfo solver, String name) {
        return switch (name) {
            case "id" -> NODES.stringNode(solver.identity());
            case "name" -> NODES.stringNode(solver.name());
            case ONLINE -> BooleanNode.valueOf(solver.isOnline());
            case LOAD -> solver.json().path(LOAD);
            case "lower_noise" ->
                BooleanNode.valueOf(solver.properties()
                        .path("tags")
                        .valueStream()
                        .anyMatch(tag -> tag.asString("").equals("lower_noise")));
            case "num_active_qubits" ->
                solver.properties().path("qubits").isArray()
                        ? NODES.numberNode(solver.qubits())
                        : MissingNode.getInstance();
            case "version" -> solver.json().path("identity").path("version");
            case "graph_id" -> solver.json().path("identity").path("version").path("graph_id");
            default -> BooleanNode.valueOf(solver.category().equals(name));
        };
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode value = object;
        for (String step : path.split("\\.")) {
            value = value.path(step);
        }
        return value;
    }

    /** Numbers and texts by their order, others after them, what is not there last. */
    static int compare(JsonNode a, JsonNode b) {
        int kinds = Integer.compare(kind(a), kind(b));
        if (kinds != 0 || kind(a) > 1) {
            return kinds;
        }
        return a.isString() ? a.stringValue().compareTo(b.stringValue()) : Double.compare(number(a), number(b));
    }

    private static int kind(JsonNode value) {
        return value.isNumber() || value.isBoolean()
                ? 0
                : value.isString() ? 1 : value.isNull() || value.isMissingNode() ? 3 : 2;
    }

    private static double number(JsonNode value) {
        return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
    }
}
