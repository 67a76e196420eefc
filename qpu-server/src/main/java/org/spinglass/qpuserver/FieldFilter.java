// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of a solver are sent: {@code all} or {@code none}, then fields that are added ({@code +}) or taken away
 * ({@code -}), from left to right; dots descend into objects, and fields that are not there are passed over.
 *
 * <pre>  none,+identity,+properties.topology</pre>
 */
final class FieldFilter {
    private FieldFilter() {}

    /**
     * A solver's fields that pass.
     *
     * @throws Refusal 400 when the filter is none
     */
    static ObjectNode apply(ObjectNode solver, String filter) {
        String[] terms = filter.strip().split("\\s*,\\s*");
        ObjectNode kept = switch (terms[0]) {
            case "all" -> solver.deepCopy();
            case "none" -> JsonMapper.shared().createObjectNode();
            default -> throw unexpected(filter);
        };
        for (String term : Arrays.asList(terms).subList(1, terms.length)) {
            if (term.length() < 2) {
                throw unexpected(filter);
            }
            String[] path = term.substring(1).split("\\.");
            switch (term.charAt(0)) {
                case '+' -> add(kept, solver, path, 0);
                case '-' -> remove(kept, path);
                default -> throw unexpected(filter);
            }
        }
        return kept;
    }

    private static Refusal unexpected(String filter) {
        return new Refusal(400, "filter is '" + filter + "'; expected all or none, then fields with + or -");
    }

    private static void add(ObjectNode to, JsonNode from, String[] path, int depth) {
        JsonNode value = from.get(path[depth]);
        if (value == null) {
            return;
        }
        if (depth == path.length - 1) {
            to.set(path[depth], value.deepCopy());
        } else if (value.isObject()) {
            boolean isThere = to.get(path[depth]) instanceof ObjectNode;
            ObjectNode inner = isThere
                    ? (ObjectNode) to.get(path[depth])
                    : JsonMapper.shared().createObjectNode();
            add(inner, value, path, depth + 1);
            if (!inner.isEmpty()) {
                to.set(path[depth], inner);
            }
        }
    }

    private static void remove(ObjectNode from, String[] path) {
        JsonNode inner = from;
        for (int depth = 0; depth < path.length - 1; depth++) {
            inner = inner.path(path[depth]);
        }
        if (inner instanceof ObjectNode object) {
            object.remove(path[path.length - 1]);
        }
    }
}
