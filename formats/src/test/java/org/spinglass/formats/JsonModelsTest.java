// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models in the other forms of JSON: dimod's schema 1, bytes instead of numbers, cimod's dense form, bqpjson. */
class JsonModelsTest {
    private static final String SCHEMA_1 = """
        {"linear_terms":[{"bias":9.0,"label":"c02"},{"bias":-4.0,"label":"b0"}],"info":{},"offset":-17.5,
         "quadratic_terms":[{"bias":2.0,"label_head":"b0","label_tail":"c02"}],"variable_labels":["c02","b0"],
         "variable_type":"BINARY","version":{"bqm_schema":"1.0.0","dimod":"0.6.3"}}""";
    private static final String BQPJSON = """
        {"version":"1.0.0","id":3,"metadata":{"dw_chip_id":"x"},"variable_ids":[0,4,7],"variable_domain":"DOMAIN",
         "scale":2.0,"offset":1.5,"linear_terms":[{"id":4,"coeff":1.0}],
         "quadratic_terms":[{"id_tail":0,"id_head":4,"coeff":-3},{"id_tail":4,"id_head":7,"coeff":1}],
         "solutions":[{"id":0,"assignment":[{"id":0,"value":1}]}]}""";
    private static final String DENSE = """
        {"type":"BinaryQuadraticModel","version":{"bqm_schema":"3.0.0-dense"},"variable_labels":LABELS,
         "variable_type":"TYPE","offset":0.0,"info":{},"num_variables":2,"use_bytes":false,"index_type":"uint16",
         "bias_type":"float32","biases":BIASES}""";
    private static final String BYTES = """
        {"type":"BinaryQuadraticModel","version":{"bqm_schema":"3.0.0"},"use_bytes":true,"index_type":"uint16",
         "bias_type":"float32","num_variables":2,"num_interactions":1,"variable_labels":["a","b"],
         "variable_type":"SPIN","offset":0.5,"linear_biases":LINEAR,"quadratic_biases":QUADRATIC,
         "quadratic_head":HEAD,"quadratic_tail":TAIL}""";

    private static Problem read(String json) throws IOException {
        return ProblemFile.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                "file",
                ReadOptions.standard().withMaximumBytes(1 << 20));
    }

    private static double best(String json) throws IOException {
        return PeoplesFilesTest.best(read(json));
    }

    @Test
    void schema1() throws IOException {
        Problem problem = read(SCHEMA_1);
        assertThat(problem.labels().text(0)).isEqualTo("c02");
        assertThat(PeoplesFilesTest.best(problem)).isEqualTo(-21.5);
    }

    @Test
    void bqpjsonHasAScaleOfAllItsTerms() throws IOException {
        Problem spins = read(BQPJSON.replace("DOMAIN", "spin"));
        assertThat(spins.labels().text(2)).isEqualTo("7");
        assertThat(spins.sense()).isEqualTo(Sense.MIN_ISING);
        assertThat(PeoplesFilesTest.best(spins)).isEqualTo(2 * (1.5 - 1 - 3 - 1));
        assertThat(best(BQPJSON.replace("DOMAIN", "boolean"))).isEqualTo(2 * (1.5 + 1 - 3));
    }

    private static String dense(String type, String biases) {
        return DENSE.replace("TYPE", type).replace("LABELS", "[0,1]").replace("BIASES", biases);
    }

    @Test
    void theDenseFormHasLinearBiasesInItsLastColumn() throws IOException {
        assertThat(best(dense("SPIN", "[0,-1.0,1,0,0,0,0,0,1]"))).isEqualTo(-2);
        assertThat(best(dense("SPIN", "[0,-1.0,1,0,0,1,0,0,1]"))).isEqualTo(-3);
        assertThat(best(dense("BINARY", "[0,2,-3,0,0,-2,0,0,1]"))).isEqualTo(-3);
        assertThat(best(dense("BINARY", "[-3,2,0,0,-2,0,0,0,1]"))).isEqualTo(-3);
        assertThat(best(dense("SPIN", "[5,-1,0,0,0,0,0,0,1]"))).isEqualTo(4);
    }

    @Test
    void bytesAreElementsOrAWholeArrayOfNumpy() throws IOException {
        String raw = BYTES.replace("LINEAR", "\"AACAvwAAAEA=\"")
                .replace("QUADRATIC", "\"AACAPw==\"")
                .replace("HEAD", "\"AAA=\"")
                .replace("TAIL", "\"AQA=\"");
        assertThat(best(raw)).isEqualTo(0.5 - 1 - 2 - 1);
        String mongo =
                raw.replaceAll("\"(A[A-Za-z0-9]*=+)\"", "{\"\\$binary\":{\"base64\":\"$1\",\"subType\":\"00\"}}");
        assertThat(best(mongo)).isEqualTo(-3.5);
        String npy = BYTES.replace("LINEAR", text(Npy.row("<f4", -1, 2)))
                .replace("QUADRATIC", text(Npy.row(">f8", 1)))
                .replace("HEAD", text(Npy.row("<u2", 0)))
                .replace("TAIL", "[1]");
        assertThat(best(npy)).isEqualTo(-3.5);
    }

    private static String text(byte[] bytes) {
        return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "c02","b0"] | "c02","d"]  | 'file: a term names "b0", which is not among the labels of variables'
        "bias":2.0, | ""          | file:2
        "label_tail":"c02" | "label_tail":"b0" | 'a quadratic term is not of two different variables'
        "BINARY"    | "INTEGER"   | 'variable_type is "INTEGER"; expected SPIN or BINARY'
        9.0,"label" | 9.0,"name"  | 'a linear term has no label; expected label and bias, or id and coeff'
        "label":"c02"} | "label":"b0"} | 'has two linear coefficients'
        """)
    void badTermsAreRefused(String old, String text, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(SCHEMA_1.replace(old, text.equals("\"\"") ? "" : text)))
                .withMessageContaining(message);
    }

    @Test
    void badBytesAndMatricesAreRefused() {
        requireRefused(dense("SPIN", "[0,1,2]"), "file: 3 biases of 2 variable_labels; expected 9, the elements");
        String bytes = BYTES.replace("LINEAR", "\"AACAvwAAAEA=\"")
                .replace("QUADRATIC", "[1]")
                .replace("TAIL", "[1]");
        requireRefused(bytes.replace("HEAD", "\"?\""), "file:4: a string is not Base64");
        requireRefused(
                bytes.replace("HEAD", "\"AAAA\""), "file (quadratic_head): at byte 2: the file ends where 2 more");
        requireRefused(bytes.replace("HEAD", "{\"a\":1}"), "quadratic_head is an object without $binary");
        requireRefused(
                bytes.replace("HEAD", "[2]"), "element 0 of quadratic_head is 2; expected a whole number from 0");
        requireRefused(
                bytes.replace("HEAD", "\"AAA=\"").replace("uint16", "uint12"),
                "the bytes of quadratic_head are of type \"uint12\"");
        requireRefused("{\"type\":\"SampleSet\"}", "type is \"SampleSet\"; expected \"BinaryQuadraticModel\"");
    }

    private static void requireRefused(String json, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining(message);
    }
}
