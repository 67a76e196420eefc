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
            ResponseChoice choice = ResponseChoice.of(1000, layers, false);
            assertThat(choice.settings()).isEqualTo(ResponseSettings.forSamples(1000));
            assertThat(choice.reasons()).doesNotContainKey("damping");
        }
    }

    @Test
    void ofMoreLayersStepsAreLargerAndLambdaIsOfTheLoss() {
        ResponseSettings settings = ResponseChoice.of(2500, 6, false).settings();
        assertThat(settings.batch()).isEqualTo(250);
        assertThat(settings.convolutionSamples()).isEqualTo(100);
        assertThat(settings.decayOf()).isEqualTo(DecayOf.LOSS);
        assertThat(settings.damping()).isEqualTo(0.1);
        assertThat(ResponseChoice.of(1000, 6, false).settings().batch()).isEqualTo(100);
        assertThat(ResponseChoice.of(58_000, 6, false).settings().batch()).isEqualTo(500);
    }

    /** In 20 epochs of one step each a network of nine layers learns next to nothing. */
    @Test
    void fewSamplesHaveFourStepsAnEpoch() {
        for (int[] expected : new int[][] {{10, 25}, {100, 25}, {200, 50}, {399, 99}, {400, 100}, {999, 100}}) {
            ResponseChoice choice = ResponseChoice.of(expected[0], 9, false);
            assertThat(choice.settings().batch()).isEqualTo(expected[1]);
            assertThat(choice.settings().convolutionSamples()).isEqualTo(expected[1]);
        }
        assertThat(ResponseChoice.of(100, 9, false).reasons().get("batch"))
                .isEqualTo("a quarter of the 100 samples, but 25 or more: an epoch of fewer steps learns too little");
        assertThat(ResponseChoice.of(1000, 9, false).reasons().get("batch"))
                .isEqualTo("a tenth of the 1,000 samples, but 100 to 500: 9 layers with weights are moved in each step,"
                        + " and noise in each of them adds up");
    }

    @Test
    void jOfSmallBatchesIsOfSeveralSteps() {
        assertThat(ResponseChoice.of(1000, 6, false).settings().window()).isEqualTo(4);
        assertThat(ResponseChoice.of(1000, 6, false).reasons()).containsKey("window");
        assertThat(ResponseChoice.of(5000, 6, false).settings().window()).isEqualTo(1);
        assertThat(ResponseChoice.of(5000, 6, false).reasons()).doesNotContainKey("window");
        assertThat(ResponseChoice.of(1000, 5, false).settings().window()).isEqualTo(1);
    }

    @Test
    void residualNetworksHaveManySteps() {
        assertThat(ResponseChoice.of(9_999, 9, true).settings().batch()).isEqualTo(500);
        ResponseChoice many = ResponseChoice.of(10_000, 9, true);
        assertThat(many.settings().batch()).isEqualTo(100);
        assertThat(many.settings().window()).isEqualTo(4);
        assertThat(many.settings().decay()).isEqualTo(0.003);
        assertThat(many.settings().relaxation()).isEqualTo(0.3);
        assertThat(many.reasons()).containsKey("relaxation");
        assertThat(many.reasons().get("batch")).contains("residual");
        assertThat(ResponseChoice.of(9_999, 9, true).settings().decay()).isEqualTo(0.03);
        assertThat(ResponseChoice.of(10_000, 9, false).settings().batch()).isEqualTo(500);
    }

    @Test
    void residualNetworksGoAPartOfTheWayOnSmallBatches() {
        assertThat(ResponseChoice.of(1000, 9, true).settings().relaxation()).isEqualTo(0.5);
        assertThat(ResponseChoice.of(1000, 9, true).reasons()).containsKey("relaxation");
        assertThat(ResponseChoice.of(5000, 9, true).settings().relaxation()).isEqualTo(1);
        assertThat(ResponseChoice.of(1000, 9, false).settings().relaxation()).isEqualTo(1);
        assertThat(ResponseChoice.of(1000, 5, true).settings().relaxation()).isEqualTo(1);
    }

    @Test
    void dampingGrowsWithTheLayersOfDeepNetworks() {
        assertThat(ResponseChoice.of(1000, 10, false).settings().damping()).isEqualTo(0.1);
        ResponseChoice deep = ResponseChoice.of(1000, 22, false);
        assertThat(deep.settings().damping()).isEqualTo(2.2);
        assertThat(deep.settings().window()).isEqualTo(1);
        assertThat(ResponseChoice.of(1000, 22, true).settings().relaxation()).isEqualTo(1);
        assertThat(deep.reasons().get("damping")).contains("22 layers with weights");
    }

    @Test
    void convolutionsOfResidualNetworksAreAnnealedAsOneInShortSteps() {
        for (int[] expected : new int[][] {{50, 25}, {150, 37}, {1000, 50}, {58_000, 50}}) {
            ResponseChoice choice = ResponseChoice.together(expected[0], 9, true);
            ResponseSettings settings = choice.settings();
            assertThat(settings.together()).isEqualTo(9);
            assertThat(settings.batch()).isEqualTo(expected[1]);
            assertThat(settings.convolutionSamples()).isEqualTo(expected[1]);
            assertThat(settings.decay()).isEqualTo(0.003);
            assertThat(settings.decayOf()).isEqualTo(DecayOf.LOSS);
            assertThat(settings.relaxation()).isEqualTo(0.5);
            assertThat(settings.window()).isEqualTo(4);
            assertThat(settings.rangeDecay()).isEqualTo(0.1);
            assertThat(choice.reasons())
                    .containsKeys(
                            "together",
                            "batch",
                            "convolutionSamples",
                            "window",
                            "firstRange",
                            "rangeDecay",
                            "decay",
                            "relaxation");
        }
        assertThat(ResponseChoice.together(1000, 22, true).settings().damping()).isEqualTo(2.2);
    }

    @Test
    void layersAsOneMoveTheShorterTheMoreTheyAreAndTheMoreStepsThereAre() {
        int[] layers = {6, 8, 10, 14, 22, 40};
        double[][] expected = {
            {100, 0.3, 0.28, 0.22, 0.16, 0.1, 0.06},
            {1000, 0.3, 0.28, 0.22, 0.16, 0.1, 0.06},
            {2000, 0.26, 0.19, 0.16, 0.11, 0.1, 0.06},
            {5000, 0.16, 0.12, 0.1, 0.1, 0.1, 0.06},
            {58_000, 0.1, 0.1, 0.1, 0.1, 0.1, 0.06}
        };
        for (double[] row : expected) {
            for (int k = 0; k < layers.length; k++) {
                ResponseSettings settings =
                        ResponseChoice.together((int) row[0], layers[k], true).settings();
                assertThat(settings.firstRange())
                        .as(row[0] + " samples, " + layers[k] + " layers")
                        .isEqualTo(row[k + 1]);
            }
        }
        assertThat(ResponseChoice.together(1000, 6, true).reasons()).containsEntry("firstRange", "as for LeNet");
        assertThat(ResponseChoice.together(1000, 10, true).reasons())
                .containsEntry(
                        "firstRange",
                        "10 layers with weights move at once and know of each other's moves to first order only: each moves the"
                                + " less the more they are, and the more steps the samples make");
    }

    @Test
    void foursAreAnnealedAsOneInOtherDeepNetworks() {
        assertThat(ResponseChoice.together(1000, 22, false).settings())
                .isEqualTo(ResponseChoice.of(1000, 22, false)
                        .settings()
                        .withTogether(4)
                        .withRelaxation(0.3));
    }

    @Test
    void elsewhereOneLayerFollowsTheOther() {
        for (int samples : new int[] {100, 1000, 5000, 58_000}) {
            assertThat(ResponseChoice.together(samples, 5, true)).isEqualTo(ResponseChoice.of(samples, 5, true));
            assertThat(ResponseChoice.together(samples, 6, false)).isEqualTo(ResponseChoice.of(samples, 6, false));
        }
        assertThat(ResponseChoice.together(58_000, 14, false)).isEqualTo(ResponseChoice.of(58_000, 14, false));
    }

    @Test
    void rangesOfLayersAsOneAndOfManySamplesShrinkOverTheRun() {
        assertThat(ResponseChoice.together(1000, 9, true).hasRangeOfRun()).isTrue();
        assertThat(ResponseChoice.together(58_000, 9, true).hasRangeOfRun()).isTrue();
        assertThat(ResponseChoice.of(1000, 9, true).hasRangeOfRun()).isFalse();
        assertThat(ResponseChoice.of(10_000, 9, true).hasRangeOfRun()).isTrue();
        assertThat(ResponseChoice.of(10_000, 9, false).hasRangeOfRun()).isFalse();
        assertThat(ResponseChoice.together(1000, 22, false).hasRangeOfRun()).isFalse();
        assertThat(ResponseChoice.together(10_000, 5, true).hasRangeOfRun()).isFalse();
    }
}
