// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void valuesOfEveryKindAreRead() throws IOException {
        Map<String, Object> tree = JsonTree.map(
                JsonTree.read(
                        " {\"a\" : [1, -0.5e+3,[]] ,\n\"\\u00e9\\ud83d\\ude00\\\"\\/\":{\"t\":true,\"f\":false}, \"ü\":\"x\\ty\"}\r\n"));
        assertThat(JsonTree.list(tree.get("a")).subList(0, 2))
                .isEqualTo(List.of(new JsonTree.Number("1"), new JsonTree.Number("-0.5e+3")));
        assertThat(tree.get("é😀\"/")).isEqualTo(Map.of("t", true, "f", false));
        assertThat(tree.get("ü")).isEqualTo("x\ty");
        assertThat(JsonText.unquoted(JsonText.quoted("é😀\"\\/\n\u0001"))).isEqualTo("é😀\"\\/\n\u0001");
        assertThat(JsonText.quoted("é\u007f")).isEqualTo("\"\\u00e9\\u007f\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "{", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[1}", "{\"a\":1]",
                        "01", "+1",
                ".5", "1.", "1e", "-", "NaN", "Infinity", "tru", "nul", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"",
                        "\"\\ud800\"",
                "\"\\ud800\\u0041\"", "\"\t\"", "[1] 2", "// c\n1", "1e999x"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> JsonTree.read(text));
    }

    @Test
    void depthAndLengthAreLimited() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> JsonTree.read("[".repeat(100_000)))
                .withMessage("text:1: values are nested more than 60 deep");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> JsonTree.read("\"" + "a".repeat(100_000) + "\""))
                .withMessage("text:1: a string is longer than 65536 characters");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> JsonTree.read("\n\n1" + "0".repeat(2000)))
                .withMessage("text:3: a number is longer than 1024 digits");
        byte[] latin = "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> new JsonReader(new ByteArrayInputStream(latin), "latin").string())
                .withMessage("latin:1: a string is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        [1 2]        | text:1: unexpected character '2': was expecting comma to separate Array entries, in column 4
        [1, 2        | text:1: the text ends within a value
        {"a": [      | text:1: the text ends within a value
        [1}          | text:1: unexpected close marker '}': expected ']', in column 3
        [1, NaN]     | text:1: non-standard token 'NaN', in column 8
        [-Infinity]  | text:1: non-standard token '-Infinity', in column 11
        [+1]         | text:1: unexpected character '+' in numeric value: JSON spec does not allow numbers to have plus signs, in column 3
        [01]         | text:1: invalid numeric value: Leading zeroes not allowed, in column 3
        [1] 2        | text:1: expected the end, found 2
        [1] /* a */  | text:1: unexpected character '/', in column 5
        """)
    void aFaultIsToldWithItsPlace(String text, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> JsonTree.read(text))
                .withMessage(message);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> JsonTree.read("\n\n" + text))
                .withMessage(message.replace("text:1", "text:3"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0.0",
        "9007199254740993, 9007199254740992",
        "123456789012345678901234567890, 1.2345678901234568e29",
        "0.1, 0.1",
        "1e-400, 0",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "4.35, 4.35",
        "5e-324, 5e-324"
    })
    void numbersAreTheNearestDoubles(String text, double value) throws IOException {
        JsonReader json = new JsonReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "text");
        assertThat(json.number()).isEqualTo(value);
        assertThat(((JsonTree.Number) JsonTree.read(text)).text()).isEqualTo(text);
    }

    @Test
    void base64MayHaveEscapesAndNoPadding() throws IOException {
        String bytes = "{\"a\":\"\\/\\/8\"}";
        JsonReader json = new JsonReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)), "text");
        json.beginObject();
        assertThat(json.name()).isEqualTo("a");
        assertThat(json.base64(new MemoryBudget("text", 100))).containsExactly(-1, -1);
        json.endObject();
        json.end();
        byte[] large = ("\"" + "A".repeat(100_000) + "\"").getBytes(StandardCharsets.UTF_8);
        assertThat(new JsonReader(new ByteArrayInputStream(large), "text").base64(new MemoryBudget("text", 1 << 20)))
                .hasSize(75_000);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> new JsonReader(new ByteArrayInputStream(large), "text")
                        .base64(new MemoryBudget("text", 1 << 18)))
                .withMessageContaining("at most 262144 may be used");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"type": "SampleSet"}                       | model: type is "SampleSet"; expected "BinaryQuadraticModel", or the members of bqpjson
        {"type": "BinaryQuadraticModel"}            | model: it has no variable_type; expected SPIN or BINARY
        {"variable_type": "DISCRETE"}               | model:1: variable_type is "DISCRETE"; expected SPIN or BINARY
        {"offset": 1, "info": {}, "offset": 2}      | model:1: 'offset' appears twice
        {"linear_biases": true}                     | model:1: linear_biases is no list of numbers; expected an array, or bytes in Base64
        {"variable_labels": ["a", "b", "a"]}        | model:1: two variables are called "a"
        {"variable_labels": [{"a": 1}]}             | model:1: a label is neither a number nor a string nor a list of such
        {"num_variables": 1.5}                      | model:1: num_variables is 1.5; expected a whole number from 0 to 2147483647
        """)
    void badModelsAreRefused(String text, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(text))
                .withMessage(message);
    }

    private static Problem read(String text) throws IOException {
        return ProblemFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "model",
                ProblemFormat.JSON,
                ReadOptions.standard());
    }

    private static String model(String labels, String linear, String head, String tail) {
        return "{\"type\": \"BinaryQuadraticModel\", \"variable_type\": \"BINARY\", \"variable_labels\": " + labels
                + ", \"linear_biases\": " + linear + ", \"quadratic_biases\": [4, 8], \"quadratic_head\": " + head
                + ", \"quadratic_tail\": " + tail + ", \"future\": [null, {\"a\": [1e400]}]}";
    }

    @Test
    void labelsOfAnyKindAreKept() throws IOException {
        Problem problem = read(model("[\"a\\u00e9\", [\"x\",1], 3]", "[1, 2, 3]", "[0, 2]", "[1, 0]"));
        assertThat(problem.labels().text(0)).isEqualTo("aé");
        assertThat(problem.labels().json(0)).isEqualTo("\"a\\u00e9\"");
        assertThat(problem.labels().text(1)).isEqualTo("[\"x\", 1]");
        assertThat(problem.labels().text(2)).isEqualTo("3");
        assertThat(problem.labels().areIndices()).isFalse();
        assertThat(problem.interactions()).isEqualTo(2);
    }

    @Test
    void arraysMustFit() {
        requireRefused(model("[0, 1]", "[1, 2, 3]", "[0, 1]", "[1, 0]"), "model: 3 linear biases of 2 variable_labels");
        requireRefused(
                model("[0, 1]", "[1, 2]", "[0]", "[1, 0]"), "model: 2 quadratic biases between 1 heads and 2 tails");
        requireRefused(
                model("[0, 1]", "[1, 2]", "[0, 2]", "[1, 0]"),
                "model: element 1 of quadratic_head is 2; expected a whole number from 0 to 1");
        requireRefused(
                model("[0, \"b\"]", "[1, 2]", "[0, 1]", "[1, 0]"),
                "model: variables 0 and \"b\" are paired twice; --duplicates sum adds them up");
        requireRefused(model("[]", "[]", "[0, 1]", "[1, 0]"), "model: it has no variables; expected at least one");
    }

    private static void requireRefused(String text, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(text))
                .withMessage(message);
    }
}
