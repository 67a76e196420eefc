// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;

class BackpropProviderTest {
    private static final TrainerProvider PROVIDER =
            TrainerProvider.find("backprop").orElseThrow();

    @Test
    void isFoundByItsNameAlone() {
        assertThat(PROVIDER).isInstanceOf(BackpropProvider.class);
        assertThat(TrainerProvider.find("response")).isEmpty();
    }

    @Test
    void thePaperIsTheDefault() {
        assertThat(PROVIDER.create(1000, Map.of())).isEqualTo(new BackpropTrainer(BackpropSettings.paper()));
        assertThat(PROVIDER.epochs(1000, Map.of())).isEqualTo(20);
        assertThat(BackpropSettings.paper().batch()).isEqualTo(10);
        assertThat(PROVIDER.create(1000, Map.of("preset", "2025")))
                .isEqualTo(new BackpropTrainer(BackpropSettings.paper().withBatch(1)));
    }

    @Test
    void everyValueCanBeChanged() {
        Map<String, String> options = Map.of(
                "preset",
                "tuned",
                "batch",
                "32",
                "loss",
                "mse",
                "learningRate",
                "0.002",
                "schedule",
                "3, 7",
                "weightDecay",
                "0",
                "threads",
                "2");
        BackpropSettings expected =
                new BackpropSettings(32, Loss.MEAN_SQUARED_ERROR, 0.002, new Schedule.Steps(List.of(3, 7)), 0, 2);
        assertThat(PROVIDER.create(1000, options)).isEqualTo(new BackpropTrainer(expected));
        assertThat(PROVIDER.epochs(1000, options)).isEqualTo(100);
    }

    @Test
    void recordedOptionsMakeTheSameTrainer() {
        BackpropSettings settings = BackpropSettings.tuned()
                .withBatch(20)
                .withSchedule(new Schedule.Constant())
                .withLoss(Loss.MEAN_SQUARED_ERROR)
                .withLearningRate(0.01)
                .withWeightDecay(0.1)
                .withThreads(2);
        Map<String, Object> recorded = new BackpropTrainer(settings).options();
        Map<String, String> options = new java.util.LinkedHashMap<>();
        for (String name : List.of("batch", "loss", "learningRate", "schedule", "weightDecay", "threads")) {
            options.put(name, String.valueOf(recorded.get(name)));
        }
        assertThat(PROVIDER.create(1000, options)).isEqualTo(new BackpropTrainer(settings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preset|best|paper, 2025 or tuned",
                "batch|0|at least 1",
                "batch|many|a whole number",
                "loss|hinge|mse or cross-entropy",
                "learningRate|-1|more than 0",
                "learningRate|NaN|more than 0",
                "schedule|10,5|ascending",
                "schedule|linear|constant, cosine",
                "weightDecay|2|0 to 1",
                "threads|0|at least 1"
            })
    void aWrongValueIsNamedWithWhatWasExpected(String option, String value, String expected) {
        assertThatThrownBy(() -> PROVIDER.create(1000, Map.of(option, value)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(option)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> PROVIDER.create(1000, Map.of("sweeps", "4")))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("'sweeps'")
                .hasMessageContaining("weightDecay");
    }
}
