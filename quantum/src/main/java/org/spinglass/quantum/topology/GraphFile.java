// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.spinglass.quantum.internal.json.JsonFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The topology and the working graph of a file as processors describe themselves: a JSON object, or one under {@code
 * properties}, with
 *
 * <pre>  "topology": {"type": "pegasus", "shape": [16]}, "qubits": [30, 31, ...], "couplers": [[30, 31], ...]</pre>
 *
 * @param topology its family and size
 * @param graph its qubits and couplers
 */
public record GraphFile(Topology topology, WorkingGraph graph) {

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming the file, what was found and what was expected
     */
    public static GraphFile read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            return of(json.path("properties").isObject() ? json.path("properties") : json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + ": no JSON: " + JsonFault.of(e) + "; expected topology, qubits and couplers", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static GraphFile of(JsonNode json) {
        JsonNode type = json.path("topology").path("type");
        if (!type.isString()) {
            throw new IllegalArgumentException("topology.type is " + shown(type) + "; expected a name such as pegasus");
        }
        List<Integer> shape = Arrays.stream(
                        numbers("topology.shape", json.path("topology").path("shape")))
                .boxed()
                .toList();
        Topology topology = Topology.of(type.stringValue(), shape);
        int[] qubits = numbers("qubits", json.path("qubits"));
        Arrays.sort(qubits);
        JsonNode pairs = list("couplers", json.path("couplers"));
        int[] couplers = new int[2 * pairs.size()];
        for (int c = 0; c < pairs.size(); c++) {
            int[] ends = numbers("couplers[" + c + "]", pairs.get(c));
            if (ends.length != 2) {
                throw new IllegalArgumentException("couplers[" + c + "] has " + ends.length + " qubits; expected two");
            }
            couplers[2 * c] = Math.min(ends[0], ends[1]);
            couplers[2 * c + 1] = Math.max(ends[0], ends[1]);
        }
        return new GraphFile(topology, new WorkingGraph(topology.labels(), qubits, couplers));
    }

    private static JsonNode list(String name, JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(name + " is " + shown(node) + "; expected a list");
        }
        return node;
    }

    private static int[] numbers(String name, JsonNode node) {
        JsonNode list = list(name, node);
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            if (!list.get(i).canConvertToInt() || !list.get(i).isIntegralNumber()) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] is " + shown(list.get(i)) + "; expected a whole number");
            }
            values[i] = list.get(i).intValue();
        }
        return values;
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
