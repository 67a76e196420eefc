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
        assertThat(ResponseChoice.of(1000, 6).settings().batch()).isEqualTo(100);
        assertThat(ResponseChoice.of(58_000, 6).settings().batch()).isEqualTo(500);
    }

    /** In 20 epochs of one step each a network of nine layers learns next to nothing. */
    @Test
    void fewSamplesHaveFourStepsAnEpoch() {
        for (int[] expected : new int[][] {{10, 25}, {100, 25}, {200, 50}, {399, 99}, {400, 100}, {999, 100}}) {
            ResponseChoice choice = ResponseChoice.of(expected[0], 9);
            assertThat(choice.settings().batch()).isEqualTo(expected[1]);
            assertThat(choice.settings().convolutionSamples()).isEqualTo(expected[1]);
        }
        assertThat(ResponseChoice.of(100, 9).reasons().get("batch"))
                .isEqualTo("a quarter of the 100 samples, but 25 or more: an epoch of fewer steps learns too little");
        assertThat(ResponseChoice.of(1000, 9).reasons().get("batch"))
                .isEqualTo("a tenth of the 1,000 samples, but 100 to 500: 9 layers with weights are moved in each step,"
                        + " and noise in each of them adds up");
    }

    @Test
    void dampingGrowsWithTheLayersOfDeepNetworks() {
        assertThat(ResponseChoice.of(1000, 10).settings().damping()).isEqualTo(0.1);
        ResponseChoice deep = ResponseChoice.of(1000, 22);
        assertThat(deep.settings().damping()).isEqualTo(2.2);
        assertThat(deep.reasons().get("damping")).contains("22 layers with weights");
    }
}
