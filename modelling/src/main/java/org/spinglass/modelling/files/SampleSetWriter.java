// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.Answer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Answers in the form of dimod's {@code SampleSet.to_serializable}, schema 3.2, in JSON, for one thread.
 *
 * @param columns what is told of each answer
 * @param answers in the order in which they are to stand
 */
record SampleSetWriter(AnswerColumns columns, List<Answer> answers) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Writes them; the stream is left open.
     *
     * @param info what belongs to all of them: texts, numbers, truth values, lists, and maps by texts
     */
    void write(Map<String, ?> info, OutputStream stream) throws IOException {
        int variables = columns.labels().size();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), new Kept(stream))) {
            json.writeStartObject();
            json.writeStringProperty("type", "SampleSet");
            json.writeObjectPropertyStart("version");
            json.writeStringProperty("sampleset_schema", "3.2.0");
            json.writeEndObject();
            json.writeNumberProperty("num_variables", variables);
            json.writeNumberProperty("num_rows", answers.size());
            array(json, "sample_data", "float64", variables, answer -> values(json, answer, variables));
            json.writeStringProperty("sample_type", "float64");
            json.writeBooleanProperty("sample_packed", false);
            vectors(json);
            json.writeName("variable_labels");
            value(json, columns.labels());
            json.writeStringProperty("variable_type", "INTEGER");
            info(json, info);
            json.writeEndObject();
        }
    }

    private void values(JsonGenerator json, Answer answer, int variables) {
        json.writeStartArray();
        for (int v = 0; v < variables; v++) {
            json.writeNumber(columns.value(answer, v));
        }
        json.writeEndArray();
    }

    private void vectors(JsonGenerator json) {
        int rules = columns.rules().size();
        json.writeObjectPropertyStart("vectors");
        array(json, "energy", "float64", -1, answer -> json.writeNumber(columns.energy(answer)));
        array(json, "num_occurrences", "int64", -1, answer -> json.writeNumber(1));
        array(json, "is_feasible", "bool", -1, answer -> json.writeBoolean(columns.isFeasible(answer)));
        array(json, "is_satisfied", "bool", rules, answer -> {
            json.writeStartArray();
            for (int r = 0; r < rules; r++) {
                json.writeBoolean(columns.isSatisfied(answer, r));
            }
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    /**
     * One element an answer.
     *
     * @param columns of an element; -1 where it is a number
     */
    private void array(JsonGenerator json, String name, String type, int columns, Consumer<Answer> write) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("type", "array");
        json.writeArrayPropertyStart("data");
        answers.forEach(write);
        json.writeEndArray();
        json.writeStringProperty("data_type", type);
        json.writeArrayPropertyStart("shape");
        json.writeNumber(answers.size());
        if (columns >= 0) {
            json.writeNumber(columns);
        }
        json.writeEndArray();
        json.writeBooleanProperty("use_bytes", false);
        json.writeEndObject();
    }

    private void info(JsonGenerator json, Map<String, ?> info) {
        json.writeObjectPropertyStart("info");
        json.writeName("constraint_labels");
        value(json, columns.rules());
        info.forEach((name, value) -> {
            json.writeName(name);
            value(json, value);
        });
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(one -> value(json, one));
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((name, one) -> {
                    json.writeName(String.valueOf(name));
                    value(json, one);
                });
                json.writeEndObject();
            }
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }

    /** A stream that is not closed with what is written to it. */
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
