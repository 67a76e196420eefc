// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Which solvers are wanted, in what order. A wish is a path into what a solver says of itself, with an operator behind it or
 * not: {@code qpu}, {@code num_active_qubits__gt}, {@code topology__type__eq}. Solvers that are offline are left out unless
 * {@code online} is among the wishes. Immutable.
 *
 * @see FilterOperator
 */
public final class SolverFilter {
    private static final String ORDER = "order_by";

    private final Map<String, JsonNode> wishes;
    private final @Nullable String order;

    private SolverFilter(Map<String, JsonNode> wishes, @Nullable String order) {
        this.wishes = Collections.unmodifiableMap(new LinkedHashMap<>(wishes));
        this.order = order;
    }

    /**
     * The filter of a text: a JSON object of wishes, of which {@code order_by} is the order; or a solver's name; or its name
     * and version, {@code Advantage_system6.4;graph_id=01dae5a273}, percent-encoded. Without an order the solver that is
     * least busy comes first.
     *
     * @throws ConfigException when the order is no text
     */
    public static SolverFilter parse(String text) {
        return of(SolverText.wishes(text));
    }

    /** The filter of a JSON object. */
    static SolverFilter of(ObjectNode definition) {
        Map<String, JsonNode> wishes = new LinkedHashMap<>();
        definition.properties().forEach(wish -> wishes.put(wish.getKey(), wish.getValue()));
        JsonNode order = wishes.remove(ORDER);
        if (order != null && !order.isString() && !order.isNull()) {
            throw new ConfigException("order_by is " + order + "; expected a property, such as \"-num_active_qubits\"");
        }
        return new SolverFilter(
                wishes, order == null ? SolverFeature.LOAD : order.isNull() ? null : order.stringValue());
    }

    /** In another order: a property, a minus before it for the reverse. */
    SolverFilter orderedBy(String property) {
        return new SolverFilter(wishes, property);
    }

    /** The only name that can satisfy the wishes; null where there may be several. */
    @Nullable
    String soleName() {
        for (String key : List.of("name", "name__eq")) {
            if (wishes.get(key) instanceof StringNode name) {
                return name.stringValue();
            }
        }
        for (String key : List.of("identity", "identity__eq")) {
            JsonNode identity = wishes.get(key);
            if (identity != null && identity.path("name").isString()) {
                return identity.path("name").stringValue();
            }
        }
        return null;
    }

    /**
     * The solvers that satisfy every wish, in order.
     *
     * @throws ConfigException when a wish is of a kind that its operator does not know
     */
    public List<SolverInfo> select(List<SolverInfo> solvers) {
        boolean asksForStatus = wishes.keySet().stream()
                .anyMatch(key -> key.equals(SolverFeature.ONLINE) || key.startsWith("online__"));
        List<SolverInfo> found = new ArrayList<>(solvers.stream()
                .filter(solver -> asksForStatus || solver.isOnline())
                .filter(this::isSatisfied)
                .toList());
        if (order != null) {
            String path = order.startsWith("-") ? order.substring(1) : order;
            found.sort(Comparator.comparing(solver -> SolverFeature.value(solver, path), SolverFeature::compare));
            if (order.startsWith("-")) {
                Collections.reverse(found);
            }
        }
        return found;
    }

    private boolean isSatisfied(SolverInfo solver) {
        return wishes.entrySet().stream().allMatch(wish -> isSatisfied(solver, wish.getKey(), wish.getValue()));
    }

    private static boolean isSatisfied(SolverInfo solver, String key, JsonNode wish) {
        List<String> path = new ArrayList<>(Arrays.asList(key.split("__")));
        FilterOperator operator = path.size() > 1 ? FilterOperator.named(path.getLast()) : null;
        if (operator != null) {
            path.removeLast();
        }
        String joined = String.join(".", path);
        JsonNode parameter = SolverFeature.parameter(solver, joined);
        FilterOperator standard = parameter.isMissingNode() ? FilterOperator.EQ : FilterOperator.AVAILABLE;
        JsonNode property = parameter.isMissingNode() ? SolverFeature.value(solver, joined) : parameter;
        try {
            return (operator == null ? standard : operator).holds(property, wish);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("solver feature " + key + " is " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return wishes.isEmpty() ? "any solver" : wishes.toString();
    }
}
