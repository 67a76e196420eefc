// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.training.SettingDescription;
import org.spinglass.training.TrainerProvider;

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
        assertThat(PROVIDER.presets()).containsExactly("paper", "2025", "tuned");
        assertThat(PROVIDER.settings("paper")).isEqualTo(BackpropSettings.paper());
        assertThat(PROVIDER.epochs("paper")).isEqualTo(20);
        assertThat(BackpropSettings.paper().batch()).isEqualTo(10);
        assertThat(PROVIDER.settings("2025")).isEqualTo(BackpropSettings.paper().withBatch(1));
        assertThat(PROVIDER.epochs("2025")).isEqualTo(20);
        assertThat(PROVIDER.settings("tuned")).isEqualTo(BackpropSettings.tuned());
        assertThat(PROVIDER.epochs("tuned")).isEqualTo(100);
    }

    @Test
    void aTrainerIsOfItsSettingsAndIsDescribedByThem() {
        BackpropSettings settings = BackpropSettings.tuned().withBatch(20).withThreads(2);
        assertThat(PROVIDER.create(settings)).isEqualTo(new BackpropTrainer(settings));
        assertThat(PROVIDER.describe(settings)).isEqualTo(new BackpropTrainer(settings).options());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch | a whole number of at least 1",
                "loss | mse or cross-entropy",
                "learningRate | a number above 0 and at most 1",
                "schedule | constant, cosine, or ascending epochs such as 10,15",
                "weightDecay | a number from 0 to 1",
                "threads | a whole number of at least 1"
            })
    void everySettingTellsWhatIsExpected(String name, String expected) {
        SettingDescription setting = SettingDescription.of(BackpropSettings.class).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(setting.expected()).isEqualTo(expected);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        BackpropSettings paper = BackpropSettings.paper();
        assertThatThrownBy(() -> paper.withBatch(0)).hasMessageContaining("batch is '0'; expected a whole number");
        assertThatThrownBy(() -> paper.withLearningRate(-1)).hasMessageContaining("learningRate is '-1'; expected");
        assertThatThrownBy(() -> paper.withLearningRate(Double.NaN)).hasMessageContaining("learningRate is 'NaN'");
        assertThatThrownBy(() -> paper.withWeightDecay(2)).hasMessageContaining("weightDecay is '2'; expected");
        assertThatThrownBy(() -> paper.withThreads(0)).hasMessageContaining("threads is '0'; expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "cosine", "10,15"})
    void aScheduleIsReadAsItIsShown(String text) {
        assertThat(Schedule.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "10,5", "", "0"})
    void anotherScheduleIsRefused(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
