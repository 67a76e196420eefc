// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TextFaultTest {
    private static final String WHOLE =
            "{\"a\": 1, \"m\": {\"k\": 2.5}, \"l\": [1, 2],\n \"b\": true, \"e\": \"X\", \"d\": 1e3}";
    private static final String CHARACTERS = "{}[],:\"'`~x01.-eE\\ \n\t\u0001tnfu#&*!|>%@-";

    private enum Letter {
        X,
        Y
    }

    private record Content(int a, Map<String, Double> m, List<Integer> l, boolean b, Letter e, double d) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static String fault(ObjectMapper mapper, String text) {
        try {
            return String.valueOf(mapper.readValue(text, Content.class));
        } catch (JacksonException e) {
            return TextFault.of(e, "nothing");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"l": [1, 2            | Unexpected end-of-input: expected close marker for Array
            {"l": [1, 2}           | Unexpected close marker '}': expected ']'
            {"a": "x"}             | Cannot coerce String value ("x") to int value
            {"b": [1]}             | Cannot deserialize value of type boolean from Array value
            {"a": x}               | Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            {"a" 1}                | Unexpected character '1': was expecting a colon to separate property name and value
            {"a": 1, "l": [1]}     | Missing creator property 'm'
            """)
    void theFaultIsToldInOneLine(String text, String expected) {
        assertThat(fault(JSON, text)).isEqualTo(expected);
    }

    @Test
    void nothingIsToldToProgrammers() {
        TreeSet<String> told = new TreeSet<>();
        for (ObjectMapper mapper : List.of(JSON, YAML)) {
            SplittableRandom random = new SplittableRandom(7);
            for (int k = 0; k < 4000; k++) {
                told.add(fault(mapper, changed(random)));
            }
        }
        assertThat(told)
                .hasSizeGreaterThan(300)
                .allSatisfy(line -> assertThat(line)
                        .isNotBlank()
                        .doesNotContainPattern(
                                "(?i)\\R|REDACTED|Source:|Feature\\.|Coercion|JsonToken|org\\.|java\\.|[$]|enabl"));
    }

    private static String changed(SplittableRandom random) {
        StringBuilder text = new StringBuilder(WHOLE);
        for (int edits = 1 + random.nextInt(3); edits > 0 && !text.isEmpty(); edits--) {
            int at = random.nextInt(text.length());
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(at);
                case 1 -> text.setCharAt(at, other);
                case 2 -> text.insert(at, other);
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(9)));
            }
        }
        return text.toString();
    }
}
