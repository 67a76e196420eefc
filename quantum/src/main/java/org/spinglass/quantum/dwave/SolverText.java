// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What users write for the option {@code solver}: a JSON object of wishes, a name, or a name and version. */
final class SolverText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SolverText() {}

    /**
     * The wishes of a text as a JSON object.
     *
     * @throws ConfigException when it is none of the three
     */
    static ObjectNode wishes(String text) {
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
}
