// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class CqAnswerTest {
    private static final String GOOD = """
            {"format": "bq", "data": {"type": "SampleSet", "num_variables": 2, "num_rows": 2,
             "sample_data": {"type": "array", "data": [[1, -2.0], [0, 7]], "data_type": "float64", "shape": [2, 2],
                             "use_bytes": false},
             "sample_type": "float64", "sample_packed": false, "variable_labels": ["x", ["i", 1]],
             "variable_type": "INTEGER", "info": {"constraint_labels": ["c"], "run_time": 5000000}}}
            """;

    private static CqAnswer read(String text) {
        return CqAnswer.read(JsonMapper.shared().readTree(text));
    }

    @Test
    void valuesAreByTheLabelsOfTheFile() {
        CqAnswer answer = read(GOOD);
        assertThat(answer.values())
                .containsExactly(Map.of("x", 1.0, "[\"i\",1]", -2.0), Map.of("x", 0.0, "[\"i\",1]", 7.0));
        assertThat(answer.timing()).containsExactly(Map.entry("run_time", 5e6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"bq\" | \"qp\" | format is \"qp\"; expected \"bq\"",
                "SampleSet | Other | type is \"Other\"; expected \"SampleSet\"",
                "\"sample_packed\": false | \"sample_packed\": true | expected an array as lists of numbers",
                "[0, 7] | [0] | a sample has 1 values; expected 2",
                "[0, 7] | [0, null] | is null; expected a number",
                "[[1, -2.0], [0, 7]] | [] | it has no sample; expected at least one",
            })
    void faultsSayWhatWasExpected(String before, String after, String message) {
        assertThatThrownBy(() -> read(GOOD.replace(before, after))).hasMessageContaining(message);
    }
}
