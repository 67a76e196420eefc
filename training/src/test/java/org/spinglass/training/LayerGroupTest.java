// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;

/** Which layers are annealed as one. */
class LayerGroupTest {
    private static final ResponseSettings SETTINGS =
            ResponseSettings.forSamples(1000).withTogether(3);

    private static final Network NETWORK = Network.of(
            "n",
            new Shape(1, 12, 12),
            List.of(
                    new Conv2d(2, 3, false),
                    new Conv2d(2, 3, false),
                    new Conv2d(2, 3, false).withFrozen(true),
                    new Conv2d(2, 3, false),
                    new Conv2d(2, 2, false),
                    new Linear(4, false),
                    new Linear(2, false)));

    private static List<List<Integer>> layers(ResponseSettings settings) {
        return LayerGroup.of(NETWORK, settings, 100).stream()
                .map(LayerGroup::layers)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | [[0], [1], [3], [4], [5], [6]]",
                "2   | [[0, 1], [3, 4], [5], [6]]",
                "3   | [[0, 1, 3], [4], [5], [6]]",
                "100 | [[0, 1, 3, 4], [5], [6]]"
            })
    void frozenLayersAreLeftOutAndSingleOutputsAreByThemselves(int together, String expected) {
        assertThat(layers(SETTINGS.withTogether(together))).hasToString(expected);
    }

    /** A of a group must be kept from step to step: at most 128 MB. */
    @Test
    void groupsWhoseColumnsAreTooManyAreCut() {
        ResponseSettings large = SETTINGS.withBatch(250_000, 250_000).withTogether(100);
        assertThat(LayerGroup.of(NETWORK, large, 250_000))
                .extracting(LayerGroup::layers)
                .containsExactly(List.of(0, 1), List.of(3, 4), List.of(5), List.of(6));
    }

    @Test
    void oneLayerIsAGroupOfItsOwnWithItsForm() {
        for (LayerGroup group : LayerGroup.of(NETWORK, SETTINGS.withTogether(1), 80)) {
            assertThat(group.isSingle()).isTrue();
            assertThat(group.form()).isEqualTo(ResponseForm.of(NETWORK, group.first(), SETTINGS, 80));
        }
    }
}
