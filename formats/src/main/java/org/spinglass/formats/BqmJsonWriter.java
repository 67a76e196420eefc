// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** Writes binary quadratic models as dimod's {@code to_serializable} has them, schema 3.0.0. */
final class BqmJsonWriter {
    private BqmJsonWriter() {}

    static void write(Problem problem, Writer writer) throws IOException {
        try (JsonGenerator json = PythonJson.generator(writer)) {
            write(problem, json);
        } catch (JacksonIOException failed) {
            throw failed.getCause();
        }
    }

    private static void write(Problem problem, JsonGenerator json) throws IOException {
        Terms terms = new Terms(problem);
        json.writeStartObject().writeStringProperty("type", "BinaryQuadraticModel");
        json.writeObjectPropertyStart("version")
                .writeStringProperty("bqm_schema", "3.0.0")
                .writeEndObject();
        json.writeBooleanProperty("use_bytes", false);
        json.writeStringProperty("index_type", "int32");
        json.writeStringProperty("bias_type", "float64");
        json.writeNumberProperty("num_variables", terms.variables());
        json.writeNumberProperty("num_interactions", problem.interactions());
        labels(json, problem.labels());
        json.writeStringProperty("variable_type", problem.sense().vartype().name());
        json.writeName("offset").writeNumber(PythonNumber.repr(terms.offset()));
        json.writeObjectPropertyStart("info").writeEndObject();
        json.writeArrayPropertyStart("linear_biases");
        for (int i = 0; i < terms.variables(); i++) {
            json.writeNumber(PythonNumber.repr(terms.linear(i)));
        }
        json.writeEndArray().writeArrayPropertyStart("quadratic_biases");
        terms.pairs((i, j, value) -> json.writeNumber(PythonNumber.repr(value)));
        json.writeEndArray().writeArrayPropertyStart("quadratic_head");
        terms.pairs((i, j, value) -> json.writeNumber(i));
        json.writeEndArray().writeArrayPropertyStart("quadratic_tail");
        terms.pairs((i, j, value) -> json.writeNumber(j));
        json.writeEndArray().writeEndObject();
    }

    static void labels(JsonGenerator json, VariableLabels labels) {
        json.writeArrayPropertyStart("variable_labels");
        for (int i = 0; i < labels.size(); i++) {
            json.writeRawValue(labels.json(i));
        }
        json.writeEndArray();
    }
}
