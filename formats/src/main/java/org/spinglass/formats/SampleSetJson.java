package org.spinglass.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.spinglass.ising.model.Spins;

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
        Vartype vartype,
        VariableLabels labels,
        List<Spins> states,
        Map<String, Object> vectors,
        Map<String, Object> info) {
    private static final int WORD = 32;

    void write(Writer writer) throws IOException {
        JsonWriter json = new JsonWriter(writer);
        json.beginObject().name("type").string("SampleSet");
        json.name("version")
                .beginObject()
                .name("sampleset_schema")
                .string("3.2.0")
                .endObject();
        json.name("num_variables").whole(labels.size());
        json.name("num_rows").whole(states.size());
        int words = Math.ceilDiv(labels.size(), WORD);
        json.name("sample_data")
                .beginObject()
                .name("type")
                .string("array")
                .name("data")
                .beginArray();
        for (Spins state : states) {
            long[] packed = state.toWords();
            json.beginArray();
            for (int w = 0; w < words; w++) {
                json.whole(packed[w / 2] >>> WORD * (w % 2) & 0xffff_ffffL);
            }
            json.endArray();
        }
        json.endArray().name("data_type").string("uint32");
        json.name("shape").beginArray().whole(states.size()).whole(words).endArray();
        json.name("use_bytes").bool(false).endObject();
        json.name("sample_type").string("int8").name("sample_packed").bool(true);
        json.name("vectors").beginObject();
        for (Map.Entry<String, Object> vector : vectors.entrySet()) {
            json.name(vector.getKey());
            write(json, vector.getValue());
        }
        json.endObject();
        BqmJsonWriter.labels(json, labels);
        json.name("variable_type").string(vartype.name());
        json.name("info").value(info).endObject();
    }

    private static void write(JsonWriter json, Object vector) throws IOException {
        json.beginObject().name("type").string("array").name("data").beginArray();
        int length;
        if (vector instanceof long[] wholes) {
            length = wholes.length;
            for (long value : wholes) {
                json.whole(value);
            }
        } else {
            double[] numbers = (double[]) vector;
            length = numbers.length;
            for (double value : numbers) {
                json.json(PythonNumber.json(value));
            }
        }
        json.endArray().name("data_type").string(vector instanceof long[] ? "int64" : "float64");
        json.name("shape").beginArray().whole(length).endArray();
        json.name("use_bytes").bool(false).endObject();
    }
}
