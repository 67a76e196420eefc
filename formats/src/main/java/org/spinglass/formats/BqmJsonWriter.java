package org.spinglass.formats;

import java.io.IOException;
import java.io.Writer;

/** Writes binary quadratic models as dimod's {@code to_serializable} has them, schema 3.0.0. */
final class BqmJsonWriter {
    private BqmJsonWriter() {}

    static void write(Problem problem, Writer writer) throws IOException {
        Terms terms = new Terms(problem);
        JsonWriter json = new JsonWriter(writer);
        json.beginObject().name("type").string("BinaryQuadraticModel");
        json.name("version").beginObject().name("bqm_schema").string("3.0.0").endObject();
        json.name("use_bytes").bool(false);
        json.name("index_type").string("int32");
        json.name("bias_type").string("float64");
        json.name("num_variables").whole(terms.variables());
        json.name("num_interactions").whole(problem.interactions());
        labels(json, problem.labels());
        json.name("variable_type").string(problem.sense().vartype().name());
        json.name("offset").json(PythonNumber.repr(terms.offset()));
        json.name("info").beginObject().endObject();
        json.name("linear_biases").beginArray();
        for (int i = 0; i < terms.variables(); i++) {
            json.json(PythonNumber.repr(terms.linear(i)));
        }
        json.endArray().name("quadratic_biases").beginArray();
        terms.pairs((i, j, value) -> json.json(PythonNumber.repr(value)));
        json.endArray().name("quadratic_head").beginArray();
        terms.pairs((i, j, value) -> json.whole(i));
        json.endArray().name("quadratic_tail").beginArray();
        terms.pairs((i, j, value) -> json.whole(j));
        json.endArray().endObject();
    }

    static void labels(JsonWriter json, VariableLabels labels) throws IOException {
        json.name("variable_labels").beginArray();
        for (int i = 0; i < labels.size(); i++) {
            json.json(labels.json(i));
        }
        json.endArray();
    }
}
