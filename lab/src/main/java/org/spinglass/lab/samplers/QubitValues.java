// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers of qubits, as a user writes them: an object of some of them, or a list of all.
 *
 * @param values by qubit
 * @param length of a list, 0 of an object
 */
record QubitValues(SortedMap<Integer, Double> values, int length) {
    static final String EXPECTED = "numbers of qubits such as {\"30\": 0.1}, or a list of all, or a file of either";

    QubitValues {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /**
     * From JSON, or from the file of that name.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static QubitValues parse(String text) {
        JsonNode json = json(text);
        SortedMap<Integer, Double> values = new TreeMap<>();
        if (json.isObject()) {
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                if (!entry.getKey().matches("[0-9]{1,6}")) {
                    throw new IllegalArgumentException("qubit '" + entry.getKey() + "'; expected " + EXPECTED);
                }
                values.put(Integer.valueOf(entry.getKey()), number(entry.getValue()));
            }
            return new QubitValues(values, 0);
        }
        if (!json.isArray() || json.isEmpty()) {
            throw new IllegalArgumentException(json + "; expected " + EXPECTED);
        }
        for (int qubit = 0; qubit < json.size(); qubit++) {
            values.put(qubit, number(json.get(qubit)));
        }
        return new QubitValues(values, json.size());
    }

    private static double number(JsonNode value) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException("a value is " + value + "; expected " + EXPECTED);
        }
        return value.doubleValue();
    }

    /** What a text says, or the file that it names. */
    static JsonNode json(String text) {
        try {
            boolean isJson = text.strip().startsWith("[") || text.strip().startsWith("{");
            return JsonMapper.shared().readTree(isJson ? text : Files.readString(Path.of(text)));
        } catch (JacksonException | IOException | InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is neither JSON nor a file of it", e);
        }
    }

    /**
     * The values of all qubits of a processor.
     *
     * @param otherwise of those that are not said
     * @throws IllegalArgumentException when there are values of qubits beyond these
     */
    List<Double> ofAll(int labels, double otherwise) {
        if (length > 0 && length != labels || !values.isEmpty() && values.lastKey() >= labels) {
            throw new IllegalArgumentException(
                    (length > 0 ? length + " values" : "a value of qubit " + values.lastKey()) + "; expected " + labels
                            + ", or qubits below that");
        }
        Double[] all = new Double[labels];
        Arrays.fill(all, otherwise);
        values.forEach((qubit, value) -> all[qubit] = value);
        return List.of(all);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        Map<String, Double> named = new LinkedHashMap<>();
        values.forEach((qubit, value) -> named.put(qubit.toString(), value));
        return JsonMapper.shared()
                .valueToTree(length == 0 ? named : List.copyOf(values.values()))
                .toString();
    }
}
