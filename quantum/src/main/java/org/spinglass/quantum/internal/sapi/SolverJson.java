// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Solvers that are quantum processors as JSON. What {@link ProcessorProperties} has no component for is kept in {@link
 * ProcessorProperties#others}, as texts, numbers, lists and maps; the descriptions of parameters there as {@code
 * parameters}.
 */
public final class SolverJson {
    private static final String PARAMETERS = "parameters";
    private static final String EXTENDED = "extended_j_range";
    private static final String PER_QUBIT = "per_qubit_coupling_range";
    private static final String PER_GROUP = "per_group_coupling_range";
    private static final Set<String> COMPONENTS = Set.of(
            "topology",
            "num_qubits",
            "qubits",
            "couplers",
            "h_range",
            "j_range",
            EXTENDED,
            PER_QUBIT,
            PER_GROUP,
            "num_reads_range",
            "annealing_time_range",
            "default_annealing_time",
            "problem_run_duration_range");
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private SolverJson() {}

    /** Whether a solver says that it is a quantum processor; others have no properties that could be read here. */
    public static boolean isProcessor(JsonNode solver) {
        return solver.path("properties").path("category").asString("").equals("qpu");
    }

    /**
     * The properties of a solver.
     *
     * @throws IllegalArgumentException naming the solver, and the property that is missing or cannot be
     */
    public static ProcessorProperties read(JsonNode solver) {
        SolverIdentity identity = SolverIdentity.of(solver.path("identity"));
        String of = "solver " + identity.name();
        JsonNode json = solver.path("properties");
        Topology topology = topology(json.path("topology"), of);
        Map<String, Object> others =
                new LinkedHashMap<>(json.isObject() ? JsonMapper.shared().convertValue(json, VALUES) : Map.of());
        others.keySet().removeAll(COMPONENTS);
        Set<String> parameters = new LinkedHashSet<>(json.path(PARAMETERS).propertyNames());
        Range couplings = Fields.range(json, "j_range", of);
        return new ProcessorProperties(
                identity.name(),
                identity.graphId(),
                topology,
                graph(json, topology, of),
                Fields.range(json, "h_range", of),
                couplings,
                json.hasNonNull(EXTENDED) ? Fields.range(json, EXTENDED, of) : couplings,
                json.hasNonNull(PER_QUBIT) ? Fields.range(json, PER_QUBIT, of) : null,
                json.hasNonNull(PER_GROUP) ? Fields.range(json, PER_GROUP, of) : null,
                Fields.range(json, "num_reads_range", of),
                Fields.range(json, "annealing_time_range", of),
                Fields.number(json, "default_annealing_time", of),
                Fields.range(json, "problem_run_duration_range", of),
                parameters,
                others);
    }

    private static Topology topology(JsonNode json, String of) {
        int[] shape = Fields.wholeNumbers(json.path("shape"), "topology.shape", of);
        return Topology.of(
                Fields.text(json, "type", of), Arrays.stream(shape).boxed().toList());
    }

    private static WorkingGraph graph(JsonNode json, Topology topology, String of) {
        if (json.has("num_qubits") && Fields.wholeNumber(json, "num_qubits", of) != topology.labels()) {
            throw Fields.unexpected(of, "num_qubits", json.path("num_qubits"), topology.labels() + " of its topology");
        }
        JsonNode pairs = json.path("couplers");
        int[] couplers = new int[2 * pairs.size()];
        for (int c = 0; c < pairs.size(); c++) {
            int[] pair = Fields.wholeNumbers(pairs.get(c), "couplers", of);
            if (pair.length != 2) {
                throw Fields.unexpected(of, "a coupler", pairs.get(c), "two qubits");
            }
            couplers[2 * c] = pair[0];
            couplers[2 * c + 1] = pair[1];
        }
        try {
            return new WorkingGraph(
                    topology.labels(), Fields.wholeNumbers(json.path("qubits"), "qubits", of), couplers);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(of + ": " + e.getMessage(), e);
        }
    }

    /**
     * The message about a processor, without its state and load. A category, a name of its chip and its types of problem are
     * added where it does not say them itself.
     */
    public static ObjectNode write(ProcessorProperties properties, String description) {
        ObjectNode solver = JsonMapper.shared().createObjectNode();
        solver.set("identity", new SolverIdentity(properties.name(), properties.graphId()).toJson());
        solver.put("description", description);
        ObjectNode json = solver.putObject("properties");
        json.put("category", "qpu").put("chip_id", properties.name());
        ArrayNode types = json.putArray("supported_problem_types");
        for (ProblemType type : ProblemType.values()) {
            types.add(type.wireName());
        }
        ObjectNode topology =
                json.putObject("topology").put("type", properties.topology().type());
        topology.set(
                "shape", JsonMapper.shared().valueToTree(properties.topology().shape()));
        json.put("num_qubits", properties.graph().labels());
        json.set("qubits", JsonMapper.shared().valueToTree(properties.graph().qubits()));
        ArrayNode couplers = json.putArray("couplers");
        int[] ends = properties.graph().couplers();
        for (int e = 0; e < ends.length; e += 2) {
            couplers.addArray().add(ends[e]).add(ends[e + 1]);
        }
        range(json, "h_range", properties.fieldRange());
        range(json, "j_range", properties.couplingRange());
        range(json, EXTENDED, properties.extendedCouplingRange());
        range(json, PER_QUBIT, properties.qubitCouplingRange());
        range(json, PER_GROUP, properties.groupCouplingRange());
        whole(json, "num_reads_range", properties.readsRange());
        range(json, "annealing_time_range", properties.annealingTimeRange());
        json.put("default_annealing_time", properties.defaultAnnealingTime());
        range(json, "problem_run_duration_range", properties.runTimeRange());
        properties
                .others()
                .forEach((name, value) -> json.set(name, JsonMapper.shared().valueToTree(value)));
        ObjectNode descriptions = json.putObject(PARAMETERS);
        Map<?, ?> known = properties.others().get(PARAMETERS) instanceof Map<?, ?> map ? map : Map.of();
        for (String name : new TreeSet<>(properties.parameters())) {
            Object text = known.get(name);
            descriptions.put(name, text == null ? "" : text.toString());
        }
        return solver;
    }

    private static void range(ObjectNode json, String name, @Nullable Range range) {
        if (range != null) {
            json.putArray(name).add(range.low()).add(range.high());
        }
    }

    private static void whole(ObjectNode json, String name, Range range) {
        json.putArray(name).add((long) range.low()).add((long) range.high());
    }
}
