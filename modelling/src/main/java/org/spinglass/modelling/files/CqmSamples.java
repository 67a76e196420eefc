// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

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

/** Answers to a CQM file in the form of dimod's {@code SampleSet.to_serializable}, schema 3.2, for one thread. */
final class CqmSamples {
    private static final JsonFactory JSON = new JsonFactory();

    private final CqmFile file;
    private final List<Answer> answers;

    CqmSamples(CqmFile file, List<Answer> answers) {
        this.file = file;
        this.answers = answers;
    }

    void write(Map<String, Long> info, OutputStream stream) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), new Kept(stream))) {
            json.writeStartObject();
            json.writeStringProperty("type", "SampleSet");
            json.writeObjectPropertyStart("version");
            json.writeStringProperty("sampleset_schema", "3.2.0");
            json.writeEndObject();
            json.writeNumberProperty("num_variables", file.variables());
            json.writeNumberProperty("num_rows", answers.size());
            array(json, "sample_data", "float64", file.variables(), answer -> values(json, answer));
            json.writeStringProperty("sample_type", "float64");
            json.writeBooleanProperty("sample_packed", false);
            vectors(json);
            json.writeName("variable_labels");
            labels(json, file.labels());
            json.writeStringProperty("variable_type", "INTEGER");
            info(json, info);
            json.writeEndObject();
        }
    }

    private void values(JsonGenerator json, Answer answer) {
        json.writeStartArray();
        for (int v = 0; v < file.variables(); v++) {
            json.writeNumber(file.value(answer, v));
        }
        json.writeEndArray();
    }

    private void vectors(JsonGenerator json) {
        json.writeObjectPropertyStart("vectors");
        array(json, "energy", "float64", -1, answer -> json.writeNumber(file.objective(answer)));
        array(json, "num_occurrences", "int64", -1, answer -> json.writeNumber(1));
        array(json, "is_feasible", "bool", -1, answer -> json.writeBoolean(isFeasible(answer)));
        array(json, "is_satisfied", "bool", file.constraints(), answer -> {
            json.writeStartArray();
            for (CqmFile.Stated constraint : file.stated()) {
                json.writeBoolean(file.isSatisfied(answer, constraint));
            }
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private boolean isFeasible(Answer answer) {
        return file.stated().stream()
                .allMatch(constraint -> !constraint.isHard() || file.isSatisfied(answer, constraint));
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

    private void info(JsonGenerator json, Map<String, Long> info) {
        json.writeObjectPropertyStart("info");
        json.writeName("constraint_labels");
        labels(json, file.stated().stream().map(CqmFile.Stated::label).toList());
        info.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    private static void labels(JsonGenerator json, List<?> labels) {
        json.writeStartArray();
        labels.forEach(label -> label(json, label));
        json.writeEndArray();
    }

    private static void label(JsonGenerator json, @Nullable Object label) {
        switch (label) {
            case null -> json.writeNull();
            case List<?> list -> labels(json, list);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            default -> json.writeString(label.toString());
        }
    }

    /** A stream that is not closed with what is written to it. */
    private static final class Kept extends java.io.FilterOutputStream {
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
