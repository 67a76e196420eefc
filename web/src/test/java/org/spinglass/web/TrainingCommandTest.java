// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{network: lenet, seed: -3, bias: false, crop: null} | --network lenet --seed -3",
                "{network: lenet, bias: true, dataDir: /a b/it's} | --network lenet --bias --data-dir '/a b/it'\\''s'",
                "{settings: {sweeps: 8, qpu.reads: 5, qpu.budget: 2s}} | --set sweeps=8 --qpu reads=5 --qpu budget=2s",
                "{settings: {}, columns: [a, b]} | --columns a,b",
                "{network: $(reboot)} | --network '$(reboot)'"
            })
    void asksForTheSame(String configuration, String options) {
        assertThat(TrainingCommand.of(Tree.yaml("config", configuration.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("./spinglass train " + options);
    }
}
