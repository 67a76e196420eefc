// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.spinglass.ising.model.Spins;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * States and what belongs to them as dimod's {@code SampleSet.to_serializable} has them, schema 3.2.0. Spins are packed
 * into words of 32, variable {@code 32 w + b} in bit b of word w; a one is +1, or 1 of binary variables.
 *
 * @param vartype what the variables are
 * @param labels what they are called
 * @param states one a row
 * @param vectors numbers that belong to the rows, by name; whole numbers as {@code long[]}, others as {@code double[]}
 * @param info anything of JSON
 */
record SampleSetJson(
        Vartype vartype, VariableLabels labels, List<Spins> states, Map<String, Object> vectors, Map<String, ?> info) {
    private static final int WORD = 32;

    /**
     * Writes all of it.
     *
     * @throws IllegalArgumentException when the info holds something that JSON has no form for
     */
    void write(Writer writer) throws IOException {
        try (JsonGenerator json = PythonJson.generator(writer)) {
            write(json);
        } catch (JacksonIOException failed) {
            throw failed.getCause();
        }
    }

    private void write(JsonGenerator json) {
        json.writeStartObject().writeStringProperty("type", "SampleSet");
        json.writeObjectPropertyStart("version")
                .writeStringProperty("sampleset_schema", "3.2.0")
                .writeEndObject();
        json.writeNumberProperty("num_variables", labels.size());
        json.writeNumberProperty("num_rows", states.size());
        json.writeName("sample_data");
        int words = Math.ceilDiv(labels.size(), WORD);
        beginArray(json);
        for (Spins state : states) {
            long[] packed = state.toWords();
            json.writeStartArray();
            for (int w = 0; w < words; w++) {
                json.writeNumber(packed[w / 2] >>> WORD * (w % 2) & 0xffff_ffffL);
            }
            json.writeEndArray();
        }
        endArray(json, "uint32", states.size(), words);
        json.writeStringProperty("sample_type", "int8").writeBooleanProperty("sample_packed", true);
        json.writeObjectPropertyStart("vectors");
        for (Map.Entry<String, Object> vector : vectors.entrySet()) {
            json.writeName(vector.getKey());
            write(json, vector.getValue());
        }
        json.writeEndObject();
        BqmJsonWriter.labels(json, labels);
        json.writeStringProperty("variable_type", vartype.name());
        json.writeName("info");
        PythonJson.write(json, info);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Object vector) {
        beginArray(json);
        if (vector instanceof long[] wholes) {
            for (long value : wholes) {
                json.writeNumber(value);
            }
            endArray(json, "int64", wholes.length);
        } else {
            double[] numbers = (double[]) vector;
            for (double value : numbers) {
                json.writeNumber(PythonNumber.json(value));
            }
            endArray(json, "float64", numbers.length);
        }
    }

    private static void beginArray(JsonGenerator json) {
        json.writeStartObject().writeStringProperty("type", "array").writeArrayPropertyStart("data");
    }

    private static void endArray(JsonGenerator json, String type, int... shape) {
        json.writeEndArray().writeStringProperty("data_type", type);
        json.writeName("shape").writeArray(shape, 0, shape.length);
        json.writeBooleanProperty("use_bytes", false).writeEndObject();
    }
}
