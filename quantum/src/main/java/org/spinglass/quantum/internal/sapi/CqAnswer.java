// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Answers to constrained models, in the format {@code bq}: {@code data} is dimod's {@code SampleSet.to_serializable},
 * schema 3, one number a variable.
 *
 * @param values by the labels of variables, an answer each
 * @param timing the numbers of {@code info}
 */
public record CqAnswer(List<Map<String, Double>> values, Map<String, Double> timing) {
    private static final String WHAT = "answer";

    /**
     * The answer of a message.
     *
     * @throws IllegalArgumentException when parts are missing or do not fit each other
     */
    public static CqAnswer read(JsonNode answer) {
        if (!"bq".equals(Fields.text(answer, "format", WHAT))) {
            throw Fields.unexpected(WHAT, "format", answer.path("format"), "\"bq\"");
        }
        JsonNode data = answer.path("data");
        if (!"SampleSet".equals(Fields.text(data, "type", WHAT))) {
            throw Fields.unexpected(WHAT, "type", data.path("type"), "\"SampleSet\"");
        }
        JsonNode samples = data.path("sample_data");
        if (data.path("sample_packed").asBoolean(true)
                || samples.path("use_bytes").asBoolean(false)
                || !samples.path("data").isArray()) {
            throw Fields.unexpected(WHAT, "sample_data", samples, "an array as lists of numbers, one a variable");
        }
        JsonNode labels = data.path("variable_labels");
        List<Map<String, Double>> all = new ArrayList<>();
        for (JsonNode row : samples.path("data")) {
            all.add(values(row, labels));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(WHAT + ": it has no sample; expected at least one");
        }
        Map<String, Double> timing = new LinkedHashMap<>();
        data.path("info").properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                timing.put(entry.getKey(), entry.getValue().doubleValue());
            }
        });
        return new CqAnswer(all, timing);
    }

    private static Map<String, Double> values(JsonNode row, JsonNode labels) {
        if (row.size() != labels.size()) {
            throw new IllegalArgumentException(
                    WHAT + ": a sample has " + row.size() + " values; expected " + labels.size());
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int k = 0; k < labels.size(); k++) {
            JsonNode value = row.get(k);
            if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
                throw Fields.unexpected(WHAT, "a value of " + labels.get(k), value, "a number");
            }
            JsonNode label = labels.get(k);
            values.put(label.isString() ? label.stringValue() : label.toString(), value.doubleValue());
        }
        return values;
    }
}
