// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.ising.model.Spins;
import tools.jackson.databind.JsonNode;

/**
 * Answers in the format {@code bq}: {@code data} is dimod's {@code SampleSet.to_serializable}, schema 3, its samples packed
 * into words of 32, variable {@code 32 w + b} in bit b of word w, or one number a variable.
 *
 * @param states in order, spins; variables of 0 and 1 become spins of -1 and +1
 * @param occurrences of each state
 * @param timing the numbers of {@code info}
 */
public record BqAnswer(List<Spins> states, List<Integer> occurrences, Map<String, Double> timing) {
    private static final String WHAT = "answer";
    private static final int WORD = 32;
    private static final int MOST_READS = 1_000_000;

    /**
     * The answer of a message, to a model whose variables are called 0 to n - 1.
     *
     * @param n variables
     * @throws IllegalArgumentException when parts are missing or do not fit each other or the model
     */
    public static BqAnswer read(JsonNode answer, int n) {
        if (!"bq".equals(Fields.text(answer, "format", WHAT))) {
            throw Fields.unexpected(WHAT, "format", answer.path("format"), "\"bq\"");
        }
        JsonNode data = answer.path("data");
        if (!"SampleSet".equals(Fields.text(data, "type", WHAT))) {
            throw Fields.unexpected(WHAT, "type", data.path("type"), "\"SampleSet\"");
        }
        int[] labels = labels(data.path("variable_labels"), n);
        boolean isPacked = data.path("sample_packed").asBoolean(true);
        List<Spins> states = new ArrayList<>();
        for (JsonNode row : array(data, "sample_data")) {
            states.add(isPacked ? unpacked(row, labels) : plain(row, labels));
        }
        if (states.isEmpty()) {
            throw new IllegalArgumentException(WHAT + ": it has no sample; expected at least one");
        }
        List<Integer> occurrences = new ArrayList<>();
        JsonNode vectors = data.path("vectors");
        if (vectors.has("num_occurrences")) {
            for (int count : Fields.wholeNumbers(array(vectors, "num_occurrences"), "num_occurrences", WHAT)) {
                if (count < 1 || count > MOST_READS) {
                    throw new IllegalArgumentException(
                            WHAT + ": a sample occurs " + count + " times; expected 1 to " + MOST_READS);
                }
                occurrences.add(count);
            }
        } else {
            states.forEach(state -> occurrences.add(1));
        }
        if (occurrences.size() != states.size()) {
            throw new IllegalArgumentException(
                    WHAT + ": " + occurrences.size() + " occurrences of " + states.size() + " samples");
        }
        Map<String, Double> timing = new LinkedHashMap<>();
        data.path("info").properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                timing.put(entry.getKey(), entry.getValue().doubleValue());
            }
        });
        return new BqAnswer(states, occurrences, timing);
    }

    private static JsonNode array(JsonNode json, String name) {
        JsonNode array = json.path(name);
        if (!array.path("data").isArray() || array.path("use_bytes").asBoolean(false)) {
            throw Fields.unexpected(WHAT, name, array, "an array as lists of numbers");
        }
        return array.path("data");
    }

    /** Which variable of the model stands at each place. */
    private static int[] labels(JsonNode list, int n) {
        int[] labels = Fields.wholeNumbers(list, "variable_labels", WHAT);
        boolean[] isThere = new boolean[n];
        for (int label : labels) {
            if (label < 0 || label >= n || isThere[label]) {
                throw new IllegalArgumentException(
                        WHAT + ": variable_labels has " + label + "; expected each of 0 to " + (n - 1) + " once");
            }
            isThere[label] = true;
        }
        if (labels.length != n) {
            throw new IllegalArgumentException(WHAT + ": " + labels.length + " variables; expected " + n);
        }
        return labels;
    }

    private static Spins unpacked(JsonNode row, int[] labels) {
        if (row.size() != Math.ceilDiv(labels.length, WORD)) {
            throw new IllegalArgumentException(WHAT + ": a sample has " + row.size() + " words; expected "
                    + Math.ceilDiv(labels.length, WORD) + " for " + labels.length + " variables");
        }
        byte[] spins = new byte[labels.length];
        long word = 0;
        for (int k = 0; k < labels.length; k++) {
            if (k % WORD == 0) {
                JsonNode number = row.get(k / WORD);
                if (!number.isIntegralNumber() || !number.canConvertToLong()) {
                    throw Fields.unexpected(WHAT, "a word of a sample", number, "a whole number of 32 bits");
                }
                word = number.longValue();
            }
            spins[labels[k]] = (byte) ((word >>> k % WORD & 1) * 2 - 1);
        }
        return Spins.of(spins);
    }

    private static Spins plain(JsonNode row, int[] labels) {
        int[] values = Fields.wholeNumbers(row, "a sample", WHAT);
        if (values.length != labels.length) {
            throw new IllegalArgumentException(
                    WHAT + ": a sample has " + values.length + " values; expected " + labels.length);
        }
        byte[] spins = new byte[values.length];
        for (int k = 0; k < values.length; k++) {
            if (values[k] < -1 || values[k] > 1) {
                throw new IllegalArgumentException(WHAT + ": a value is " + values[k] + "; expected -1, 0 or 1");
            }
            spins[labels[k]] = (byte) (values[k] > 0 ? 1 : -1);
        }
        return Spins.of(spins);
    }
}
