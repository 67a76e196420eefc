package org.spinglass.quantum.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
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
    private static final String STANDARD_ORDER = "avg_load";
    private static final String ONLINE = "online";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> DERIVED = Set.of(
            "id",
            "name",
            ONLINE,
            STANDARD_ORDER,
            "qpu",
            "hybrid",
            "software",
            "lower_noise",
            "num_active_qubits",
            "version",
            "graph_id");

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
        return of(definition(text));
    }

    /** The filter of a JSON object. */
    static SolverFilter of(ObjectNode definition) {
        Map<String, JsonNode> wishes = new LinkedHashMap<>();
        definition.properties().forEach(wish -> wishes.put(wish.getKey(), wish.getValue()));
        JsonNode order = wishes.remove(ORDER);
        if (order != null && !order.isString() && !order.isNull()) {
            throw new ConfigException("order_by is " + order + "; expected a property, such as \"-num_active_qubits\"");
        }
        return new SolverFilter(wishes, order == null ? STANDARD_ORDER : order.isNull() ? null : order.stringValue());
    }

    /** The wishes of a text as a JSON object. */
    static ObjectNode definition(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return NODES.objectNode();
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(trimmed);
            return json instanceof ObjectNode object
                    ? object
                    : NODES.objectNode().put("id__eq", trimmed);
        } catch (JacksonException _) {
            return identity(trimmed);
        }
    }

    private static ObjectNode identity(String text) {
        String[] parts = text.split(";");
        ObjectNode version = NODES.objectNode();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            int at = part.indexOf('=');
            if (at < 1) {
                throw new ConfigException(
                        "solver is '" + text + "'; expected a name, NAME;graph_id=ID or a JSON object of features");
            }
            version.put(decoded(part.substring(0, at)), decoded(part.substring(at + 1)));
        }
        String name = decoded(parts[0]);
        if (version.isEmpty()) {
            return NODES.objectNode().put("name__eq", name);
        }
        ObjectNode identity = NODES.objectNode().put("name", name);
        identity.set("version", version);
        ObjectNode definition = NODES.objectNode();
        definition.set("identity__eq", identity);
        return definition;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("solver has '" + text + "'; expected a percent-encoded name", e);
        }
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
        boolean asksForStatus =
                wishes.keySet().stream().anyMatch(key -> key.equals(ONLINE) || key.startsWith("online__"));
        List<SolverInfo> found = new ArrayList<>(solvers.stream()
                .filter(solver -> asksForStatus || solver.isOnline())
                .filter(this::isSatisfied)
                .toList());
        if (order != null) {
            String path = order.startsWith("-") ? order.substring(1) : order;
            found.sort(Comparator.comparing(solver -> value(solver, path), SolverFilter::compare));
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
        FilterOperator standard = FilterOperator.EQ;
        JsonNode property;
        if (DERIVED.contains(joined)) {
            property = derived(solver, joined);
        } else {
            property = at(solver.properties().path("parameters"), joined);
            if (!property.isMissingNode()) {
                standard = FilterOperator.AVAILABLE;
            } else {
                property = value(solver, joined);
            }
        }
        try {
            return (operator == null ? standard : operator).holds(property, wish);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("solver feature " + key + " is " + e.getMessage(), e);
        }
    }

    /** A derived value, a property, or a part of the whole. */
    private static JsonNode value(SolverInfo solver, String path) {
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
            case STANDARD_ORDER -> solver.json().path(STANDARD_ORDER);
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
    private static int compare(JsonNode a, JsonNode b) {
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

    @Override
    public String toString() {
        return wishes.isEmpty() ? "any solver" : wishes.toString();
    }
}
