package org.spinglass.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentsTest {
    @Test
    void everyPanelOfThePaperIsThere() {
        assertThat(Experiments.all()).hasSize(16);
        assertThat(Experiments.figure("6a").curves())
                .extracting(Curve::method)
                .contains("pseudoinverse", "backprop", "response", "difference");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "figure: x|title",
                "{figure: x, title: t, network: lenet, crop: author, data: mnist, samples: 10, validation: 5, epochs: 1,"
                        + " runs: 1, curves: [{name: a, label: a, method: respons}]}|respons",
                "{figure: x, title: t, network: lenet, crop: author, data: mnist, samples: 10, validation: 5, epochs: 1,"
                        + " runs: 1, curves: [{name: a, label: a, method: response}], extra: 1}|extra",
                "{figure: x, title: t, network: lenet, crop: author, data: mnist, samples: -1, validation: 5, epochs: 1,"
                        + " runs: 1, curves: [{name: a, label: a, method: response}]}|samples",
            })
    void whatIsWrongIsNamed(String yaml, String named) {
        assertThatThrownBy(() -> Experiments.parse("my.yaml", yaml))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("my.yaml")
                .hasMessageContaining(named);
    }
}
