// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * What the header of a dimod BQM file says.
 *
 * @param isDouble whether biases are float64, otherwise float32
 * @param isLongIndex whether numbers of variables are int64, otherwise int32
 * @param isLongStart whether positions of neighbours are int64, otherwise int32
 * @param variables n, at least 1
 * @param interactions e
 * @param labels the labels that stand in a header of version 1; null when they stand elsewhere or are the numbers
 * @param hasLabelSection whether labels stand at the end of the file
 */
record BqmHeader(
        Vartype vartype,
        boolean isDouble,
        boolean isLongIndex,
        boolean isLongStart,
        int variables,
        int interactions,
        @Nullable VariableLabels labels,
        boolean hasLabelSection) {

    /** Reads all of a header's text. */
    static BqmHeader read(JsonReader json, Input input) throws IOException {
        Fields fields = new Fields();
        Set<String> names = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            if (fields.known(name, json, input) && !names.add(name)) {
                throw json.error("'" + name + "' appears twice");
            }
        }
        json.endObject();
        json.end();
        if (!names.equals(Set.of("dtype", "itype", "ntype", "shape", "type", "variables", "vartype"))) {
            throw input.error("the header has " + new TreeSet<>(names)
                    + "; expected dtype, itype, ntype, shape, type, variables and vartype");
        }
        return new BqmHeader(
                fields.vartype,
                fields.isDouble,
                fields.isLongIndex,
                fields.isLongStart,
                fields.variables,
                fields.interactions,
                fields.labels,
                fields.hasLabelSection);
    }

    /** The members as they come. */
    private static final class Fields {
        private Vartype vartype = Vartype.SPIN;
        private boolean isDouble;
        private boolean isLongIndex;
        private boolean isLongStart;
        private int variables;
        private int interactions;
        private @Nullable VariableLabels labels;
        private boolean hasLabelSection;

        boolean known(String name, JsonReader json, Input input) throws IOException {
            switch (name) {
                case "type" -> second(name, json, "BinaryQuadraticModel", "BinaryQuadraticModel");
                case "vartype" -> vartype = second(name, json, "SPIN", "BINARY") ? Vartype.BINARY : Vartype.SPIN;
                case "dtype" -> isDouble = second(name, json, "float32", "float64");
                case "itype" -> isLongIndex = second(name, json, "int32", "int64");
                case "ntype" -> isLongStart = second(name, json, "int32", "int64");
                case "shape" -> {
                    json.beginArray();
                    variables = element(json, "the number of variables");
                    interactions = element(json, "the number of interactions");
                    json.endArray();
                }
                case "variables" -> {
                    if (json.peek() == JsonToken.START_ARRAY) {
                        labels = LabelReader.read(json, input.budget());
                    } else {
                        hasLabelSection = json.bool();
                    }
                }
                default -> {
                    json.skip();
                    return false;
                }
            }
            return true;
        }

        private static int element(JsonReader json, String what) throws IOException {
            if (!json.hasNext()) {
                throw json.error("shape ends before " + what);
            }
            return json.whole(what);
        }

        /** Reads a string that is one of two, and tells whether it is the second. */
        private static boolean second(String name, JsonReader json, String one, String other) throws IOException {
            String value = json.string();
            if (!value.equals(one) && !value.equals(other)) {
                throw json.error(name + " is " + JsonText.shown(value) + "; expected " + one
                        + (one.equals(other) ? "" : " or " + other));
            }
            return value.equals(other);
        }
    }
}
