// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.ising.model.Spins;
import tools.jackson.databind.json.JsonMapper;

/** Sample sets as dimod 0.12 has them in {@code to_serializable}. */
class BqAnswerTest {
    /** {@code SampleSet.from_samples([[1, -1, 1, 1], [1, 1, -1, -1]], "SPIN", [-2, 0], num_occurrences=[3, 1])}. */
    private static final String ANSWER =
            "{'format': 'bq', 'data': {'type': 'SampleSet', 'version': {'sampleset_schema':"
                    + " '3.2.0'}, 'num_variables': 4, 'num_rows': 2, 'sample_data': {'type': 'array', 'data': [[13], [3]],"
                    + " 'data_type': 'uint32', 'shape': [2, 1], 'use_bytes': false}, 'sample_type': 'int8', 'sample_packed': true,"
                    + " 'vectors': {'energy': {'type': 'array', 'data': [-2, 0], 'data_type': 'int64', 'shape': [2],"
                    + " 'use_bytes': false}, 'num_occurrences': {'type': 'array', 'data': [3, 1], 'data_type': 'int64', 'shape':"
                    + " [2], 'use_bytes': false}}, 'variable_labels': [0, 1, 2, 3], 'variable_type': 'SPIN', 'info':"
                    + " {'run_time': 5, 'note': 'x'}}}";

    private static BqAnswer read(String text, int n) {
        return BqAnswer.read(JsonMapper.shared().readTree(text.replace('\'', '"')), n);
    }

    @Test
    void theFirstVariableIsInTheLowestBit() {
        BqAnswer answer = read(ANSWER, 4);
        assertThat(answer.states())
                .containsExactly(
                        Spins.of((byte) 1, (byte) -1, (byte) 1, (byte) 1),
                        Spins.of((byte) 1, (byte) 1, (byte) -1, (byte) -1));
        assertThat(answer.occurrences()).containsExactly(3, 1);
        assertThat(answer.timing()).containsOnlyKeys("run_time").containsEntry("run_time", 5.0);
    }

    @Test
    void variablesMayComeInAnyOrderAndOneByOne() {
        String turned = ANSWER.replace("[0, 1, 2, 3]", "[3, 2, 1, 0]");
        assertThat(read(turned, 4).states().getFirst()).isEqualTo(Spins.of((byte) 1, (byte) 1, (byte) -1, (byte) 1));
        String plain = ANSWER.replace("'sample_packed': true", "'sample_packed': false")
                .replace("[[13], [3]]", "[[1, 0, 1, 1], [1, 1, -1, -1]]");
        assertThat(read(plain, 4)).isEqualTo(read(ANSWER, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'bq' | 'qp' | format is",
                "'SampleSet' | 'BQM' | type is",
                "[0, 1, 2, 3] | [0, 1, 2] | 3 variables; expected 4",
                "[0, 1, 2, 3] | [0, 1, 2, 2] | variable_labels has 2",
                "[0, 1, 2, 3] | [0, 1, 2, 4] | variable_labels has 4",
                "[0, 1, 2, 3] | ['a', 1, 2, 3] | variable_labels is",
                "[[13], [3]] | [[13, 0], [3]] | a sample has 2 words; expected 1",
                "[[13], [3]] | [[1.5], [3]] | a word of a sample is 1.5",
                "[[13], [3]] | [] | it has no sample",
                "[[13], [3]] | [[13]] | 2 occurrences of 1 samples",
                "'data': [3, 1] | 'data': [0, 1] | a sample occurs 0 times",
                "'use_bytes': false}, 'sample_type' | 'use_bytes': true}, 'sample_type' | sample_data is"
            })
    void whatIsNoAnswerIsRefused(String part, String other, String message) {
        assertThat(ANSWER).contains(part);
        assertThatThrownBy(() -> read(ANSWER.replace(part, other), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
