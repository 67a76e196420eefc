// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spinglass.training.ResponseSettings.DecayOf;

class ResponseChoiceTest {
    @Test
    void networksOfUpToFiveLayersHaveTheSettingsOfTheirSamples() {
        for (int layers = 1; layers <= 5; layers++) {
            ResponseChoice choice = ResponseChoice.of(1000, layers);
            assertThat(choice.settings()).isEqualTo(ResponseSettings.forSamples(1000));
            assertThat(choice.reasons()).doesNotContainKey("damping");
        }
    }

    @Test
    void ofMoreLayersStepsAreLargerAndLambdaIsOfTheLoss() {
        ResponseSettings settings = ResponseChoice.of(2500, 6).settings();
        assertThat(settings.batch()).isEqualTo(250);
        assertThat(settings.convolutionSamples()).isEqualTo(100);
        assertThat(settings.decayOf()).isEqualTo(DecayOf.LOSS);
        assertThat(settings.damping()).isEqualTo(0.1);
        assertThat(ResponseChoice.of(100, 6).settings().batch()).isEqualTo(100);
        assertThat(ResponseChoice.of(58_000, 6).settings().batch()).isEqualTo(500);
    }

    @Test
    void dampingGrowsWithTheLayersOfDeepNetworks() {
        assertThat(ResponseChoice.of(1000, 10).settings().damping()).isEqualTo(0.1);
        ResponseChoice deep = ResponseChoice.of(1000, 22);
        assertThat(deep.settings().damping()).isEqualTo(2.2);
        assertThat(deep.reasons().get("damping")).contains("22 layers with weights");
    }
}
