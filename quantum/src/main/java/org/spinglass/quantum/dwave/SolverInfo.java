// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.internal.sapi.SolverIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a solver says of itself: an object with {@code identity}, {@code status}, {@code avg_load}, {@code description} and
 * {@code properties}. Immutable.
 */
public final class SolverInfo {
    /** Characters of a list that is shown. */
    private static final int LONGEST = 60;

    private final JsonNode json;

    /** Takes the object over, which must not change afterwards. */
    SolverInfo(JsonNode json) {
        this.json = json;
    }

    /** All that it says. */
    JsonNode json() {
        return json;
    }

    /** Its name; empty where it has none. */
    public String name() {
        return json.path("identity").path("name").asString("");
    }

    /** Of its working graph, which changes when it is calibrated anew; null where it has none. */
    public @Nullable String graphId() {
        return json.path("identity")
                .path("version")
                .path("graph_id")
                .asStringOpt()
                .orElse(null);
    }

    /** Name, and version where there is one: {@code Advantage_system6.4;graph_id=01dae5a273}. */
    public String identity() {
        return new SolverIdentity(name(), graphId()).toString();
    }

    /** Whether it takes problems; one that does not say does. */
    public boolean isOnline() {
        return json.path("status").asString("online").equalsIgnoreCase("online");
    }

    /** How busy it is, 0 to 1. */
    public double load() {
        return json.path("avg_load").asDouble(0);
    }

    /** {@code qpu}, {@code hybrid}, {@code software}; empty where it does not say. */
    public String category() {
        return properties().path("category").asString("").toLowerCase(Locale.ROOT);
    }

    /** What it can do, by D-Wave's names. */
    JsonNode properties() {
        return json.path("properties");
    }

    /**
     * Its properties one by one, with what its parameters do; of lists that are long how many values they have.
     *
     * @return texts by name, {@code parameters.} before those of parameters
     */
    public Map<String, String> described() {
        Map<String, String> all = new LinkedHashMap<>();
        properties().properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            String text = value.isString() ? value.stringValue() : value.toString();
            boolean isParameters = entry.getKey().equals("parameters");
            if (!isParameters) {
                all.put(entry.getKey(), text.length() > LONGEST && value.isArray() ? value.size() + " values" : text);
            }
        });
        properties()
                .path("parameters")
                .properties()
                .forEach(entry ->
                        all.put("parameters." + entry.getKey(), entry.getValue().asString("")));
        return all;
    }

    /** Its family and size, such as {@code pegasus [16]}; empty where it has no topology. */
    public String topology() {
        JsonNode topology = properties().path("topology");
        return topology.isMissingNode()
                ? ""
                : topology.path("type").asString("?") + " "
                        + topology.path("shape").toString();
    }

    /** Working qubits. */
    public int qubits() {
        return properties().path("qubits").size();
    }

    /** Working couplers. */
    public int couplers() {
        return properties().path("couplers").size();
    }

    @Override
    public String toString() {
        return "SolverInfo[" + identity() + "]";
    }

    /**
     * Solvers as one line of JSON: {@code endpoint}, and {@code solvers} with {@code name, graphId, category, topology, qubits,
     * couplers, status, load, description} each.
     *
     * @param hasProperties whether each has its {@code properties} too, as the service states them
     */
    public static String toJson(URI endpoint, List<SolverInfo> solvers, boolean hasProperties) {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("endpoint", endpoint.toString());
        ArrayNode list = json.putArray("solvers");
        for (SolverInfo solver : solvers) {
            ObjectNode one = list.addObject()
                    .put("name", solver.name())
                    .put("graphId", solver.graphId())
                    .put("category", solver.category());
            JsonNode topology = solver.properties().path("topology");
            one.set("topology", topology.isMissingNode() ? NullNode.getInstance() : topology);
            one.put("qubits", solver.qubits())
                    .put("couplers", solver.couplers())
                    .put("status", solver.isOnline() ? "online" : "offline")
                    .put("load", solver.load())
                    .put("description", solver.json().path("description").asString(""));
            if (hasProperties) {
                one.set("properties", solver.properties());
            }
        }
        return json.toString();
    }
}
