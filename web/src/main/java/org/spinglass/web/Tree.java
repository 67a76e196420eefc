// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Trees of values, read from JSON and YAML, and written so that they can stand in a page. */
final class Tree {
    private static final long MOST_EXACT = 1L << 53;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Tree() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The object in a JSON file; a {@link WebException} names the file, the line and the fault where there is none. */
    static ObjectNode json(String file, byte[] content) {
        return parse(JSON, file, content);
    }

    /** The same of a YAML file. */
    static ObjectNode yaml(String file, byte[] content) {
        return parse(YAML, file, content);
    }

    private static ObjectNode parse(ObjectMapper mapper, String file, byte[] content) {
        try {
            JsonNode tree = mapper.readTree(new String(content, StandardCharsets.UTF_8));
            if (tree instanceof ObjectNode object) {
                return (ObjectNode) exact(object);
            }
            throw new WebException(file + ": expected names with values");
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String line = place == null || place.getLineNr() < 1 ? "" : ":" + place.getLineNr();
            String fault = Objects.requireNonNullElse(e.getOriginalMessage(), "cannot be read")
                    .lines()
                    .findFirst()
                    .orElse("cannot be read")
                    .replaceFirst(" \\(start marker at.*", ""); // which tells of Jackson's settings
            throw new WebException(file + line + ": " + fault, e);
        }
    }

    /** The tree with texts in place of whole numbers that a browser, which has doubles alone, would round. */
    private static JsonNode exact(JsonNode tree) {
        switch (tree) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> property : object.properties()) {
                    property.setValue(exact(property.getValue()));
                }
            }
            case ArrayNode list -> {
                for (int k = 0; k < list.size(); k++) {
                    list.set(k, exact(list.get(k)));
                }
            }
            default -> {
                if (tree.isIntegralNumber() && !(tree.canConvertToLong() && Math.abs(tree.longValue()) <= MOST_EXACT)) {
                    return JsonNodeFactory.instance.stringNode(tree.asString());
                }
            }
        }
        return tree;
    }

    /**
     * The tree as JSON that can stand within a {@code script} element: what could end the element, begin a comment or a
     * tag is written as an escape, which a parser of JSON reads as the same text.
     */
    static String embedded(JsonNode tree) {
        String text = JSON.writeValueAsString(tree);
        StringBuilder safe = new StringBuilder(text.length() + 64);
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            switch (c) { // outside of strings JSON has none of these
                case '<', '>', '&', '\u2028', '\u2029' ->
                    safe.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
