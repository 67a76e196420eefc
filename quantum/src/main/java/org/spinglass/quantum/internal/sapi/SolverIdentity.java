// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which solver.
 *
 * @param name its name
 * @param graphId the version of its working graph; null where it has none, and in a request for any
 */
public record SolverIdentity(String name, @Nullable String graphId) {

    /** {@code {"name": "...", "version": {"graph_id": "..."}}}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("name", name);
        if (graphId != null) {
            json.putObject("version").put("graph_id", graphId);
        }
        return json;
    }

    /**
     * The identity of an object, or of a plain name.
     *
     * @throws IllegalArgumentException when there is no name
     */
    public static SolverIdentity of(JsonNode json) {
        if (json.isString()) {
            return new SolverIdentity(json.stringValue(), null);
        }
        JsonNode graph = json.path("version").path("graph_id");
        return new SolverIdentity(Fields.text(json, "name", "solver"), graph.isString() ? graph.stringValue() : null);
    }

    @Override
    public String toString() {
        return graphId == null ? name : name + ";graph_id=" + graphId;
    }
}
